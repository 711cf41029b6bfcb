import { onlyPost } from "#app/access/stranger.server.ts";
import { done, press } from "#app/lib/form.server.ts";
import { asContact } from "#app/portal/door.server.ts";
import { markAllRead, markRead, noticesPath } from "../notifications.server.ts";

export const loader = asContact(onlyPost);

/** One of them, by its number, or all. */
export const action = asContact(({ viewer, request, params }) =>
  press({ request, viewer }, (tx) => {
    if (params.seq) markRead(tx, viewer, Number(params.seq));
    else markAllRead(tx, viewer);
    return done(noticesPath(viewer));
  }),
);

/** Drawn only where the button was refused: in a preview. */
export default function Pressed() {
  return null;
}
