import { Link, useLoaderData } from "@remix-run/react";
import { clients } from "#app/clients/clients.server.ts";
import { fileOf, pageOf, sliceFrom, sortLinks } from "#app/lib/pages.ts";
import { currencyWords } from "#app/lib/zones.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { CsvLink } from "#app/ui/csv.tsx";
import { FilterChoice, FilterField, Filters } from "#app/ui/filters.tsx";
import { Empty, Figures, PageTitle } from "#app/ui/page.tsx";
import { Pages, Table } from "#app/ui/table.tsx";
import { filterWords, filters, invoiceOrders, invoicesAsked } from "../asked.ts";
import { bucketWords, buckets } from "../invoice.ts";
import { invoices } from "../invoices.server.ts";
import { paidThisYear } from "../year.server.ts";
import { columns } from "./row.tsx";
import { amounts, shown } from "./shown.server.ts";

const billers = { only: ["owner" as const, "manager" as const] };

export const meta = titled("Invoices");

export const loader = asMember(({ member, request }) => {
  const url = new URL(request.url);
  const { asked, filter, order } = invoicesAsked(url);
  const slice = sliceFrom(url);
  const all = invoices(member);
  const sums = all.sums({ ...filter, state: undefined, bucket: undefined });
  return {
    asked,
    narrowed: Object.values(filter).some(Boolean),
    sort: url.searchParams.get("sort"),
    orders: sortLinks(url, invoiceOrders, order),
    file: fileOf(url),
    rows: all.page(slice, filter, order).map(shown),
    pages: pageOf(url, slice, all.count(filter)),
    clients: clients(member).active(),
    currencies: all.sums().map(({ currency }) => currency),
    figures: {
      outstanding: amounts(sums.map(({ currency, outstanding }) => ({ currency, minor: outstanding }))),
      overdue: amounts(sums.map(({ currency, overdue }) => ({ currency, minor: overdue }))),
      paid: amounts(paidThisYear(member, filter.clientId).map(({ currency, paid }) => ({ currency, minor: paid }))),
    },
  };
}, billers);

const Amounts = ({ of }: { of: string[] }) => (of.length ? of.map((words) => <span key={words} className="block">{words}</span>) : <>None</>);

export default function Invoices() {
  const { asked, narrowed, sort, orders, file, rows, pages, clients, currencies, figures } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle
        actions={
          <>
            {rows.length > 0 && <CsvLink to={file} />}
            <Link className="btn" to="/staff/invoices/ageing">
              Ageing report
            </Link>
            {clients.length > 0 && (
              <Link className="btn btn-brand" to="/staff/invoices/new">
                New invoice
              </Link>
            )}
          </>
        }
      >
        Invoices
      </PageTitle>
      <Figures
        className="mb-8 sm:grid-cols-3"
        figures={[
          { label: "Outstanding", value: <Amounts of={figures.outstanding} /> },
          { label: "Of which overdue", value: <Amounts of={figures.overdue} /> },
          { label: "Paid this year", value: <Amounts of={figures.paid} /> },
        ]}
      />
      <Filters label="Narrow the invoices" reset={narrowed ? "/staff/invoices" : null} sort={sort}>
        <FilterField name="search" label="Number, client or project" value={asked.search} />
        <FilterChoice name="client" label="Client" value={asked.client} options={[{ value: "", label: "All clients" }, ...clients.map(({ id, name }) => ({ value: id, label: name }))]} />
        <FilterChoice name="state" label="Status" value={asked.state} options={[{ value: "", label: "Any status" }, ...filters.map((value) => ({ value: value as string, label: filterWords[value] }))]} />
        <FilterChoice name="age" label="Days past due" value={asked.age} options={[{ value: "", label: "Any age" }, ...buckets.map((value) => ({ value: value as string, label: bucketWords[value] }))]} />
        {(currencies.length > 1 || asked.currency) && <FilterChoice name="currency" label="Currency" value={asked.currency} options={[{ value: "", label: "All currencies" }, ...currencies.map((value) => ({ value, label: currencyWords(value) }))]} />}
        {asked.project && <input type="hidden" name="project" value={asked.project} />}
      </Filters>
      {rows.length ? (
        <Table caption="Invoices" columns={columns} rows={rows} rowKey={({ id }) => id} orders={orders} />
      ) : narrowed ? (
        <Empty title="No invoice matches">Change what you ask for, or show all.</Empty>
      ) : (
        <Empty title="No invoices yet" action={clients.length > 0 && <Link to="/staff/invoices/new">Write the first one</Link>}>
          What you bill stands here, from the first draft to the last payment.
        </Empty>
      )}
      <Pages of={pages} label="Pages of invoices" />
    </>
  );
}
