import { onlyPost } from "#app/access/stranger.server.ts";
import { done, press } from "#app/lib/form.server.ts";
import { asContact } from "#app/portal/door.server.ts";
import { calendarPath, endFeed } from "../calendar.server.ts";

export const loader = asContact(onlyPost);

export const action = asContact(({ viewer, request }) =>
  press({ request, viewer }, (tx) => {
    endFeed(tx, viewer);
    return done(calendarPath(viewer), "The address has ended. Your calendar program gets nothing there any more.");
  }),
);

/** Drawn only where the button was refused: in a preview. */
export default function Pressed() {
  return null;
}
