import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { agency } from "#app/agency/agency.server.ts";
import { now } from "#app/lib/clock.ts";
import { dayIn, daysAfter, longDay, shortDay } from "#app/lib/dates.ts";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { hours } from "#app/lib/words.ts";
import { projects } from "#app/projects/projects.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { members } from "#app/team/members.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { FilterChoice, Filters } from "#app/ui/filters.tsx";
import { Empty, PageTitle } from "#app/ui/page.tsx";
import { logTime, mayChangeTime } from "../entries.server.ts";
import { SheetForm } from "../forms.server.ts";
import { knowsRates } from "../rates.server.ts";
import { weekOf } from "../reports.server.ts";
import { gridOf, mondayOf, weekFrom } from "../sheet.ts";
import { AddToSheet, Grid, OfWeek } from "./sheet-parts.tsx";

const here = "/staff/time";

export const loader = asMember(({ member, request }) => {
  const { searchParams: query } = new URL(request.url);
  const today = dayIn(agency().timeZone, now());
  const monday = weekFrom(query.get("week"), today);
  const { owner, entries, hidden } = weekOf(member, query.get("member"), monday);
  const own = owner.id === member.id;
  const at = (week: string, whose = owner.id) => `${here}?${new URLSearchParams({ ...(week === mondayOf(today) ? {} : { week }), ...(whose === member.id ? {} : { member: whose }) })}`.replace(/\?$/, "");
  const { days, rows, byDay, total } = gridOf(entries, monday);
  const shown = (minutes: number) => (minutes ? hours(minutes) : "–");
  const addable = own ? projects(member).page({ limit: 300, offset: 0 }, { state: "active" }) : [];
  return {
    own,
    owner,
    monday,
    title: `${shortDay(monday)} to ${longDay(daysAfter(monday, 6))}`,
    before: at(daysAfter(monday, -7)),
    after: monday < mondayOf(today) ? at(daysAfter(monday, 7)) : null,
    current: monday === mondayOf(today) ? null : at(mondayOf(today)),
    grid: { days, today, rows: rows.map(({ id, name, minutes, total }) => ({ id, name, cells: minutes.map(shown), total: hours(total) })), byDay: byDay.map(shown), total: hours(total) },
    billable: hours(entries.reduce((sum, { minutes, billable }) => sum + (billable ? minutes : 0), 0)),
    hidden: hidden ? hours(hidden) : null,
    entries: entries.map(({ minutes, ...entry }) => ({ ...entry, hours: hours(minutes), mine: mayChangeTime(member, { memberId: owner.id }) })),
    people: member.role === "member" ? null : members(member).active().map(({ id, name }) => ({ value: id === member.id ? "" : id, label: id === member.id ? `${name} (you)` : name })),
    rates: knowsRates(member),
    projects: addable.map(({ id, name, clientName }) => ({ value: id, label: `${name}, ${clientName}` })),
    form: own ? blank(SheetForm, member, here, { workedOn: monday <= today && today <= daysAfter(monday, 6) ? today : monday, billable: true }) : null,
  };
});

export const meta = titled<{ title: string }>(({ title }) => `Time, ${title}`);

export const action = asMember(({ member, request }) =>
  submit({ request, viewer: member }, SheetForm, (tx, { projectId, hours: minutes, ...entry }) => {
    logTime(tx, member, projectId, { ...entry, minutes });
    return done(`${here}?week=${mondayOf(entry.workedOn)}`, `${hours(minutes)} hours are logged.`);
  }),
);

export default function Sheet() {
  const { own, owner, monday, title, before, after, current, grid, billable, hidden, entries, people, rates, projects, form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageTitle lead={`${grid.total} h in all, ${billable} h of them billable.${hidden ? ` ${hidden} h on projects ${own ? "you are no longer on" : "you do not see"} are left out.` : ""}`} actions={rates && <Link className="btn" to={`${here}/rates`}>Hourly rates</Link>}>
        {own ? "My week" : `The week of ${owner.name}`}, {title}
      </PageTitle>
      <nav aria-label="Weeks" className="mb-5 flex flex-wrap gap-x-5 gap-y-2 text-small">
        <a href={before} rel="prev">Week before</a>
        {current && <a href={current}>This week</a>}
        {after && <a href={after} rel="next">Week after</a>}
      </nav>
      {people && (
        <Filters label="Choose whose week" reset={null}>
          <input type="hidden" name="week" value={monday} />
          <FilterChoice name="member" label="Whose week" value={own ? "" : owner.id} options={people} />
        </Filters>
      )}
      {form && projects.length > 0 && <AddToSheet given={form} answer={answer} projects={projects} />}
      {grid.rows.length ? (
        <>
          <Grid of={grid} caption={`Hours of ${owner.name}, ${title}`} />
          <OfWeek entries={entries} />
        </>
      ) : (
        <Empty title="No time in this week">{own ? "Log the first above, or start a timer on a project." : `${owner.name} has logged none on projects you see.`}</Empty>
      )}
    </>
  );
}
