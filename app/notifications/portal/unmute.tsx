import { onlyPost } from "#app/access/stranger.server.ts";
import { unmute } from "#app/events/choosing.server.ts";
import { done, press } from "#app/lib/form.server.ts";
import { asContact } from "#app/portal/door.server.ts";
import { lettersPath } from "../letters.server.ts";

export const loader = asContact(onlyPost);

export const action = asContact(({ viewer, request, params }) =>
  press({ request, viewer }, (tx) => {
    unmute(tx, viewer, params.thread!);
    return done(lettersPath(viewer), "You get letters about it again.");
  }),
);

/** Drawn only where the button was refused: in a preview. */
export default function Pressed() {
  return null;
}
