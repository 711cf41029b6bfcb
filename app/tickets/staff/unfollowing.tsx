import { redirect } from "@remix-run/node";
import { done, press } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { viewIn } from "../asked.server.ts";
import { staffPath, staffPathIn } from "../paths.ts";
import { unfollow } from "../following.server.ts";
import { tickets } from "../tickets.server.ts";

/** The button stands on the ticket’s own page. */
export const loader = asMember(({ member, params }) => redirect(staffPath(tickets(member).find(params.id!).id), 303));

export const action = asMember(({ member, request, params }) =>
  press({ request, viewer: member }, (tx) => {
    unfollow(tx, member, params.id!);
    return done(staffPathIn(params.id!, viewIn(request)), "You no longer follow it.");
  }),
);

export default function Unfollowing() {
  return null;
}
