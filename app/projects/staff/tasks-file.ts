import { csvAnswer } from "#app/lib/csv.server.ts";
import { allOf } from "#app/lib/pages.ts";
import { asMember } from "#app/staff/door.server.ts";
import { projects } from "../projects.server.ts";
import { taskBadge } from "../task.ts";
import { tasks } from "../tasks.server.ts";
import { tasksAsked } from "./tasks-asked.server.ts";

/** A project's tasks in their order, without internal notes: such a file is easily passed on. */
export const loader = asMember(({ member, params, request }) => {
  const { id, name } = projects(member).find(params.id!);
  const { filter } = tasksAsked(new URL(request.url));
  return csvAnswer(`${name} tasks`, columns, allOf((slice) => tasks(member).on(id, slice, filter)));
});

type Row = ReturnType<ReturnType<typeof tasks>["on"]>[number];

const columns = [
  { head: "Task", cell: ({ title }: Row) => title },
  { head: "Status", cell: ({ status }: Row) => taskBadge[status].label },
  { head: "Assignee", cell: ({ assignee }: Row) => assignee },
  { head: "Due", cell: ({ dueOn }: Row) => dueOn },
  { head: "Shown to the client", cell: ({ shownToClient }: Row) => shownToClient },
];
