import { dayHere } from "#app/agency/agency.server.ts";
import { now } from "#app/lib/clock.ts";
import { csvAnswer } from "#app/lib/csv.server.ts";
import { allOf } from "#app/lib/pages.ts";
import { permissionNames, permissions } from "#app/people/viewer.ts";
import { asMember } from "#app/staff/door.server.ts";
import { clientsAsked } from "../asked.ts";
import { accessBadge, accessOf, fieldOf } from "../contact.ts";
import { contacts } from "../contacts.server.ts";

/** The contacts of the clients in the list, each with what they may do. */
export const loader = asMember(({ member, request }) => {
  const { filter } = clientsAsked(new URL(request.url));
  return csvAnswer("Contacts", columns, allOf((slice) => contacts(member).ofAll(slice, filter)));
});

type Row = ReturnType<ReturnType<typeof contacts>["ofAll"]>[number];

const columns = [
  { head: "Client", cell: ({ clientName }: Row) => clientName },
  { head: "Name", cell: ({ name }: Row) => name },
  { head: "E-mail", cell: ({ email }: Row) => email },
  { head: "Role", cell: ({ role }: Row) => role },
  ...permissionNames.map((name) => ({ head: permissions[name].label, cell: (row: Row) => row[fieldOf(name)] })),
  { head: "Portal access", cell: (row: Row) => accessBadge[accessOf(row, now())].label },
  { head: "Invited", cell: ({ invitedAt }: Row) => dayHere(invitedAt) },
  { head: "Last seen", cell: ({ lastSeenAt }: Row) => dayHere(lastSeenAt) },
];
