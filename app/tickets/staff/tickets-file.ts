import { dayHere } from "#app/agency/agency.server.ts";
import { now } from "#app/lib/clock.ts";
import { csvAnswer } from "#app/lib/csv.server.ts";
import { allOf } from "#app/lib/pages.ts";
import { asMember } from "#app/staff/door.server.ts";
import { ticketsAsked } from "../asked.server.ts";
import { kinds, priorities, ratings, staffBadge, timesOf, waitedUntil } from "../ticket.ts";
import { type Found, tickets } from "../tickets.server.ts";

export const loader = asMember(({ member, request }) => {
  const { filter, order } = ticketsAsked(member, new URL(request.url));
  return csvAnswer("Jobs and tickets", columns, allOf((slice) => tickets(member).page(slice, filter, order), 1000));
});

const hours = (milliseconds: number | null) => (milliseconds === null ? null : Math.round(milliseconds / 36_000) / 100);

const columns = [
  { head: "Number", cell: ({ name }: Found) => name },
  { head: "Subject", cell: ({ subject }: Found) => subject },
  { head: "Client", cell: ({ clientName }: Found) => clientName },
  { head: "Project", cell: ({ projectName }: Found) => projectName },
  { head: "Kind", cell: ({ kind }: Found) => kinds[kind] },
  { head: "Category", cell: ({ categoryName }: Found) => categoryName },
  { head: "Priority", cell: ({ priority }: Found) => priorities[priority] },
  { head: "Status", cell: ({ status }: Found) => staffBadge[status].label },
  { head: "Assigned to", cell: ({ assigneeName }: Found) => assigneeName },
  { head: "Opened", cell: ({ createdAt }: Found) => dayHere(createdAt) },
  { head: "Wanted by", cell: ({ wantedOn }: Found) => wantedOn },
  { head: "Resolved", cell: ({ resolvedAt }: Found) => dayHere(resolvedAt) },
  { head: "First answer, hours", cell: (ticket: Found) => hours(timesOf(ticket).firstResponse) },
  { head: "Resolution gross, hours", cell: (ticket: Found) => hours(timesOf(ticket).gross) },
  { head: "Resolution net, hours", cell: (ticket: Found) => hours(timesOf(ticket).net) },
  { head: "Waited on client, hours", cell: (ticket: Found) => hours(waitedUntil(ticket, now())) },
  { head: "Reopened", cell: ({ reopenCount }: Found) => reopenCount },
  { head: "Rating", cell: ({ rating }: Found) => rating && ratings[rating] },
];
