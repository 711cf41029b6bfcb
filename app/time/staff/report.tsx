import { useLoaderData } from "@remix-run/react";
import { isDay, monthWords } from "#app/lib/dates.ts";
import { hours } from "#app/lib/words.ts";
import { projects } from "#app/projects/projects.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { FilterField, Filters } from "#app/ui/filters.tsx";
import { Breadcrumb, Empty, PageTitle } from "#app/ui/page.tsx";
import { byMemberAndMonth } from "../reports.server.ts";
import { monthsOf } from "../sheet.ts";
import { shareOf } from "../time.ts";

/** The days a URL asks for; nonsense is open. */
export function rangeFrom({ searchParams: query }: URL) {
  const day = (name: string) => (isDay(query.get(name) ?? "") ? query.get(name)! : undefined);
  return { from: day("from"), to: day("to") };
}

export const loader = asMember(({ member, request, params }) => {
  const { id, name } = projects(member).find(params.id!);
  const range = rangeFrom(new URL(request.url));
  const { people, months, whole } = monthsOf(byMemberAndMonth(member, id, range));
  const words = ({ each, all }: typeof whole) => ({ each: each.map(({ total }) => (total ? `${hours(total)} h` : "–")), total: `${hours(all.total)} h`, billable: `${hours(all.billable)} h`, share: `${shareOf(all) ?? 0} %` });
  const query = new URLSearchParams(Object.entries(range).filter((one): one is [string, string] => Boolean(one[1])));
  return { id, name, range, query: query.size ? `?${query}` : "", people, months: months.map(({ month, ...row }) => ({ month, words: monthWords(month), ...words(row) })), whole: words(whole) };
});

export const meta = titled<{ name: string }>(({ name }) => `${name}: time by member and month`);

export default function Report() {
  const { id, name, range, query, people, months, whole } = useLoaderData<typeof loader>();
  const here = `/staff/projects/${id}/time`;
  return (
    <>
      <Breadcrumb trail={[{ to: `/staff/projects/${id}`, label: name }, { to: here, label: "Time" }]} here="Report" />
      <PageTitle
        lead={[name, range.from && `from ${range.from}`, range.to && `to ${range.to}`].filter(Boolean).join(", ")}
        actions={<a className="btn" href={`${here}/report.csv${query}`}>Download CSV</a>}
      >
        Time by member and month
      </PageTitle>
      <div className="noprint">
        <Filters label="Narrow the report" reset={query ? `${here}/report` : null}>
          <FilterField name="from" label="From" value={range.from ?? ""} type="date" />
          <FilterField name="to" label="To" value={range.to ?? ""} type="date" />
        </Filters>
      </div>
      {months.length === 0 ? (
        <Empty title="No time in these days">Log time on the project, or ask for other days.</Empty>
      ) : (
        // oxlint-disable-next-line no-noninteractive-tabindex -- many people make a wide table: it is moved sideways by keys too
        <section className="overflow-x-auto" tabIndex={0} aria-label="Time by member and month">
          <table className="ledger">
            <caption className="sr-only">Hours on {name}, by month and member</caption>
            <thead>
              <tr>
                <th scope="col">Month</th>
                {people.map(({ id, name }) => <th key={id} scope="col" className="n">{name}</th>)}
                {["All", "Billable", "Share"].map((head) => <th key={head} scope="col" className="n">{head}</th>)}
              </tr>
            </thead>
            <tbody>
              {months.map(({ month, words, ...row }) => <Row key={month} head={words} of={row} />)}
            </tbody>
            <tfoot>
              <Row head="All months" of={whole} grand />
            </tfoot>
          </table>
        </section>
      )}
    </>
  );
}

const Row = ({ head, of: { each, total, billable, share }, grand }: { head: string; of: { each: string[]; total: string; billable: string; share: string }; grand?: boolean }) => (
  <tr className={grand ? "grand" : undefined}>
    <th scope="row" className="whitespace-nowrap">{head}</th>
    {[...each, total, billable, share].map((cell, index) => (
      <td key={index} className={`n${index === each.length ? " font-semibold" : ""}`}>{cell}</td>
    ))}
  </tr>
);
