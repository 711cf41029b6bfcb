import { done, press } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { stopTimer } from "../timers.server.ts";

/** Where one lands who opens the address of the button: the timer. */
export const loader = asMember(() => done("/staff/timer"));

export const action = asMember(({ member, request }) =>
  press({ request, viewer: member }, (tx) => {
    stopTimer(tx, member);
    return done("/staff/timer");
  }),
);

// A page, if an empty one: a refusal needs a frame to be read in.
export default function Stopped() {
  return null;
}
