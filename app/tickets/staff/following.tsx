import { redirect } from "@remix-run/node";
import { done, press } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { viewIn } from "../asked.server.ts";
import { staffPath, staffPathIn } from "../paths.ts";
import { follow } from "../following.server.ts";
import { tickets } from "../tickets.server.ts";

/** The button stands on the ticket’s own page. */
export const loader = asMember(({ member, params }) => redirect(staffPath(tickets(member).find(params.id!).id), 303));

export const action = asMember(({ member, request, params }) =>
  press({ request, viewer: member }, (tx) => {
    follow(tx, member, params.id!);
    return done(staffPathIn(params.id!, viewIn(request)), "You follow it: you get a letter when something is written.");
  }),
);

export default function Following() {
  return null;
}
