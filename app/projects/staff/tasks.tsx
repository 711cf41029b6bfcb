import { useActionData, useLoaderData } from "@remix-run/react";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { fileOf, pageOf, sliceFrom, sortLinks } from "#app/lib/pages.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { CsvLink } from "#app/ui/csv.tsx";
import { FilterChoice, FilterField, Filters } from "#app/ui/filters.tsx";
import { Empty } from "#app/ui/page.tsx";
import { Pages } from "#app/ui/table.tsx";
import { SeveralForm, TaskForm } from "../forms.server.ts";
import { workersOn } from "../people.server.ts";
import { projects } from "../projects.server.ts";
import { type TaskMove, dueWords, life, taskSorts } from "../task.ts";
import { audienceOfTask } from "../audience.server.ts";
import { listedAt } from "../task-order.server.ts";
import { addTask, tasks } from "../tasks.server.ts";
import { AddTask } from "./task-add.tsx";
import { tasksAsked } from "./tasks-asked.server.ts";
import { ForTasks } from "./task-several-form.tsx";
import { TaskList } from "./task-list.tsx";

export const loader = asMember(({ member, request, params }) => {
  const { id, name } = projects(member).find(params.id!);
  const here = `/staff/projects/${id}/tasks`;
  const url = new URL(request.url);
  const added = url.searchParams.has("added");
  url.searchParams.delete("added");
  const { asked, filter, sort, today } = tasksAsked(url);
  const slice = sliceFrom(url);
  const narrowed = Object.values(asked).some(Boolean);
  const total = tasks(member).count(id, filter);
  const byHand = !narrowed && sort.by === "place" && sort.direction === "ascending";
  const colleagues = workersOn(member, id);
  const button = (task: string, path: string) => {
    const { action, key } = blank(NoFields, member, `${here}/${task}/${path}`);
    return { action, key };
  };
  return {
    here,
    name,
    audience: audienceOfTask(member, id, null, { shown: true }),
    asked,
    narrowed,
    byHand,
    added,
    colleagues,
    offset: slice.offset,
    total,
    sort: sortLinks(url, taskSorts, sort),
    form: blank(TaskForm, member, here, { shownToClient: true }),
    several: blank(SeveralForm, member, `${here}/several`),
    tasks: tasks(member)
      .on(id, slice, filter)
      .map(({ position, ...task }) => ({
        ...task,
        due: dueWords(task.dueOn, task.status, today),
        moves: (Object.keys(life.table[task.status]) as TaskMove[]).filter((move) => move !== "cancel").map((move) => ({ move, given: button(task.id, move) })),
        up: byHand && position > 1 ? button(task.id, "order/up") : null,
        down: byHand && position < total ? button(task.id, "order/down") : null,
        place: byHand && total > 1 ? button(task.id, "place") : null,
      })),
    pages: pageOf(url, slice, total),
    file: fileOf(url),
  };
});

export const meta = titled<{ name: string }>(({ name }) => `${name}: tasks`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, TaskForm, (tx, task) => {
    const at = new URL(listedAt(member, params.id!, addTask(tx, member, params.id!, task), tx), request.url);
    // Back to the line one writes on, for the next; the page shown is the one the task stands on.
    at.searchParams.set("added", "");
    return done(at.pathname + at.search, `“${task.title}” is added, at the end.`);
  }),
);

export default function Tasks() {
  const { here, name, audience, asked, narrowed, added, tasks, total, sort, byHand, offset, pages, colleagues, form, several, file } = useLoaderData<typeof loader>();
  return (
    <>
      <h2 className="sr-only">Tasks</h2>
      <AddTask given={form} answer={useActionData<typeof action>()} colleagues={colleagues} audience={audience} focused={added} />
      {(total > 0 || narrowed) && (
        <Filters label="Narrow the list" reset={byHand ? null : here}>
          <FilterField name="search" label="Task" value={asked.search} />
          <FilterChoice name="state" label="Status" value={asked.state} options={states} />
          <FilterChoice name="assignee" label="Assignee" value={asked.assignee} options={[{ value: "", label: "Anybody" }, { value: "nobody", label: "Nobody yet" }, ...colleagues.map(({ id, name }) => ({ value: id, label: name }))]} />
          <FilterChoice name="due" label="Due" value={asked.due} options={dues} />
        </Filters>
      )}
      {tasks.length ? (
        <>
          <ForTasks given={several} colleagues={colleagues} />
          <TaskList caption={`Tasks on ${name}`} base={here} form={several.id} rows={tasks} sort={sort} offset={offset} far={total > tasks.length || total > 10} />
        </>
      ) : narrowed ? (
        <Empty title="No task matches">Change what you ask for, or show all.</Empty>
      ) : (
        <Empty title="No tasks yet">Add the first above. The client sees those that are shown to them, without internal notes.</Empty>
      )}
      <Pages of={pages} label="Pages of tasks" />
      {tasks.length > 0 && <CsvLink to={file} apart />}
    </>
  );
}

const states = [{ value: "", label: "All" }, { value: "todo", label: "Still to be done" }, { value: "open", label: "Open" }, { value: "in_progress", label: "In progress" }, { value: "done", label: "Done" }, { value: "cancelled", label: "Cancelled" }];
const dues = [{ value: "", label: "Any day" }, { value: "late", label: "Late" }, { value: "soon", label: "Due within 3 days" }];
