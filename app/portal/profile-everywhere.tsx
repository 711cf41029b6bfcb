import { signOutEverywhere } from "#app/access/sign-out.server.ts";
import { done, press } from "#app/lib/form.server.ts";
import { asContact } from "./door.server.ts";

// Whoever comes here by signing in again finds the button.
export const loader = asContact(() => done("/portal/profile"));
export const action = asContact(({ request, viewer }) => press({ request, viewer }, (tx) => signOutEverywhere(tx, viewer)));

/** Drawn only where the button was refused: by the frame's own error page. */
export default function Pressed() {
  return null;
}
