import { useLoaderData } from "@remix-run/react";
import { clients } from "#app/clients/clients.server.ts";
import { monthWords } from "#app/lib/dates.ts";
import { fileOf } from "#app/lib/pages.ts";
import { count, figure } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { CsvLink } from "#app/ui/csv.tsx";
import { FilterChoice, Filters } from "#app/ui/filters.tsx";
import { Breadcrumb, Empty, Figures, PageTitle, Tabs } from "#app/ui/page.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { STAFF_LIST } from "../paths.ts";
import { type Line, groupings, monthsBetween, report, reportAsked } from "../report.server.ts";
import { lasted } from "../ticket.ts";

export const meta = titled("Report: jobs & support");

const HERE = `${STAFF_LIST}/report`;

export const loader = asMember(({ member, request }) => {
  const url = new URL(request.url);
  const asked = reportAsked(url);
  const { lines, all } = report(member, asked);
  const query = (by: string) => {
    const kept = new URLSearchParams(url.searchParams);
    kept.delete("_routes");
    kept.set("by", by);
    return `${HERE}?${kept}`;
  };
  // Those that can be chosen: three years back, and what is chosen.
  const months = monthsBetween({ from: reportAsked(new URL("?from=2000-01", url)).from, to: reportAsked(new URL("?", url)).to }).toReversed().map((month) => ({ value: month, label: monthWords(month) }));
  return {
    asked,
    lines: lines.map(shown),
    all: shown(all),
    head: { month: "Month", category: "Category", member: "Member" }[asked.by],
    tabs: Object.entries(groupings).map(([by, label]) => ({ to: query(by), label, current: by === asked.by })),
    months,
    clients: clients(member).active().map(({ id, name }) => ({ value: id, label: name })),
    file: fileOf(url),
    narrowed: url.searchParams.size > (url.searchParams.has("by") ? 1 : 0),
  };
});

const time = (milliseconds: number | null) => (milliseconds === null ? "–" : lasted(milliseconds));
const shown = ({ key, label, opened, firstResponse, resolved, gross, net, reopened, rated, rating }: Line) => ({
  key, label, opened, resolved, reopened, firstResponse: time(firstResponse), gross: time(gross), net: time(net), rating: rating === null ? "–" : `${rating.toFixed(1)} of 3 (${rated})`,
});

type Row = ReturnType<typeof shown>;
const columnsOf = (head: string): Column<Row>[] => [
  { head, cell: ({ label }) => <span className="wrap-anywhere">{label}</span> },
  { head: "Opened", right: true, cell: ({ opened }) => figure(opened) },
  { head: "First answer", right: true, cell: ({ firstResponse }) => firstResponse },
  { head: "Resolved", right: true, cell: ({ resolved }) => figure(resolved) },
  { head: "Time to resolve, gross", right: true, cell: ({ gross }) => gross },
  { head: "Net", right: true, cell: ({ net }) => net },
  { head: "Reopened", right: true, cell: ({ reopened }) => figure(reopened) },
  { head: "Rating", right: true, cell: ({ rating }) => rating },
];

export default function Report() {
  const { asked, lines, all, head, tabs, months, clients, file, narrowed } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumb trail={[{ to: STAFF_LIST, label: "Jobs & support" }]} here="Report" />
      <PageTitle lead={`What was opened from ${monthWords(asked.from)} to ${monthWords(asked.to)}. Times are averages; net leaves out the time spent waiting on clients.`} actions={<CsvLink to={file} />}>
        Report
      </PageTitle>
      <Tabs label="Grouped" tabs={tabs} />
      <Filters label="Narrow the report" reset={narrowed ? `${HERE}?by=${asked.by}` : null}>
        <input type="hidden" name="by" value={asked.by} />
        <FilterChoice name="from" label="From" value={asked.from} options={months} />
        <FilterChoice name="to" label="To" value={asked.to} options={months} />
        <FilterChoice name="kind" label="Kind" value={asked.kind ?? ""} options={[{ value: "", label: "Jobs and tickets" }, { value: "job", label: "Jobs" }, { value: "support", label: "Tickets" }]} />
        <FilterChoice name="client" label="Client" value={asked.clientId ?? ""} options={[{ value: "", label: "All clients" }, ...clients]} />
      </Filters>
      <Figures
        className="mb-8 sm:grid-cols-2 lg:grid-cols-4"
        figures={[
          { label: "Opened", value: figure(all.opened) },
          { label: "First answer", value: all.firstResponse },
          { label: "Time to resolve, gross", value: all.gross },
          { label: "Net", value: all.net },
        ]}
      />
      {all.opened > 0 ? <Table caption={`${head}: ${count(lines.length, "line")}`} columns={columnsOf(head)} rows={lines} rowKey={({ key }) => key} /> : <Empty title="Nothing was opened then">Choose other months, or show all.</Empty>}
    </>
  );
}
