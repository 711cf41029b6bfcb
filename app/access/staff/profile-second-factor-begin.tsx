import { done, press } from "#app/lib/form.server.ts";
import { ownPath } from "#app/lib/request.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { beginSecondFactor } from "../second-factor.server.ts";

// Whoever comes here by signing in again finds the button.
export const loader = asMember(() => done("/staff/profile/second-factor"));

export const action = asMember(({ member, request }) =>
  press({ request, viewer: member }, (tx) => {
    beginSecondFactor(tx, member);
    const to = ownPath(new URL(request.url).searchParams.get("to"), "staff", "");
    return done(`/staff/profile/second-factor${to && `?to=${encodeURIComponent(to)}`}`);
  }),
);

/** Drawn only where the button was refused: by the frame's own error page. */
export default function Pressed() {
  return null;
}
