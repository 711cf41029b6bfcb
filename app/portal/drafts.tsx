import { takeTyping } from "#app/lib/typing.server.ts";
import { onlyPost } from "#app/access/stranger.server.ts";
import { asContact } from "./door.server.ts";

export const loader = asContact(onlyPost);
/** What is being typed into a long field, kept as it is written. */
export const action = asContact(({ viewer, request }) => takeTyping(request, viewer));

/** Drawn only where the button was refused: in a preview. */
export default function Pressed() {
  return null;
}
