import { Link, useLoaderData } from "@remix-run/react";
import { clients } from "#app/clients/clients.server.ts";
import { pageOf, sliceFrom } from "#app/lib/pages.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { FilterChoice, Filters } from "#app/ui/filters.tsx";
import { Empty, PageTitle } from "#app/ui/page.tsx";
import { type Column, Pages, Table } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";
import { type AcceptanceStatus, badge, life } from "../acceptance.ts";
import { acceptances } from "../acceptances.server.ts";
import { AcceptanceBadge, Deadline } from "../parts.tsx";
import { shown } from "../shown.server.ts";

export const meta = titled("Acceptances");

export const loader = asMember(({ member, request }) => {
  const url = new URL(request.url);
  const slice = sliceFrom(url);
  const status = life.statuses.find((one) => one === url.searchParams.get("status"));
  const clientId = url.searchParams.get("client") ?? "";
  const filter = { status, clientId: clientId || undefined };
  const all = acceptances(member);
  return { rows: all.page(slice, filter).map(shown), pages: pageOf(url, slice, all.count(filter)), clients: clients(member).active(), status: status ?? "", clientId, isNarrowed: Boolean(status || clientId) };
});

type Row = ReturnType<typeof useLoaderData<typeof loader>>["rows"][number];

const columns: Column<Row>[] = [
  { head: "Document", cell: ({ id, title, version }) => <Link to={`/staff/acceptances/${id}`}>{`${title}, version ${version}`}</Link> },
  { head: "Client", cell: ({ clientId, clientName }) => <Link to={`/staff/clients/${clientId}`}>{clientName}</Link> },
  { head: "Asked", cell: ({ requestedAt }) => <Day at={requestedAt} /> },
  { head: "Open until", cell: ({ deadline, until, hurry }) => <Deadline at={deadline} words={until} hurry={hurry} /> },
  { head: "Status", cell: ({ status }) => <AcceptanceBadge status={status} /> },
];

const statuses = [{ value: "", label: "Any status" }, ...(life.statuses as AcceptanceStatus[]).map((status) => ({ value: status, label: badge[status].label }))];

export default function Acceptances() {
  const { rows, pages, clients, status, clientId, isNarrowed } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle lead="Documents a client was asked to accept formally. Ask for one from the document’s own page.">Acceptances</PageTitle>
      <Filters label="Narrow the acceptances" reset={isNarrowed ? "/staff/acceptances" : null}>
        <FilterChoice name="status" label="Status" value={status} options={statuses} />
        <FilterChoice name="client" label="Client" value={clientId} options={[{ value: "", label: "Any client" }, ...clients.map(({ id, name }) => ({ value: id, label: name }))]} />
      </Filters>
      {rows.length ? (
        <Table caption="Acceptances, newest first" columns={columns} rows={rows} rowKey={({ id }) => id} />
      ) : isNarrowed ? (
        <Empty title="Nothing matches" action={<a href="/staff/acceptances">Show all</a>} />
      ) : (
        <Empty title="Nothing was asked for yet">Open a shared document and press “Ask for acceptance”: who is asked, until when, and the yes itself stand here then.</Empty>
      )}
      <Pages of={pages} label="Pages of acceptances" />
    </>
  );
}
