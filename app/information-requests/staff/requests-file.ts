import { dayHere } from "#app/agency/agency.server.ts";
import { csvAnswer } from "#app/lib/csv.server.ts";
import { allOf } from "#app/lib/pages.ts";
import { asMember } from "#app/staff/door.server.ts";
import { requestsAsked } from "../asked.server.ts";
import { badge } from "../request.ts";
import { type Found, requests } from "../requests.server.ts";

export const loader = asMember(({ member, request }) => {
  const { filter, order } = requestsAsked(new URL(request.url));
  return csvAnswer("Requests", columns, allOf((slice) => requests(member).page(slice, filter, order), 1000));
});

const columns = [
  { head: "Number", cell: ({ number }: Found) => number },
  { head: "Request", cell: ({ title }: Found) => title },
  { head: "Client", cell: ({ clientName }: Found) => clientName },
  { head: "Project", cell: ({ projectName }: Found) => projectName },
  { head: "Status", cell: ({ status }: Found) => badge[status].label },
  { head: "Accepted", cell: ({ progress }: Found) => progress.accepted },
  { head: "Items", cell: ({ progress }: Found) => progress.all },
  { head: "To review", cell: ({ progress, status }: Found) => (status === "cancelled" ? 0 : progress.submitted) },
  { head: "Sent", cell: ({ sentAt }: Found) => dayHere(sentAt) },
  { head: "Due", cell: ({ dueOn }: Found) => dueOn },
  { head: "Asked by", cell: ({ authorName }: Found) => authorName },
];
