import { done, press } from "#app/lib/form.server.ts";
import { NotFound } from "#app/lib/refused.ts";
import { asMember } from "#app/staff/door.server.ts";
import { listedAt, orderTask } from "../task-order.server.ts";

/** Where one lands who opens the address of a button: its task. */
export const loader = asMember(({ member, params }) => done(listedAt(member, params.id!, params.task!)));

export const action = asMember(({ member, request, params }) => {
  const way = params.way;
  if (way !== "up" && way !== "down") throw new NotFound();
  return press({ request, viewer: member }, (tx) => {
    orderTask(tx, member, params.id!, params.task!, way);
    return done(listedAt(member, params.id!, params.task!, tx));
  });
});

// A page, if an empty one: a refusal needs a frame to be read in.
export default function Moved() {
  return null;
}
