import { endOneSession, ownSession } from "#app/access/sign-out.server.ts";
import { done, press } from "#app/lib/form.server.ts";
import { asContact } from "./door.server.ts";

// Whoever comes here by signing in again finds the list.
export const loader = asContact(({ contact, params }) => {
  ownSession(contact, params.session!);
  return done("/portal/profile");
});

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
