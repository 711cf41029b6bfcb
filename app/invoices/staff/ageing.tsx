import { Link, useLoaderData } from "@remix-run/react";
import { money } from "#app/lib/money.ts";
import { currencyWords } from "#app/lib/zones.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { CsvLink } from "#app/ui/csv.tsx";
import { Breadcrumb, Empty, PageTitle } from "#app/ui/page.tsx";
import { Day } from "#app/ui/when.tsx";
import { today } from "../billing.server.ts";
import { type Bucket, bucketWords, buckets } from "../invoice.ts";
import { invoices } from "../invoices.server.ts";

export const meta = titled("Ageing report");

export const loader = asMember(
  ({ member }) => {
    const rows = invoices(member).ageing();
    const currencies = [...new Set(rows.map(({ currency }) => currency))];
    const words = (row: Record<Bucket | "total", number>, currency: string) => Object.fromEntries([...buckets, "total" as const].map((bucket) => [bucket, row[bucket] ? money(row[bucket], currency) : null])) as Record<Bucket | "total", string | null>;
    return {
      day: today(),
      tables: currencies.map((currency) => {
        const own = rows.filter((row) => row.currency === currency);
        const sum = Object.fromEntries([...buckets, "total" as const].map((bucket) => [bucket, own.reduce((sum, row) => sum + row[bucket], 0)])) as Record<Bucket | "total", number>;
        return { currency, name: currencyWords(currency), rows: own.map((row) => ({ clientId: row.clientId, clientName: row.clientName, ...words(row, currency) })), sum: words(sum, currency) };
      }),
    };
  },
  { only: ["owner", "manager"] },
);

export default function Ageing() {
  const { day, tables } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumb trail={[{ to: "/staff/invoices", label: "Invoices" }]} here="Ageing report" />
      <PageTitle
        lead={
          <>
            What is owed on <Day at={day} />, by how many days it is past its due date. {tables.length > 1 && "Each currency stands by itself: nothing is added up across them."}
          </>
        }
        actions={tables.length > 0 && <CsvLink to="/staff/invoices/ageing.csv" />}
      >
        Ageing report
      </PageTitle>
      {tables.length === 0 && <Empty title="Nothing is owed">Invoices stand here from the day they are sent until they are paid.</Empty>}
      {tables.map(({ currency, name, rows, sum }) => (
        <section key={currency} className="mt-8" aria-labelledby={`in-${currency}`}>
          <h2 id={`in-${currency}`} className="mb-3 text-h3!">
            {name}
          </h2>
          <table className="ledger stack" role="table">
            <caption className="sr-only">What is owed in {name}, by client and age</caption>
            <thead role="rowgroup">
              <tr role="row">
                <th scope="col" role="columnheader">
                  Client
                </th>
                {buckets.map((bucket) => (
                  <th key={bucket} scope="col" role="columnheader" className="n">
                    {bucketWords[bucket]}
                  </th>
                ))}
                <th scope="col" role="columnheader" className="n">
                  Total
                </th>
              </tr>
            </thead>
            <tbody role="rowgroup">
              {rows.map((row) => (
                <tr key={row.clientId} role="row">
                  <th scope="row" role="rowheader">
                    <Link to={`/staff/invoices?state=open&client=${row.clientId}&currency=${currency}`} className="wrap-anywhere">
                      {row.clientName}
                      {tables.length > 1 && <span className="sr-only">, {currency}</span>}
                    </Link>
                  </th>
                  {[...buckets, "total" as const].map((bucket) => (
                    <td key={bucket} role="cell" className={bucket === "total" ? "n font-semibold" : "n"} data-label={bucket === "total" ? "Total" : bucketWords[bucket]}>
                      {row[bucket] ?? <span className="text-ink-3">–</span>}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
            <tfoot role="rowgroup">
              <tr role="row" className="grand">
                <th scope="row" role="rowheader">
                  All clients
                </th>
                {[...buckets, "total" as const].map((bucket) => (
                  <td key={bucket} role="cell" className="n" data-label={bucket === "total" ? "Total" : bucketWords[bucket]}>
                    {sum[bucket] ?? <span className="text-ink-3">–</span>}
                  </td>
                ))}
              </tr>
            </tfoot>
          </table>
        </section>
      ))}
    </>
  );
}
