import { Link, useLoaderData } from "@remix-run/react";
import { clients } from "#app/clients/clients.server.ts";
import { fileOf, pageOf, sliceFrom, sortLinks } from "#app/lib/pages.ts";
import { count, spelled } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { CsvLink } from "#app/ui/csv.tsx";
import { FilterChoice, FilterField, Filters } from "#app/ui/filters.tsx";
import { Empty, PageTitle } from "#app/ui/page.tsx";
import { Pages, Table } from "#app/ui/table.tsx";
import { requestsAsked } from "../asked.server.ts";
import { requestOrders, requests } from "../requests.server.ts";
import { columns } from "./columns.tsx";
import { rowOf } from "./row.server.ts";

export const meta = titled("Requests");

export const loader = asMember(({ member, request }) => {
  const url = new URL(request.url);
  const { asked, filter, order } = requestsAsked(url);
  const slice = sliceFrom(url);
  const all = requests(member);
  return {
    asked,
    sort: url.searchParams.get("sort"),
    orders: sortLinks(url, requestOrders, order),
    file: fileOf(url),
    narrowed: asked.state !== "" || asked.client !== "" || asked.search !== "",
    clients: clients(member).active(),
    rows: all.page(slice, filter, order).map(rowOf),
    pages: pageOf(url, slice, all.count(filter)),
    waiting: all.count({ waiting: true }),
  };
});

export default function Requests() {
  const { asked, sort, orders, file, narrowed, clients, rows, pages, waiting } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle
        lead={waiting ? `${capital(spelled(waiting))} ${waiting === 1 ? "request has" : "requests have"} an answer to review.` : "Details and files you need from clients."}
        actions={
          <>
            {rows.length > 0 && <CsvLink to={file} />}
            <Link className="btn" to="/staff/requests/templates">
              Templates
            </Link>
            {clients.length > 0 && (
              <Link className="btn btn-brand" to="/staff/requests/new">
                Ask for something
              </Link>
            )}
          </>
        }
      >
        Requests
      </PageTitle>
      <Filters label="Narrow the requests" reset={narrowed ? "/staff/requests" : null} sort={sort}>
        <FilterField name="search" label="Title" value={asked.search} />
        <FilterChoice name="client" label="Client" value={asked.client} options={[{ value: "", label: "All clients" }, ...clients.map(({ id, name }) => ({ value: id, label: name }))]} />
        <FilterChoice name="state" label="Show" value={asked.state} options={states} />
      </Filters>
      {rows.length ? (
        <Table caption={`Requests: ${count(pages.total, "request")}`} columns={columns} rows={rows} rowKey={({ id }) => id} orders={orders} />
      ) : narrowed ? (
        <Empty title="No request matches" action={<a href="/staff/requests">Show drafts and open ones</a>}>
          Change what you ask for.
        </Empty>
      ) : (
        <Empty title="Nothing is asked of clients now" action={clients.length > 0 && <Link to="/staff/requests/new">Ask for something</Link>}>
          A request is a list of questions and files. What a client answers waits here to be reviewed.
        </Empty>
      )}
      <Pages of={pages} label="Pages of requests" />
    </>
  );
}

const capital = (words: string) => words[0]!.toUpperCase() + words.slice(1);

const states = [
  { value: "", label: "Drafts and open" },
  { value: "review", label: "Waiting for review" },
  { value: "draft", label: "Drafts" },
  { value: "open", label: "Open" },
  { value: "completed", label: "Completed and cancelled" },
  { value: "all", label: "All requests" },
];
