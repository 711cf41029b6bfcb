import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { agency } from "#app/agency/agency.server.ts";
import { now } from "#app/lib/clock.ts";
import { dayIn } from "#app/lib/dates.ts";
import { willSee } from "#app/clients/audience.ts";
import { WhoSees } from "#app/clients/audience.tsx";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { hours } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { minutesOnTask } from "#app/time/time.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { BadgeOf } from "#app/ui/badge.tsx";
import { ActionButton, Button, Choice, Form, Select, TextArea, TextField, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { TaskChangeForm, type TaskInput } from "../forms.server.ts";
import { workersOn } from "../people.server.ts";
import { audienceOfTask } from "../audience.server.ts";
import { projects } from "../projects.server.ts";
import { type TaskMove, dueWords, life, moveWords, taskBadge } from "../task.ts";
import { listedAt } from "../task-order.server.ts";
import { changeTask, detailsOf, taskFor } from "../tasks.server.ts";

export const loader = asMember(({ member, params }) => {
  const project = projects(member).find(params.id!);
  const task = taskFor(member, project.id, params.task!);
  const { id, title, status, assigneeId, assignee, dueOn } = task;
  const here = `/staff/projects/${project.id}/tasks/${id}`;
  const people = workersOn(member, project.id);
  return {
    id,
    project: { id: project.id, name: project.name },
    title,
    status,
    audience: audienceOfTask(member, project.id, id),
    shown: audienceOfTask(member, project.id, id, { shown: true }),
    here,
    due: dueWords(dueOn, status, dayIn(agency().timeZone, now())),
    spent: hours(minutesOnTask(member, project.id, id)),
    timer: blank(NoFields, member, `/staff/projects/${project.id}/timer`),
    // Whoever has left the team keeps what they had, until it is given to somebody else.
    people: assigneeId && assignee && !people.some(({ id }) => id === assigneeId) ? [...people, { id: assigneeId, name: `${assignee} (no longer on it)` }] : people,
    moves: (Object.keys(life.table[status]) as TaskMove[]).map((move) => ({ move, given: blank(NoFields, member, `${here}/${move}`) })),
    seen: stampOf(detailsOf(task)),
    form: blank(TaskChangeForm, member, here, { ...detailsOf(task), assigneeId: assigneeId ?? "", dueOn: dueOn ?? "" }),
  };
});

export const meta = titled<{ title: string }>(({ title }) => title);

// After a refusal too: the form must know what stands there now.
export const shouldRevalidate = () => true;

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, TaskChangeForm, (tx, task) => {
    changeTask(tx, member, params.id!, params.task!, task);
    return done(listedAt(member, params.id!, params.task!, tx), "The task is saved.");
  }),
);

export default function EditTask() {
  const { id, project, here, audience, shown, title, status, due, spent, timer, people, moves, seen, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<TaskInput>(given, useActionData<typeof action>());
  const list = `/staff/projects/${project.id}/tasks`;
  return (
    <div className="max-w-letter">
      <Breadcrumb
        trail={[
          { to: `/staff/projects/${project.id}`, label: project.name },
          { to: list, label: "Tasks" },
        ]}
        here={title}
      />
      <PageTitle lead={spent === "0.00" ? undefined : `${spent} h are logged on it.`}>{title}</PageTitle>
      <WhoSees of={audience} because="it is not shown to the client" />
      <div className="mb-6 flex flex-wrap items-center gap-3">
        <BadgeOf of={taskBadge[status]} />
        {due && <span className={`tone t-${due.tone} first-letter:uppercase`}>{due.words}</span>}
        {moves.map(({ move, given }) => (
          <ActionButton key={move} given={given}>
            {moveWords[move]} task
          </ActionButton>
        ))}
        <ActionButton given={timer} fields={{ taskId: id }}>
          Start timer
        </ActionButton>
        <Link className="btn btn-small" to={`${here}/place`}>
          Move to a place…
        </Link>
      </div>
      <Form of={form}>
        <input type="hidden" name="seen" value={seen} />
        <TextField of={fields.title} label="What is to be done" />
        <Select of={fields.assigneeId} label="Assignee" className="max-w-note" options={[{ value: "", label: "Not assigned yet" }, ...people.map(({ id, name }) => ({ value: id, label: name }))]} />
        <TextField of={fields.dueOn} label="Due" type="date" className="max-w-44" optional />
        <Choice of={fields.shownToClient} label="Show it to the client" hint={`${willSee(shown, "when you save")} They see its name, its status and, where the team is shown, who does it.`} />
        <TextArea of={fields.internalNotes} label="Internal notes" hint="Clients never see this." optional />
        <div className="flex flex-wrap gap-3">
          <Button kind="brand">Save task</Button>
          <a className="btn" href={list}>
            Go back
          </a>
        </div>
      </Form>
    </div>
  );
}
