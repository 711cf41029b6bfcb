import { done, press } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { resumeTimer } from "../timers.server.ts";

/** Where one lands who opens the address of the button: the timer. */
export const loader = asMember(() => done("/staff/timer"));

export const action = asMember(({ member, request }) =>
  press({ request, viewer: member }, (tx) => {
    resumeTimer(tx, member);
    return done("/staff/timer");
  }),
);

// A page, if an empty one: a refusal needs a frame to be read in.
export default function Resumed() {
  return null;
}
