import { signOutEverywhere } from "#app/access/sign-out.server.ts";
import { done, press } from "#app/lib/form.server.ts";
import { asMember } from "./door.server.ts";

// Whoever comes here by signing in again finds the button.
export const loader = asMember(() => done("/staff/profile"));
export const action = asMember(({ request, viewer }) => press({ request, viewer }, (tx) => signOutEverywhere(tx, viewer)));

/** Drawn only where the button was refused: by the frame's own error page. */
export default function Pressed() {
  return null;
}
