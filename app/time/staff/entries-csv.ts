import { csvAnswer } from "#app/lib/csv.server.ts";
import { hours } from "#app/lib/words.ts";
import { projects } from "#app/projects/projects.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { entriesOf } from "../reports.server.ts";
import { rangeFrom } from "./report.tsx";

/** A project's entries as a file, oldest first. */
export const loader = asMember(({ member, request, params }) => {
  const { id, name } = projects(member).find(params.id!);
  return csvAnswer(
    `${name}, time`,
    [
      { head: "Day", cell: ({ workedOn }) => workedOn },
      { head: "Member", cell: ({ name }) => name },
      { head: "Task", cell: ({ task }) => task },
      { head: "What", cell: ({ note }) => note },
      { head: "Hours", cell: ({ minutes }) => Number(hours(minutes)) },
      { head: "Billable", cell: ({ billable }) => billable },
    ],
    entriesOf(member, id, rangeFrom(new URL(request.url))),
  );
});
