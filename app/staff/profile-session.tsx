import { endOneSession, ownSession } from "#app/access/sign-out.server.ts";
import { done, press } from "#app/lib/form.server.ts";
import { asMember } from "./door.server.ts";

// Whoever comes here by signing in again finds the list.
export const loader = asMember(({ member, params }) => {
  ownSession(member, params.session!);
  return done("/staff/profile");
});

export const action = asMember(({ request, viewer, params }) =>
  press({ request, viewer }, (tx) => {
    endOneSession(tx, viewer, params.session!);
    return done("/staff/profile", "That browser is signed out.");
  }),
);

/** Drawn only where the button was refused: by the frame's own error page. */
export default function Pressed() {
  return null;
}
