import { Link, useLoaderData } from "@remix-run/react";
import { clients } from "#app/clients/clients.server.ts";
import { fileOf, pageOf, sliceFrom, sortLinks } from "#app/lib/pages.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { CsvLink } from "#app/ui/csv.tsx";
import { FilterChoice, FilterField, Filters } from "#app/ui/filters.tsx";
import { Empty, PageTitle } from "#app/ui/page.tsx";
import { Pages, Table } from "#app/ui/table.tsx";
import { proposalOrders, proposalsAsked } from "../asked.ts";
import { life, staffBadge } from "../proposal.ts";
import { proposals } from "../proposals.server.ts";
import { columns } from "./row.tsx";
import { shown } from "./shown.server.ts";

export const meta = titled("Proposals");

export const loader = asMember(({ member, request }) => {
  const url = new URL(request.url);
  const { asked, filter, order } = proposalsAsked(url);
  const slice = sliceFrom(url);
  const all = proposals(member);
  return {
    asked,
    narrowed: Boolean(filter.status || filter.clientId || filter.search),
    sort: url.searchParams.get("sort"),
    orders: sortLinks(url, proposalOrders, order),
    file: fileOf(url),
    rows: all.page(slice, filter, order).map(shown),
    pages: pageOf(url, slice, all.count(filter)),
    clients: clients(member).active(),
  };
});

export default function Proposals() {
  const { asked, narrowed, sort, orders, file, rows, pages, clients } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle
        actions={
          <>
            {rows.length > 0 && <CsvLink to={file} />}
            <Link className="btn" to="/staff/proposals/templates">
              Templates
            </Link>
            {clients.length > 0 && (
              <Link className="btn btn-brand" to="/staff/proposals/new">
                New proposal
              </Link>
            )}
          </>
        }
      >
        Proposals
      </PageTitle>
      <Filters label="Narrow the proposals" reset={narrowed ? "/staff/proposals" : null} sort={sort}>
        <FilterField name="search" label="Title, client or number" value={asked.search} />
        <FilterChoice name="client" label="Client" value={asked.client} options={[{ value: "", label: "All clients" }, ...clients.map(({ id, name }) => ({ value: id, label: name }))]} />
        <FilterChoice name="status" label="Status" value={asked.status} options={statuses} />
      </Filters>
      {rows.length ? (
        <Table caption="Proposals" columns={columns} rows={rows} rowKey={({ id }) => id} orders={orders} />
      ) : narrowed ? (
        <Empty title="No proposal matches">Change what you ask for, or show all.</Empty>
      ) : clients.length ? (
        <Empty title="No proposals yet" action={<Link to="/staff/proposals/new">Write the first one</Link>}>
          What you offer a client stands here, from the first draft to their answer.
        </Empty>
      ) : (
        <Empty title="No proposals yet">A proposal is written for a client, and you see none yet.</Empty>
      )}
      <Pages of={pages} label="Pages of proposals" />
    </>
  );
}

const statuses = [{ value: "", label: "Any status" }, ...life.statuses.map((status) => ({ value: status, label: staffBadge[status].label }))];
