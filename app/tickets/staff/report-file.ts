import { csvAnswer } from "#app/lib/csv.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { type Line, report, reportAsked } from "../report.server.ts";

export const loader = asMember(({ member, request }) => {
  const asked = reportAsked(new URL(request.url));
  const { lines, all } = report(member, asked);
  return csvAnswer("Jobs and support, report", [{ head: { month: "Month", category: "Category", member: "Member" }[asked.by], cell: ({ label }: Line) => label }, ...columns], [...lines, all]);
});

const hours = (milliseconds: number | null) => (milliseconds === null ? null : Math.round(milliseconds / 36_000) / 100);
const columns = [
  { head: "Opened", cell: ({ opened }: Line) => opened },
  { head: "First answer, hours", cell: ({ firstResponse }: Line) => hours(firstResponse) },
  { head: "Resolved", cell: ({ resolved }: Line) => resolved },
  { head: "Time to resolve gross, hours", cell: ({ gross }: Line) => hours(gross) },
  { head: "Time to resolve net, hours", cell: ({ net }: Line) => hours(net) },
  { head: "Reopened", cell: ({ reopened }: Line) => reopened },
  { head: "Rated", cell: ({ rated }: Line) => rated },
  { head: "Rating, of 3", cell: ({ rating }: Line) => rating && Math.round(rating * 100) / 100 },
];
