import { useActionData, useLoaderData } from "@remix-run/react";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { projects } from "#app/projects/projects.server.ts";
import { taskChoices } from "#app/projects/tasks.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { TimerForm } from "../forms.server.ts";
import { TaskSelect } from "../parts.tsx";
import { startTimer } from "../timers.server.ts";

export const meta = titled("Start a timer");

export const loader = asMember(({ member, params }) => {
  const { id, name } = projects(member).find(params.id!);
  return { id, name, tasks: taskChoices(member, id), form: blank(TimerForm, member, `/staff/projects/${id}/timer`) };
});

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, TimerForm, (tx, chosen) => {
    const said = startTimer(tx, member, params.id!, chosen);
    const { name } = projects(member, tx).find(params.id!);
    return done(`/staff/projects/${params.id!}/time`, [said, `The timer runs on ${name}.`].filter(Boolean).join(" "));
  }),
);

export default function Start() {
  const { id, name, tasks, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<{ taskId?: string }>(given, useActionData<typeof action>());
  return (
    <div className="max-w-letter">
      <Breadcrumb trail={[{ to: `/staff/projects/${id}`, label: name }, { to: `/staff/projects/${id}/time`, label: "Time" }]} here="Start a timer" />
      <PageTitle lead="One timer runs for each of us. Starting one logs what another has counted.">Start a timer</PageTitle>
      <Form of={form}>
        <TaskSelect of={fields.taskId} tasks={tasks} optional />
        <div className="flex flex-wrap gap-3">
          <Button kind="brand">Start timer</Button>
          <a className="btn" href="/staff/timer">
            Look at my timer
          </a>
        </div>
      </Form>
    </div>
  );
}
