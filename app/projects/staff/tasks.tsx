import { useActionData, useLoaderData } from "@remix-run/react";
import { type FormGiven, NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { pageOf, sliceFrom } from "#app/lib/pages.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Choice, Form, Select, TextField, useFormOf } from "#app/ui/form.tsx";
import { Empty } from "#app/ui/page.tsx";
import { Pages, Table } from "#app/ui/table.tsx";
import { TaskForm, type TaskInput } from "../forms.server.ts";
import { workersOn } from "../people.server.ts";
import { projects } from "../projects.server.ts";
import { type TaskMove, life } from "../task.ts";
import { addTask, listedAt, tasks } from "../tasks.server.ts";
import { taskColumns } from "./task-row.tsx";

export const loader = asMember(({ member, request, params }) => {
  const { id, name } = projects(member).find(params.id!);
  const url = new URL(request.url);
  const slice = sliceFrom(url);
  const total = tasks(member).count(id);
  const button = (task: string, path: string) => blank(NoFields, member, `/staff/projects/${id}/tasks/${task}/${path}`);
  return {
    id,
    name,
    colleagues: workersOn(member, id),
    form: blank(TaskForm, member, `/staff/projects/${id}/tasks`, { shownToClient: true }),
    tasks: tasks(member)
      .on(id, slice)
      .map((task) => ({
        ...task,
        moves: (Object.keys(life.table[task.status]) as TaskMove[]).filter((move) => move !== "cancel").map((move) => ({ move, given: button(task.id, move) })),
        up: task.position > 1 ? button(task.id, "order/up") : null,
        down: task.position < total ? button(task.id, "order/down") : null,
      })),
    pages: pageOf(url, slice, total),
  };
});

export const meta = titled<{ name: string }>(({ name }) => `${name}: tasks`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, TaskForm, (tx, task) => {
    const id = addTask(tx, member, params.id!, task);
    return done(listedAt(member, params.id!, id, tx));
  }),
);

export default function Tasks() {
  const { id, name, tasks, pages, colleagues, form } = useLoaderData<typeof loader>();
  return (
    <>
      <h2 className="sr-only">Tasks</h2>
      <AddTask given={form} colleagues={colleagues} />
      {tasks.length ? <Table caption={`Tasks on ${name}`} columns={taskColumns(`/staff/projects/${id}/tasks`)} rows={tasks} rowKey={({ id }) => id} mid /> : <Empty title="No tasks yet">Add the first above. The client sees those that are shown to them, without internal notes.</Empty>}
      <Pages of={pages} label="Pages of tasks" />
    </>
  );
}

function AddTask({ given, colleagues }: { given: FormGiven; colleagues: { id: string; name: string }[] }) {
  const [form, fields] = useFormOf<TaskInput>(given, useActionData<typeof action>());
  return (
    <Form of={form} className="mb-5 grid grid-cols-2 gap-3 bg-desk p-4 md:grid-cols-[minmax(0,1fr)_12rem_10rem_auto] md:items-end">
      <div className="col-span-2 md:col-span-1">
        <TextField of={fields.title} label="What is to be done" />
      </div>
      <Select of={fields.assigneeId} label="Assignee" options={[{ value: "", label: "Not assigned yet" }, ...colleagues.map(({ id, name }) => ({ value: id, label: name }))]} />
      <TextField of={fields.dueOn} label="Due" type="date" />
      <div className="max-md:order-last">
        <Button>Add task</Button>
      </div>
      <div className="col-span-2 md:col-span-4">
        <Choice of={fields.shownToClient} label="Show it to the client" />
      </div>
    </Form>
  );
}
