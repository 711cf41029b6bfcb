import { useLoaderData } from "@remix-run/react";
import { agency } from "#app/agency/agency.server.ts";
import { now } from "#app/lib/clock.ts";
import { dayIn } from "#app/lib/dates.ts";
import { pageOf, sliceFrom } from "#app/lib/pages.ts";
import { asContact } from "#app/portal/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { BadgeOf } from "#app/ui/badge.tsx";
import { Empty } from "#app/ui/page.tsx";
import { type Column, Pages, Table } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";
import { seesTeam } from "../people.server.ts";
import { projects } from "../projects.server.ts";
import { type TaskStatus, dueWords, taskBadge } from "../task.ts";
import { tasks } from "../tasks.server.ts";

export const loader = asContact(({ contact, request, params }) => {
  const project = projects(contact).find(params.id!);
  const url = new URL(request.url);
  const [slice, today] = [sliceFrom(url), dayIn(agency().timeZone, now())];
  return {
    name: project.name,
    named: seesTeam(contact, project),
    tasks: tasks(contact)
      .on(project.id, slice)
      .map(({ id, title, status, assignee, dueOn }) => ({ id, title, status, assignee, dueOn, due: dueWords(dueOn, status, today) })),
    pages: pageOf(url, slice, tasks(contact).count(project.id)),
  };
});

export const meta = titled<{ name: string }>(({ name }) => `${name}: tasks`);

interface Row {
  id: string;
  title: string;
  status: TaskStatus;
  assignee: string | null;
  dueOn: string | null;
  due: { words: string; tone: "soon" | "late" } | null;
}

const title: Column<Row> = {
  head: "Task",
  cell: ({ title, status, dueOn, due }) => (
    <>
      <span className="wrap-anywhere">{title}</span>
      {dueOn && (status === "open" || status === "in_progress") && (
        <span className="block text-fine font-normal text-ink-3">
          Due <Day at={dueOn} />
          {due && <span className={`tone t-${due.tone}`}>, {due.words}</span>}
        </span>
      )}
    </>
  ),
};
const assignee: Column<Row> = { head: "Assignee", cell: ({ assignee }) => <span className="block md:min-w-36">{assignee ?? "Not assigned yet"}</span> };
const status: Column<Row> = { head: "Status", cell: ({ status }) => <BadgeOf of={taskBadge[status]} /> };

export default function Tasks() {
  const { name, named, tasks, pages } = useLoaderData<typeof loader>();
  return (
    <div className="mb-16">
      <h2 className="sr-only">Tasks</h2>
      {tasks.length ? <Table caption={`Tasks on ${name}`} columns={named ? [title, assignee, status] : [title, status]} rows={tasks} rowKey={({ id }) => id} /> : <Empty title="No tasks yet">What we do for you, step by step, stands here.</Empty>}
      <Pages of={pages} label="Pages of tasks" />
    </div>
  );
}
