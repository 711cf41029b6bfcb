import { signOut } from "#app/access/sign-out.server.ts";
import { asStranger, onlyPost } from "#app/access/stranger.server.ts";

export const loader = onlyPost;
export const action = asStranger(({ request, context }) => signOut(request, context, "portal"));

/** Drawn only where the button was refused: in a preview. */
export default function Pressed() {
  return null;
}
