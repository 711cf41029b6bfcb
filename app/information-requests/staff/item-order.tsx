import { done, press } from "#app/lib/form.server.ts";
import { NotFound } from "#app/lib/refused.ts";
import { asMember } from "#app/staff/door.server.ts";
import { orderItem } from "../asking.server.ts";
import { staffPath } from "../paths.ts";
import { itemOf } from "../requests.server.ts";

const placed = (id: string, item: string) => `${staffPath(id)}#item-${item}`;

/** Where one lands who opens the address of a button: the item. */
export const loader = asMember(({ member, params }) => done(placed(params.id!, itemOf(member, params.id!, params.item!).item.id)));

export const action = asMember(({ member, request, params }) => {
  const way = params.way;
  if (way !== "up" && way !== "down") throw new NotFound();
  return press({ request, viewer: member }, (tx) => {
    orderItem(tx, member, params.id!, params.item!, way);
    return done(placed(params.id!, params.item!));
  });
});

// A page, if an empty one: a refusal needs a frame to be read in.
export default function Moved() {
  return null;
}
