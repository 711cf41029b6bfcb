import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { Refused } from "#app/lib/refused.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { hours } from "#app/lib/words.ts";
import { projects } from "#app/projects/projects.server.ts";
import { taskChoices } from "#app/projects/tasks.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { members } from "#app/team/members.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Choice, Form, TextArea, TextField, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { changeTime, detailsOf, mayChangeTime } from "../entries.server.ts";
import { TimeChangeForm, type TimeInput } from "../forms.server.ts";
import { TaskSelect } from "../parts.tsx";
import { keptRate } from "../rates.server.ts";
import { clockFrom } from "../time.ts";
import { timeOn } from "../time.server.ts";

export const loader = asMember(({ member, params }) => {
  const { id, name } = projects(member).find(params.id!);
  const entry = timeOn(member, id).find(params.entry!);
  if (!mayChangeTime(member, entry)) throw new Refused(403, "Only who logged this time, a manager or an owner may change it.");
  const here = `/staff/projects/${id}/time/${entry.id}`;
  return {
    project: { id, name },
    here,
    hours: hours(entry.minutes),
    who: members(member).find(entry.memberId).name,
    rate: keptRate(member, entry),
    tasks: taskChoices(member, id, entry.taskId),
    seen: stampOf(detailsOf(entry)),
    form: blank(TimeChangeForm, member, here, { workedOn: entry.workedOn, note: entry.note, taskId: entry.taskId ?? "", hours: clockFrom(entry.minutes), billable: entry.billable }),
  };
});

export const meta = titled<{ hours: string }>(({ hours }) => `${hours} h of time`);

// After a refusal too: the form must know what stands there now.
export const shouldRevalidate = () => true;

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, TimeChangeForm, (tx, { hours: minutes, ...entry }) => {
    changeTime(tx, member, params.id!, params.entry!, { ...entry, minutes });
    return done(`/staff/projects/${params.id!}/time`, "The time is saved.");
  }),
);

export default function EditTime() {
  const { project, here, hours, who, rate, tasks, seen, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<TimeInput>(given, useActionData<typeof action>());
  const list = `/staff/projects/${project.id}/time`;
  return (
    <div className="max-w-letter">
      <Breadcrumb
        trail={[
          { to: `/staff/projects/${project.id}`, label: project.name },
          { to: list, label: "Time" },
        ]}
        here={`${hours} h`}
      />
      <PageTitle lead={`Logged by ${who}. ${rate}`}>{hours} h on {project.name}</PageTitle>
      <Form of={form}>
        <input type="hidden" name="seen" value={seen} />
        <TextField of={fields.workedOn} label="Day" type="date" className="max-w-44" />
        <TextField of={fields.hours} label="Hours" hint="As 1.5, 1:30 or 90m." className="num max-w-28" />
        <TaskSelect of={fields.taskId} tasks={tasks} optional />
        <TextArea of={fields.note} label="What you did" hint="Clients never see this." rows={3} optional />
        <Choice of={fields.billable} label="Billable" />
        <div className="flex flex-wrap gap-3">
          <Button kind="brand">Save time</Button>
          <a className="btn" href={list}>
            Go back
          </a>
          <Link className="btn btn-stop" to={`${here}/removal`}>
            Remove time…
          </Link>
        </div>
      </Form>
    </div>
  );
}
