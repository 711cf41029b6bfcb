import { Link, useLoaderData } from "@remix-run/react";
import { clients } from "#app/clients/clients.server.ts";
import { pageOf, sliceFrom, sortFrom, sortLinks } from "#app/lib/pages.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { FilterChoice, FilterField, Filters } from "#app/ui/filters.tsx";
import { Empty, PageTitle, Tabs } from "#app/ui/page.tsx";
import { type Column, Pages, Table } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";
import { badge, life } from "../deliverable.ts";
import { deliverableOrders, deliverables } from "../deliverables.server.ts";
import { DeliverableBadge } from "../parts.tsx";
import { shown } from "../shown.server.ts";

export const meta = titled("Approvals");

/** What is with the client, what they sent back, what is settled: the tabs over every client. */
const tabs = ["pending", "in_review", "needs_changes", "approved", "draft", "withdrawn"] as const;

export const loader = asMember(({ member, request }) => {
  const url = new URL(request.url);
  const slice = sliceFrom(url);
  const status = life.statuses.find((one) => one === url.searchParams.get("status"));
  const clientId = url.searchParams.get("client") ?? "";
  const title = (url.searchParams.get("title") ?? "").trim().slice(0, 120);
  const order = sortFrom(url, deliverableOrders, { by: "waiting", direction: "ascending" });
  const narrowed = { clientId: clientId || undefined, title: title || undefined };
  const counts = deliverables(member).counts(narrowed);
  const all = Object.values(counts).reduce((sum, one) => sum + one, 0);
  return {
    rows: deliverables(member).page(slice, { ...narrowed, status }, order).map(shown),
    pages: pageOf(url, slice, status ? (counts[status] ?? 0) : all),
    orders: sortLinks(url, deliverableOrders, order),
    clients: clients(member).active(),
    counts,
    all,
    status: status ?? "",
    clientId,
    title,
  };
});

type Row = ReturnType<typeof useLoaderData<typeof loader>>["rows"][number];

const columns: Column<Row>[] = [
  { head: "Work", order: "title", cell: ({ id, title, round }) => <Link to={`/staff/approvals/${id}`}>{round ? `${title}, round ${round}` : title}</Link> },
  { head: "Client", order: "client", cell: ({ clientId, clientName }) => <Link to={`/staff/clients/${clientId}`}>{clientName}</Link> },
  { head: "Project", cell: ({ projectId, projectName }) => <Link to={`/staff/projects/${projectId}`}>{projectName}</Link> },
  { head: "Due", order: "due", cell: ({ due }) => due && (due.hurry ? <><strong className="text-soon"><Day at={due.on} /></strong><span className="mt-0.5 block text-fine text-soon">{due.hurry}</span></> : <Day at={due.on} />) },
  { head: "Changed", order: "changed", cell: ({ changedAt }) => <Day at={changedAt} /> },
  { head: "Status", cell: ({ status }) => <DeliverableBadge status={status} /> },
];

export default function Approvals() {
  const { rows, pages, orders, clients, counts, all, status, clientId, title } = useLoaderData<typeof loader>();
  const isNarrowed = Boolean(clientId || title);
  const at = (wanted: string) => {
    const query = new URLSearchParams({ ...(wanted ? { status: wanted } : {}), ...(clientId ? { client: clientId } : {}), ...(title ? { title } : {}) });
    return `/staff/approvals${query.size ? `?${query}` : ""}`;
  };
  return (
    <>
      <PageTitle
        lead="Work that clients look at, round by round."
        actions={
          <Link className="btn btn-brand" to="/staff/approvals/new">
            New work for approval
          </Link>
        }
      >
        Approvals
      </PageTitle>
      <Tabs label="Approvals by state" tabs={[{ to: at(""), label: "All", count: all, current: status === "" }, ...tabs.map((one) => ({ to: at(one), label: badge[one].label, count: counts[one] ?? 0, current: status === one }))]} />
      <Filters label="Narrow the approvals" reset={isNarrowed ? "/staff/approvals" : null}>
        {status && <input type="hidden" name="status" value={status} />}
        <FilterField name="title" label="Title" value={title} />
        <FilterChoice name="client" label="Client" value={clientId} options={[{ value: "", label: "Any client" }, ...clients.map(({ id, name }) => ({ value: id, label: name }))]} />
      </Filters>
      {rows.length ? (
        <Table caption="Work for approval" columns={columns} rows={rows} rowKey={({ id }) => id} orders={orders} />
      ) : isNarrowed || status ? (
        <Empty title="Nothing matches" action={<a href="/staff/approvals">Show all</a>} />
      ) : (
        <Empty title="Nothing was put up for approval yet">Begin with the work itself: name it, add its files, say who approves it, and publish the round.</Empty>
      )}
      <Pages of={pages} label="Pages of approvals" />
    </>
  );
}
