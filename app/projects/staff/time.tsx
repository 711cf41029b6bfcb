import { Link, useLoaderData } from "@remix-run/react";
import { agency } from "#app/agency/agency.server.ts";
import { now } from "#app/lib/clock.ts";
import { dayIn, monthWords } from "#app/lib/dates.ts";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { pageOf, sliceFrom } from "#app/lib/pages.ts";
import { hours, initials, shortName } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Avatar, Empty } from "#app/ui/page.tsx";
import { type Column, Pages, Table } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";
import { TimeForm } from "../forms.server.ts";
import { projects } from "../projects.server.ts";
import { logTime, mayRemoveTime, timeOn } from "../time.server.ts";
import { LogTime, Sums } from "./time-parts.tsx";

export const loader = asMember(({ member, request, params }) => {
  const { id, name } = projects(member).find(params.id!);
  const url = new URL(request.url);
  const slice = sliceFrom(url);
  const time = timeOn(member, id);
  const entries = time.page(slice).map(({ id: entry, workedOn, minutes, billable, note, memberId, memberName }) => ({
    id: entry, workedOn, hours: hours(minutes), billable, note, memberName, removal: mayRemoveTime(member, { memberId }) ? `/staff/projects/${id}/time/${entry}/removal` : null,
  }));
  const shown = new Set(entries.map(({ workedOn }) => workedOn.slice(0, 7)));
  return {
    name,
    entries,
    months: time.months().filter(({ month }) => shown.has(month)).map(({ month, minutes }) => ({ month, words: monthWords(month), hours: hours(minutes) })),
    form: blank(TimeForm, member, `/staff/projects/${id}/time`, { workedOn: dayIn(agency().timeZone, now()), billable: true }),
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

type Row = ReturnType<typeof useLoaderData<typeof loader>>["entries"][number];

const columns: Column<Row>[] = [
  { head: "What", cell: ({ note }) => <span className="whitespace-pre-line wrap-anywhere">{note || "No words"}</span> },
  { head: "Day", cell: ({ workedOn }) => <Day at={workedOn} /> },
  {
    head: "Who",
    cell: ({ memberName }) => (
      <span className="inline-flex items-center gap-2 whitespace-nowrap">
        <Avatar initials={initials(memberName)} />
        {shortName(memberName)}
      </span>
    ),
  },
  { head: "Billable", cell: ({ billable }) => (billable ? "Yes" : "No") },
  { head: "Hours", right: true, cell: ({ hours }) => hours },
  {
    head: "Actions",
    quiet: true,
    right: true,
    cell: ({ removal, note, hours }) =>
      removal && (
        <Link className="btn btn-small" to={removal}>
          Remove…<span className="sr-only"> {`${hours} hours, ${note}`}</span>
        </Link>
      ),
  },
];

export default function Time() {
  const { name, entries, months, form, pages } = useLoaderData<typeof loader>();
  return (
    <>
      <h2 className="sr-only">Time</h2>
      <LogTime given={form} />
      {entries.length ? <Table caption={`Time logged on ${name}`} columns={columns} rows={entries} rowKey={({ id }) => id} mid foot={<Sums months={months} />} /> : <Empty title="No time logged yet">Log the first above. The client sees the sums, never the words or who it was.</Empty>}
      <Pages of={pages} label="Pages of time entries" />
    </>
  );
}
