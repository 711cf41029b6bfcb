import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { now } from "#app/lib/clock.ts";
import { hours } from "#app/lib/words.ts";
import { taskChoices } from "#app/projects/tasks.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { ActionButton, Button, Choice, Form, TextArea, TextField, useFormOf } from "#app/ui/form.tsx";
import { Empty, Notice, PageTitle } from "#app/ui/page.tsx";
import { When } from "#app/ui/when.tsx";
import { TimeForm, type TimeInput } from "../forms.server.ts";
import { TaskSelect } from "../parts.tsx";
import { clockFrom } from "../time.ts";
import { elapsedWords, ranTooLong, roundingWords } from "../timer.ts";
import { Elapsed } from "../rail.tsx";
import { completeTimer, timerOf, workedBy } from "../timers.server.ts";

const here = "/staff/timer";

export const meta = titled("Timer");

export const loader = asMember(({ member }) => {
  const timer = timerOf(member);
  if (!timer) return { timer: null, form: null };
  const { startedAt, stoppedAt, projectName: project, projectId, taskId, task } = timer;
  const { workedOn, minutes } = workedBy(timer);
  const asked = ranTooLong(minutes);
  return {
    timer: {
      project,
      projectId,
      task,
      startedAt,
      asked,
      tasks: project && stoppedAt ? taskChoices(member, projectId, taskId) : [],
      elapsed: (stoppedAt ?? now()).getTime() - startedAt.getTime(),
      stop: stoppedAt ? null : blank(NoFields, member, `${here}/stop`),
      resume: stoppedAt && blank(NoFields, member, `${here}/resume`),
    },
    form: project && stoppedAt ? blank(TimeForm, member, here, { workedOn, taskId: taskId ?? "", hours: asked ? "" : clockFrom(minutes), billable: true }) : null,
  };
});

export const action = asMember(({ member, request }) =>
  submit({ request, viewer: member }, TimeForm, (tx, { hours: minutes, ...entry }) => {
    const project = timerOf(member, tx)?.projectId;
    completeTimer(tx, member, { ...entry, minutes });
    return done(`/staff/projects/${project}/time`, `${hours(minutes)} hours are logged.`);
  }),
);

export default function Timer() {
  const { timer, form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (!timer)
    return (
      <div className="max-w-letter">
        <PageTitle>Timer</PageTitle>
        {answer && <Notice tone="stop">This timer has been logged or dropped already. Nothing was recorded.</Notice>}
        <Empty title="No timer of yours is running" action={<Link to="/staff/projects?state=active">Choose a project</Link>}>
          Start one on a project, on its Time page; it is shown here and beside every page until you stop it.
        </Empty>
      </div>
    );
  const { project, projectId, task, startedAt, elapsed, stop, resume, asked } = timer;
  return (
    <div className="max-w-letter">
      <PageTitle lead={<>Started <When at={startedAt} />, {stop ? <>running for <span className="num"><Elapsed since={elapsed} /></span></> : <>ran for {elapsedWords(elapsed)}</>}.</>}>
        {task ?? project ?? "A project you are no longer on"}
      </PageTitle>
      {task && project && <p className="mb-5 text-ink-2">On <Link to={`/staff/projects/${projectId}`}>{project}</Link></p>}
      {asked && <Notice tone="soon">This timer ran for {elapsedWords(elapsed)}, and an entry holds at most 24 hours. It was perhaps left running: {stop ? "stop it, then say" : "say"} how long you really worked.</Notice>}
      {!project && <Notice tone="soon">You are no longer on the project of this timer, so its time cannot be logged there. Ask one of its managers, or drop it.</Notice>}
      {form && <Complete given={form} tasks={timer.tasks} />}
      <div className="mt-6 flex flex-wrap gap-3">
        {stop && <ActionButton given={stop} kind="brand" small={false}>Stop timer</ActionButton>}
        {resume && <ActionButton given={resume} small={false}>Let it run on</ActionButton>}
        <Link className="btn btn-stop" to={`${here}/removal`}>
          Drop timer…
        </Link>
      </div>
    </div>
  );
}

function Complete({ given, tasks }: { given: NonNullable<ReturnType<typeof useLoaderData<typeof loader>>["form"]>; tasks: { id: string; title: string }[] }) {
  const [form, fields] = useFormOf<TimeInput>(given, useActionData<typeof action>());
  return (
    <Form of={form}>
      <TextField of={fields.hours} label="Hours" hint={`As 1:30, 1.5 or 90m. ${roundingWords}`} className="num max-w-28" />
      <TextField of={fields.workedOn} label="Day" type="date" hint="The day the timer was started; after midnight it still counts there." className="max-w-44" />
      <TaskSelect of={fields.taskId} tasks={tasks} optional />
      <TextArea of={fields.note} label="What you did" hint="Clients never see this." rows={3} optional />
      <Choice of={fields.billable} label="Billable" />
      <div>
        <Button kind="brand">Log time</Button>
      </div>
    </Form>
  );
}
