import { Link, useLoaderData } from "@remix-run/react";
import { agency } from "#app/agency/agency.server.ts";
import { now } from "#app/lib/clock.ts";
import { dayIn, monthWords } from "#app/lib/dates.ts";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { pageOf, sliceFrom } from "#app/lib/pages.ts";
import { hours } from "#app/lib/words.ts";
import { projects } from "#app/projects/projects.server.ts";
import { taskChoices } from "#app/projects/tasks.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Empty } from "#app/ui/page.tsx";
import { Pages, Table } from "#app/ui/table.tsx";
import { logTime, mayChangeTime } from "../entries.server.ts";
import { MarkForm, TimeForm, TimerForm } from "../forms.server.ts";
import { LogTime, Sums } from "../parts.tsx";
import { timeOn } from "../time.server.ts";
import { StartTimer } from "../timer-parts.tsx";
import { timerOf } from "../timers.server.ts";
import { MarkSeveral, entryColumns } from "./entries.tsx";

export const loader = asMember(({ member, request, params }) => {
  const { id, name } = projects(member).find(params.id!);
  const url = new URL(request.url);
  const slice = sliceFrom(url);
  const time = timeOn(member, id);
  const entries = time.page(slice).map(({ minutes, memberId, ...entry }) => ({ ...entry, hours: hours(minutes), mine: mayChangeTime(member, { memberId }) }));
  const shown = new Set(entries.map(({ workedOn }) => workedOn.slice(0, 7)));
  const here = `/staff/projects/${id}/time`;
  return {
    here,
    name,
    entries,
    months: time.months().filter(({ month }) => shown.has(month)).map(({ month, minutes }) => ({ month, words: monthWords(month), hours: hours(minutes) })),
    tasks: taskChoices(member, id),
    form: blank(TimeForm, member, here, { workedOn: dayIn(agency().timeZone, now()), billable: true }),
    timer: timerOf(member)?.projectId === id ? null : blank(TimerForm, member, `/staff/projects/${id}/timer`),
    mark: entries.some(({ mine }) => mine) ? blank(MarkForm, member, `${here}/billable`) : null,
    pages: pageOf(url, slice, time.count()),
  };
});

export const meta = titled<{ name: string }>(({ name }) => `${name}: time`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, TimeForm, (tx, { hours: minutes, ...entry }) => {
    logTime(tx, member, params.id!, { ...entry, minutes });
    return done(`/staff/projects/${params.id!}/time`, `${hours(minutes)} hours are logged.`);
  }),
);

export default function Time() {
  const { here, name, entries, months, tasks, form, timer, mark, pages } = useLoaderData<typeof loader>();
  return (
    <>
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
        <h2 className="sr-only">Time</h2>
        {timer ? <StartTimer given={timer} tasks={tasks} /> : <p className="text-small text-ink-2">Your timer is on this project. <Link to="/staff/timer">Look at it</Link></p>}
        <p className="flex flex-wrap gap-x-5 gap-y-2 text-small">
          <Link to={`${here}/report`}>Report by member and month</Link>
          <a href={`${here}/entries.csv`}>Download entries (CSV)</a>
        </p>
      </div>
      <LogTime given={form} tasks={tasks} />
      {mark && <MarkSeveral given={mark} />}
      {entries.length ? (
        <Table caption={`Time logged on ${name}`} columns={entryColumns(here, mark?.id ?? "")} rows={entries} rowKey={({ id }) => id} mid foot={<Sums months={months} />} />
      ) : (
        <Empty title="No time logged yet">Log the first above. The client sees the sums, never the words or who it was.</Empty>
      )}
      <Pages of={pages} label="Pages of time entries" />
    </>
  );
}
