import { dayHere } from "#app/agency/agency.server.ts";
import { csvAnswer } from "#app/lib/csv.server.ts";
import { allOf } from "#app/lib/pages.ts";
import { asMember } from "#app/staff/door.server.ts";
import { approvalsAsked } from "../asked.server.ts";
import { badge } from "../deliverable.ts";
import { type Found, deliverables } from "../deliverables.server.ts";

export const loader = asMember(({ member, request }) => {
  const { filter, order } = approvalsAsked(new URL(request.url));
  return csvAnswer("Approvals", columns, allOf((slice) => deliverables(member).page(slice, filter, order), 1000));
});

const columns = [
  { head: "Work", cell: ({ title }: Found) => title },
  { head: "Client", cell: ({ clientName }: Found) => clientName },
  { head: "Project", cell: ({ projectName }: Found) => projectName },
  { head: "Round", cell: ({ round }: Found) => round || null },
  { head: "Rounds included", cell: ({ roundsIncluded }: Found) => roundsIncluded },
  { head: "Asked of", cell: ({ round, policy }: Found) => (round === 0 ? null : policy === "all" ? "all of those named" : "anybody who may approve") },
  { head: "Sent", cell: ({ publishedAt }: Found) => dayHere(publishedAt) },
  { head: "Due", cell: ({ dueOn }: Found) => dueOn },
  { head: "Answered", cell: ({ decidedAt }: Found) => dayHere(decidedAt) },
  { head: "Status", cell: ({ status }: Found) => badge[status].label },
];
