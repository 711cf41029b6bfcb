import { dayHere } from "#app/agency/agency.server.ts";
import { csvAnswer } from "#app/lib/csv.server.ts";
import { allOf } from "#app/lib/pages.ts";
import { asMember } from "#app/staff/door.server.ts";
import { clientsAsked } from "../asked.ts";
import { clients } from "../clients.server.ts";
import { figuresInList } from "../figures.server.ts";

export const loader = asMember(({ member, request }) => {
  const { filter, order } = clientsAsked(new URL(request.url));
  const rows = allOf((slice) => {
    const found = clients(member).page(slice, filter, order);
    const figures = figuresInList(member, found.map(({ id }) => id));
    return found.map((client) => ({ ...client, ...figures[client.id]! }));
  });
  return csvAnswer("Clients", columns, rows);
});

type Row = ReturnType<ReturnType<typeof clients>["page"]>[number] & ReturnType<typeof figuresInList>[string];

const columns = [
  { head: "Client", cell: ({ name }: Row) => name },
  { head: "Looked after by", cell: ({ lookedAfterBy }: Row) => lookedAfterBy },
  { head: "Client since", cell: ({ sinceOn }: Row) => sinceOn },
  { head: "Contacts", cell: ({ contacts }: Row) => contacts },
  { head: "Active projects", cell: ({ activeProjects }: Row) => activeProjects },
  { head: "Last activity", cell: ({ lastActivityAt }: Row) => dayHere(lastActivityAt) },
  { head: "Archived", cell: ({ archivedAt }: Row) => dayHere(archivedAt) },
];
