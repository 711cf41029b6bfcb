import { useLoaderData } from "@remix-run/react";
import { NoFields, blank } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { FilterChoice, FilterField, Filters } from "#app/ui/filters.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Empty, PageTitle } from "#app/ui/page.tsx";
import { audit } from "../audit.server.ts";
import { standing } from "../checks.server.ts";
import { TrailFilterForm, filterIn } from "../forms.server.ts";
import { choicesFor } from "./choices.server.ts";
import { LogTable, Turns } from "./log-table.tsx";
import { Integrity } from "./standing.tsx";

export const meta = titled("Audit log");

export const loader = asMember(({ member, request }) => {
  const url = new URL(request.url);
  const filter = filterIn(url);
  const number = (name: string) => (/^\d{1,15}$/.test(url.searchParams.get(name) ?? "") ? Number(url.searchParams.get(name)) : undefined);
  const { lines, first, total, newer, older } = audit(member).page(filter, { before: number("before"), after: number("after") });
  const asked = Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const at = (turn: Record<string, string>) => `/staff/audit?${new URLSearchParams([...asked, ...Object.entries(turn)])}`;
  return {
    filter,
    narrowed: asked.length > 0,
    choices: choicesFor(member, filter),
    lines: lines.map(({ seq, at, actor, company, role, before, subject, after, to, client, project, address, device, hash, erased }) => ({ seq, at, actor, company, role, before, subject, after, to, client, project, address, device, hash, erased })),
    turns: { first, shown: lines.length, total, newer: newer ? at({ after: String(newer) }) : null, older: older ? at({ before: String(older) }) : null },
    standing: standing(),
    newest: audit(member).newest(),
    again: blank(NoFields, member, "/staff/audit/verification"),
    exporting: blank(TrailFilterForm, member, "/staff/audit/export"),
  };
});

export default function Log() {
  const { filter, narrowed, choices, lines, turns, standing, newest, again, exporting } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle
        lead="Who did what, and when. Events cannot be changed or removed."
        actions={
          // Plainly posted: the answer is a file, and the page stays.
          <form method="post" action={exporting.action}>
            <input type="hidden" name="_key" value={exporting.key} />
            {Object.entries(filter).map(([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />)}
            <button className="btn">
              <Icon name="download" />
              Download as CSV
            </button>
          </form>
        }
      >
        Audit log
      </PageTitle>
      <Integrity standing={standing} total={newest} again={again} />
      <Filters label="Audit log" reset={narrowed ? "/staff/audit" : null}>
        <FilterChoice name="client" label="Client" value={filter.client ?? ""} options={choices.clients} />
        {choices.projects.length > 0 && <FilterChoice name="project" label="Project" value={filter.project ?? ""} options={[{ value: "", label: "All projects" }, ...choices.projects]} />}
        <FilterChoice name="person" label="Person" value={filter.person ?? ""} options={choices.people} />
        <FilterChoice name="kind" label="Kind" value={filter.kind ?? ""} options={choices.kinds} />
        <FilterField name="from" label="From" type="date" value={filter.from ?? ""} />
        <FilterField name="to" label="To" type="date" value={filter.to ?? ""} />
      </Filters>
      {lines.length ? <LogTable lines={lines} /> : <Empty title={narrowed ? "Nothing matches" : "Nothing has happened yet"} action={narrowed && <a href="/staff/audit">Show all events</a>}>{narrowed ? "No event that you may read fits all of this. Take something out, or choose other days." : "What you and your clients do stands here from the first sign-in on."}</Empty>}
      <Turns {...turns} />
    </>
  );
}
