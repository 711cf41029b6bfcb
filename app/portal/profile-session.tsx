import { endOneSession } from "#app/access/sign-out.server.ts";
import { onlyPost } from "#app/access/stranger.server.ts";
import { done, press } from "#app/lib/form.server.ts";
import { asContact } from "./door.server.ts";

export const loader = asContact(onlyPost);

export const action = asContact(({ request, viewer, params }) =>
  press({ request, viewer }, (tx) => {
    endOneSession(tx, viewer, params.session!);
    return done("/portal/profile", "That browser is signed out.");
  }),
);

/** Drawn only where the button was refused: by the frame's own error page. */
export default function Pressed() {
  return null;
}
