import { redirect } from "@remix-run/node";
import { done, press } from "#app/lib/form.server.ts";
import { asContact } from "#app/portal/door.server.ts";
import { portalPath } from "../paths.ts";
import { solve } from "../settling.server.ts";
import { tickets } from "../tickets.server.ts";

const section = { needs: "submitRequests" as const };

/** The button stands on the request’s own page. */
export const loader = asContact(({ contact, params }) => redirect(portalPath(tickets(contact).find(params.id!).id), 303), section);

export const action = asContact(
  ({ contact, request, params }) =>
    press({ request, viewer: contact }, (tx) => {
      solve(tx, contact, params.id!);
      return done(portalPath(params.id!), "Good to hear. It is marked as solved.");
    }),
  section,
);

export default function Solution() {
  return null;
}
