import { Link, useLoaderData } from "@remix-run/react";
import { clients } from "#app/clients/clients.server.ts";
import { fileOf, pageOf, sliceFrom, sortLinks } from "#app/lib/pages.ts";
import { list } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { may } from "#app/team/duties.ts";
import { titled } from "#app/ui/agency.tsx";
import { CsvLink } from "#app/ui/csv.tsx";
import { FilterChoice, FilterField, Filters } from "#app/ui/filters.tsx";
import { Empty, PageTitle } from "#app/ui/page.tsx";
import { type Column, Pages, Table } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";
import { projectOrders, projectsAsked } from "../asked.ts";
import { managersOf } from "../people.server.ts";
import { projects } from "../projects.server.ts";
import { tasks } from "../tasks.server.ts";

export const meta = titled("Projects");

export const loader = asMember(({ member, request }) => {
  const url = new URL(request.url);
  const { asked, filter, order } = projectsAsked(url);
  const slice = sliceFrom(url);
  const found = projects(member).page(slice, filter, order);
  const ids = found.map(({ id }) => id);
  const [managers, progress] = [managersOf(member, ids), tasks(member).progress(ids)];
  return {
    asked,
    sort: url.searchParams.get("sort"),
    orders: sortLinks(url, projectOrders, order),
    file: fileOf(url),
    mayStart: may(member, "projects"),
    narrowed: asked.state !== "active" || asked.client !== "" || asked.search !== "",
    clients: clients(member).active(),
    projects: found.map(({ id, name, clientName, stage, finishedAt, lastActivityAt }) => ({ id, name, clientName, stage: finishedAt ? "Finished" : stage, lastActivityAt, managers: list(managers[id] ?? []), progress: progress[id] ?? null })),
    pages: pageOf(url, slice, projects(member).count(filter)),
  };
});

type Row = ReturnType<typeof useLoaderData<typeof loader>>["projects"][number];

const columns: Column<Row>[] = [
  {
    head: "Project",
    order: "name",
    cell: ({ id, name }) => (
      <Link to={`/staff/projects/${id}`} className="wrap-anywhere">
        {name}
      </Link>
    ),
  },
  { head: "Client", order: "client", cell: ({ clientName }) => <span className="wrap-anywhere">{clientName}</span> },
  { head: "Stage", order: "stage", cell: ({ stage }) => stage || "–" },
  { head: "Managed by", cell: ({ managers }) => managers || "Nobody yet" },
  { head: "Tasks done", right: true, cell: ({ progress }) => (progress ? `${progress.done} of ${progress.all}` : "–") },
  { head: "Last activity", order: "activity", cell: ({ lastActivityAt }) => <Day at={lastActivityAt} /> },
];

export default function Projects() {
  const { asked, sort, orders, file, mayStart, narrowed, clients, projects, pages } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle
        actions={
          <>
            {projects.length > 0 && <CsvLink to={file} />}
            {mayStart && (
              <Link className="btn btn-brand" to="/staff/projects/new">
                Start a project
              </Link>
            )}
          </>
        }
      >
        Projects
      </PageTitle>
      <Filters label="Narrow the list" reset={narrowed ? "/staff/projects" : null} sort={sort}>
        <FilterField name="search" label="Name" value={asked.search} />
        <FilterChoice name="client" label="Client" value={asked.client} options={[{ value: "", label: "All clients" }, ...clients.map(({ id, name }) => ({ value: id, label: name }))]} />
        <FilterChoice name="state" label="Show" value={asked.state} options={states} />
      </Filters>
      {projects.length ? (
        <Table caption="Projects" columns={columns} rows={projects} rowKey={({ id }) => id} orders={orders} />
      ) : narrowed ? (
        <Empty title="No project matches">Change what you ask for, or show all.</Empty>
      ) : !mayStart ? (
        <Empty title="No active projects">Projects you work on stand here, as soon as somebody puts you on one.</Empty>
      ) : (
        <Empty title="No active projects">Start one for a client; they see it in their portal at once.</Empty>
      )}
      <Pages of={pages} label="Pages of projects" />
    </>
  );
}

const states = [
  { value: "active", label: "Active projects" },
  { value: "finished", label: "Finished projects" },
  { value: "all", label: "All projects" },
];
