import { done, press } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { removeItem } from "../asking.server.ts";
import { staffPath } from "../paths.ts";
import { itemOf } from "../requests.server.ts";

/** Where one lands who opens the address of a button: the request. */
export const loader = asMember(({ member, params }) => done(staffPath(itemOf(member, params.id!, params.item!).request.id)));

export const action = asMember(({ member, request, params }) =>
  press({ request, viewer: member }, (tx) => {
    const { item } = itemOf(member, params.id!, params.item!, tx);
    removeItem(tx, member, params.id!, item.id);
    return done(staffPath(params.id!), `“${item.label}” is removed.`);
  }),
);

// A page, if an empty one: a refusal needs a frame to be read in.
export default function Removed() {
  return null;
}
