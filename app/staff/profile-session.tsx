import { endOneSession } from "#app/access/sign-out.server.ts";
import { onlyPost } from "#app/access/stranger.server.ts";
import { done, press } from "#app/lib/form.server.ts";
import { asMember } from "./door.server.ts";

export const loader = asMember(onlyPost);

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
