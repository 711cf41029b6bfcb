import { Link, useLoaderData } from "@remix-run/react";
import { clients } from "#app/clients/clients.server.ts";
import { fileOf, pageOf, sliceFrom, sortLinks } from "#app/lib/pages.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { CsvLink } from "#app/ui/csv.tsx";
import { FilterChoice, FilterField, Filters } from "#app/ui/filters.tsx";
import { Empty, PageTitle, Tabs } from "#app/ui/page.tsx";
import { type Column, Pages, Table } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";
import { projects } from "#app/projects/projects.server.ts";
import { approvalsAsked } from "../asked.server.ts";
import { badge } from "../deliverable.ts";
import { deliverableOrders, deliverables } from "../deliverables.server.ts";
import { DeliverableBadge } from "../parts.tsx";
import { shown } from "../shown.server.ts";
import { Due } from "./brief.tsx";

export const meta = titled("Approvals");

/** What is with the client, what they sent back, what is settled: the tabs over every client. */
const tabs = ["pending", "in_review", "needs_changes", "approved", "draft", "withdrawn"] as const;

export const loader = asMember(({ member, request }) => {
  const url = new URL(request.url);
  const slice = sliceFrom(url);
  const { asked, narrowed, filter, order } = approvalsAsked(url);
  const counts = deliverables(member).counts(narrowed);
  const all = Object.values(counts).reduce((sum, one) => sum + one, 0);
  return {
    rows: deliverables(member).page(slice, filter, order).map(shown),
    pages: pageOf(url, slice, filter.status ? (counts[filter.status] ?? 0) : all),
    orders: sortLinks(url, deliverableOrders, order),
    sort: url.searchParams.get("sort"),
    file: fileOf(url),
    clients: clients(member).active(),
    // Led here from a project's page: it stands above the list, and can be left.
    project: asked.project ? projects(member).find(asked.project).name : null,
    counts,
    all,
    asked,
  };
});

type Row = ReturnType<typeof useLoaderData<typeof loader>>["rows"][number];

const columns: Column<Row>[] = [
  { head: "Work", order: "title", cell: ({ id, title, round }) => <Link to={`/staff/approvals/${id}`}>{round ? `${title}, round ${round}` : title}</Link> },
  { head: "Client", order: "client", cell: ({ clientId, clientName }) => <Link to={`/staff/clients/${clientId}`}>{clientName}</Link> },
  { head: "Project", cell: ({ projectId, projectName }) => <Link to={`/staff/projects/${projectId}`}>{projectName}</Link> },
  { head: "Due", order: "due", cell: ({ due }) => due && <Due of={due} /> },
  { head: "Changed", order: "changed", cell: ({ changedAt }) => <Day at={changedAt} /> },
  { head: "Status", cell: ({ status }) => <DeliverableBadge status={status} /> },
];

export default function Approvals() {
  const { rows, pages, orders, sort, file, clients, project, counts, all, asked } = useLoaderData<typeof loader>();
  const { status, client, project: projectId, title } = asked;
  const isNarrowed = Boolean(client || projectId || title);
  const at = (wanted: string) => {
    const query = new URLSearchParams(Object.entries({ status: wanted, client, project: projectId, title }).filter(([, value]) => value));
    return `/staff/approvals${query.size ? `?${query}` : ""}`;
  };
  return (
    <>
      <PageTitle
        lead={project ? `Of the project ${project}.` : "Work that clients look at, round by round."}
        actions={
          <>
            {rows.length > 0 && <CsvLink to={file} />}
            <Link className="btn btn-brand" to={projectId ? `/staff/approvals/new?project=${projectId}` : "/staff/approvals/new"}>
              New work for approval
            </Link>
          </>
        }
      >
        Approvals
      </PageTitle>
      <Tabs label="Approvals by state" tabs={[{ to: at(""), label: "All", count: all, current: status === "" }, ...tabs.map((one) => ({ to: at(one), label: badge[one].label, count: counts[one] ?? 0, current: status === one }))]} />
      <Filters label="Narrow the approvals" reset={isNarrowed ? "/staff/approvals" : null} sort={sort}>
        {status && <input type="hidden" name="status" value={status} />}
        {projectId && <input type="hidden" name="project" value={projectId} />}
        <FilterField name="title" label="Title" value={title} />
        <FilterChoice name="client" label="Client" value={client} options={[{ value: "", label: "Any client" }, ...clients.map(({ id, name }) => ({ value: id, label: name }))]} />
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
