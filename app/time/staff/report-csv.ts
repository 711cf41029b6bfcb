import { csvAnswer } from "#app/lib/csv.server.ts";
import { hours } from "#app/lib/words.ts";
import { projects } from "#app/projects/projects.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { byMemberAndMonth } from "../reports.server.ts";
import { shareOf } from "../time.ts";
import { rangeFrom } from "./report.tsx";

/** The report as a file: a line for each month and member. */
export const loader = asMember(({ member, request, params }) => {
  const { id, name } = projects(member).find(params.id!);
  return csvAnswer(
    `${name}, time by member and month`,
    [
      { head: "Month", cell: ({ month }) => month },
      { head: "Member", cell: ({ name }) => name },
      { head: "Hours", cell: ({ total }) => Number(hours(total)) },
      { head: "Billable hours", cell: ({ billable }) => Number(hours(billable)) },
      { head: "Billable per cent", cell: (row) => shareOf(row) },
    ],
    byMemberAndMonth(member, id, rangeFrom(new URL(request.url))),
  );
});
