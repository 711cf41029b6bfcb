import { useLoaderData } from "@remix-run/react";
import { asContact } from "#app/portal/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { FilterChoice, FilterField, Filters } from "#app/ui/filters.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Empty, Figures, PageTitle } from "#app/ui/page.tsx";
import { type Column, Pages, Table } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";
import { filterWords, portalFilters } from "../asked.ts";
import { type OwedInvoice, owedBy } from "../owing.server.ts";
import { Lines } from "../sheet.tsx";
import { Doings, Notices, Paying, Standing } from "./parts.tsx";

export const meta = titled<{ open: { number: string } | null }>(({ open }) => (open ? `Invoice ${open.number}` : "Invoices"));

export const loader = asContact(({ contact, request }) => ({ clientName: contact.clientName, ...owedBy(contact, request) }), { needs: "viewInvoices" });

export default function Invoices() {
  const { clientName, asked, narrowed, sort, orders, rows, pages, figures, open } = useLoaderData<typeof loader>();
  return (
    <>
      {open && <Over />}
      <div className={open ? "print:hidden" : undefined}>
        <PageTitle
          actions={
            (rows.length > 0 || narrowed) && (
              <a className="btn" href="/portal/invoices/statement">
                Statement
              </a>
            )
          }
        >
          Invoices
        </PageTitle>
        <Figures
          className={`mb-10 ${figures.credit.length ? "sm:grid-cols-4" : "sm:grid-cols-3"}`}
          figures={[
            { label: "Outstanding", value: <Amounts of={figures.outstanding} /> },
            { label: "Of which overdue", value: <Amounts of={figures.overdue} /> },
            { label: "Paid this year", value: <Amounts of={figures.paid} /> },
            ...(figures.credit.length ? [{ label: "Your credit", value: <Amounts of={figures.credit} /> }] : []),
          ]}
        />
        {(narrowed || pages.total > 6) && (
          <Filters label="Invoices" reset={narrowed ? "/portal/invoices" : null} sort={sort}>
            <FilterField name="search" label="Number or project" value={asked.search} />
            <FilterChoice name="state" label="Status" value={asked.state} options={[{ value: "", label: "All invoices" }, ...portalFilters.map((value) => ({ value: value as string, label: filterWords[value] }))]} />
          </Filters>
        )}
        {rows.length > 0 ? (
          <Table caption={`Invoices to ${clientName}`} columns={columns} rows={rows} rowKey={({ id }) => id} orders={orders} />
        ) : narrowed ? (
          <Empty title="No invoice matches" action={<a href="/portal/invoices">Show all invoices</a>}>
            Try another status, or part of a number.
          </Empty>
        ) : (
          <Empty title="No invoices yet">What we bill you stands here, with what is paid and what is still owed.</Empty>
        )}
        <Pages of={pages} label="Pages of invoices" />
        {rows.length > 0 && <p className="mt-6 max-w-letter text-small text-ink-3">To pay, use the bank details on each invoice. Something not right? Open it, and ask us or tell us what is wrong.</p>}
      </div>
    </>
  );
}

const Amounts = ({ of }: { of: string[] }) =>
  of.length ? (
    of.map((words) => (
      <span key={words} className="block">
        {words}
      </span>
    ))
  ) : (
    <>None</>
  );

const None = () => <span className="text-ink-3">–</span>;

const columns: Column<OwedInvoice & { to: string }>[] = [
  {
    head: "Invoice",
    order: "number",
    cell: ({ number, to }) => (
      <a href={to} className="whitespace-nowrap">
        {number}
      </a>
    ),
  },
  { head: "Project", order: "project", cell: ({ projectName }) => (projectName ? <span className="wrap-anywhere">{projectName}</span> : <None />) },
  { head: "Issued", order: "issued", cell: ({ issuedOn }) => <Day at={issuedOn} /> },
  { head: "Due", order: "due", cell: ({ dueOn }) => <Day at={dueOn} /> },
  { head: "Total", order: "total", right: true, cell: ({ total }) => total },
  { head: "Outstanding", order: "balance", right: true, cell: ({ balance }) => balance ?? <None /> },
  { head: "Status", cell: (row) => <Standing {...row} /> },
];

/** One invoice over the list: its own address, open with or without scripts. */
function Over() {
  const { open, close } = useLoaderData<typeof loader>();
  if (!open) return null;
  const { id, number, issuedOn, dueOn, paper, since, outstanding } = open;
  return (
    <dialog open className="slide over" aria-labelledby="over" data-close={close}>
      <a className="slide-close noprint" href={close} tabIndex={-1} aria-hidden="true" />
      <div className="slide-sheet">
        <div className="noprint mb-6 flex items-center justify-between gap-4">
          <a href={`/portal/invoices/${id}`}>Open as a page</a>
          <a className="btn btn-small" href={close} autoFocus>
            <Icon name="cross" />
            Close
          </a>
        </div>
        <h2 id="over" className="text-h2">
          Invoice {number}
        </h2>
        <p className="mt-1 mb-6 flex flex-wrap items-baseline gap-x-3 text-ink-2">
          <span>
            Issued <Day at={issuedOn} />, due <Day at={dueOn} />
          </span>
          <Standing {...open} />
        </p>
        <Notices of={open} />
        <Lines of={paper} since={since} outstanding={outstanding} small />
        <Paying of={open} />
        <div className="mt-6">
          <Doings of={open} />
        </div>
      </div>
    </dialog>
  );
}
