import { Link, useLoaderData } from "@remix-run/react";
import { fileOf, pageOf, sliceFrom, sortLinks } from "#app/lib/pages.ts";
import { figure } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { may } from "#app/team/duties.ts";
import { Face } from "#app/team/parts.tsx";
import { titled } from "#app/ui/agency.tsx";
import { CsvLink } from "#app/ui/csv.tsx";
import { FilterChoice, FilterField, Filters } from "#app/ui/filters.tsx";
import { Empty, PageTitle } from "#app/ui/page.tsx";
import { type Column, Pages, Table } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";
import { clientOrders, clientsAsked } from "../asked.ts";
import { clients } from "../clients.server.ts";
import { figuresInList } from "../figures.server.ts";
import { clientPath } from "../paths.ts";

export const meta = titled("Clients");

export const loader = asMember(({ member, request }) => {
  const url = new URL(request.url);
  const { filter: asked, order } = clientsAsked(url);
  const slice = sliceFrom(url);
  const found = clients(member).page(slice, asked, order);
  const figures = figuresInList(member, found.map(({ id }) => id));
  return {
    asked,
    sort: url.searchParams.get("sort"),
    orders: sortLinks(url, clientOrders, order),
    file: fileOf(url),
    contactsFile: fileOf(url).replace("/clients.csv", "/contacts.csv"),
    mayAdd: may(member, "clients"),
    clients: found.map(({ id, name, lookedAfterBy, archivedAt }) => ({ id, name, lookedAfterBy, archivedAt, ...figures[id]!, mayAdd: may(member, "clients") })),
    pages: pageOf(url, slice, clients(member).count(asked)),
  };
});

type Row = ReturnType<typeof useLoaderData<typeof loader>>["clients"][number];

const columns: Column<Row>[] = [
  {
    head: "Client",
    order: "name",
    cell: ({ id, name }) => (
      <Link to={clientPath(id)} className="wrap-anywhere">
        {name}
      </Link>
    ),
  },
  { head: "Looked after by", order: "team", cell: ({ lookedAfterBy }) => <Face name={lookedAfterBy} /> },
  { head: "Contacts", right: true, cell: ({ id, contacts, mayAdd }) => (contacts || !mayAdd ? figure(contacts) : <Link to={`${clientPath(id)}/contacts/new`}>Add a contact</Link>) },
  { head: "Active projects", right: true, cell: ({ activeProjects }) => figure(activeProjects) },
  { head: "Last activity", order: "activity", cell: ({ lastActivityAt }) => (lastActivityAt ? <Day at={lastActivityAt} /> : "–") },
];
const archivedColumns: Column<Row>[] = [...columns.filter(({ head }) => head !== "Contacts" && head !== "Last activity"), { head: "Archived", cell: ({ archivedAt }) => archivedAt && <Day at={archivedAt} /> }];

const add = (
  <Link className="btn btn-brand" to="/staff/clients/new">
    Add a client
  </Link>
);

export default function Clients() {
  const { asked, sort, orders, file, contactsFile, mayAdd, clients, pages } = useLoaderData<typeof loader>();
  const narrowed = asked.search !== "" || asked.archived;
  return (
    <>
      <PageTitle
        actions={
          (clients.length > 0 || narrowed) && (
            <>
              <CsvLink to={file} of="Clients" />
              <CsvLink to={contactsFile} of="Contacts" />
              {mayAdd && add}
            </>
          )
        }
      >
        Clients
      </PageTitle>
      {(clients.length > 0 || narrowed) && (
        <Filters label="Narrow the list" reset={narrowed ? "/staff/clients" : null} sort={sort}>
          <FilterField name="search" label="Name" value={asked.search} />
          <FilterChoice name="show" label="Show" value={asked.archived ? "archived" : ""} options={[{ value: "", label: "Clients" }, { value: "archived", label: "Archived clients" }]} />
        </Filters>
      )}
      {clients.length ? (
        <Table caption={asked.archived ? "Archived clients" : "Clients"} columns={asked.archived ? archivedColumns : columns} rows={clients} rowKey={({ id }) => id} orders={orders} />
      ) : asked.search ? (
        <Empty title={`No ${asked.archived ? "archived client" : "client"} matches`}>Change what you look for, or show all.</Empty>
      ) : asked.archived ? (
        <Empty title="No archived clients">Clients you no longer work for stand here once they are archived.</Empty>
      ) : !mayAdd ? (
        <Empty title="No clients yet">Clients you have a project of, or look after, stand here.</Empty>
      ) : (
        <Empty title="No clients yet" action={add}>
          Add the first one; then its contacts, and they can sign in to their portal.
        </Empty>
      )}
      <Pages of={pages} label="Pages of clients" />
    </>
  );
}
