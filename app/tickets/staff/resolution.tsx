import { redirect } from "@remix-run/node";
import { done, press } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { viewIn } from "../asked.server.ts";
import { staffPath, staffPathIn } from "../paths.ts";
import { resolve } from "../settling.server.ts";
import { tickets } from "../tickets.server.ts";

/** The button stands on the ticket’s own page. */
export const loader = asMember(({ member, params }) => redirect(staffPath(tickets(member).find(params.id!).id), 303));

export const action = asMember(({ member, request, params }) =>
  press({ request, viewer: member }, (tx) => {
    resolve(tx, member, params.id!);
    return done(staffPathIn(params.id!, viewIn(request)), "It is resolved. The client is asked whether it is solved.");
  }),
);

export default function Resolution() {
  return null;
}
