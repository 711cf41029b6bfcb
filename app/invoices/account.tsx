import { FilterField } from "#app/ui/filters.tsx";
import { Day } from "#app/ui/when.tsx";
import type { Statement } from "./statement.server.ts";

/** The days a statement is of. */
export const PeriodForm = ({ from, to }: Pick<Statement, "from" | "to">) => (
  <form className="filters noprint" aria-label="Period">
    <FilterField name="from" label="From" value={from} type="date" />
    <FilterField name="to" label="To" value={to} type="date" />
    <div>
      <button className="btn">Show</button>
    </div>
  </form>
);

/** A client's account, each currency by itself; `at` is where an invoice stands on this face. */
export const Accounts = ({ of: { from, to, accounts }, at }: { of: Pick<Statement, "from" | "to" | "accounts">; at: (id: string) => string }) => (
  <>
    {accounts.length > 1 && <p className="mb-6 text-ink-2">Each currency stands by itself: nothing is added up across them.</p>}
    {accounts.map(({ currency, name, opening, rows, closing, closingMinor, age }) => (
      <section key={currency} className="mt-8" aria-labelledby={`in-${currency}`}>
        <h2 id={`in-${currency}`} className="mb-3">
          {name}
        </h2>
        <table className="ledger stack" role="table">
          <caption className="sr-only">What was billed and paid in {name}</caption>
          <thead role="rowgroup">
            <tr role="row">
              {["Date", "What", "Amount", "Balance"].map((head, index) => (
                <th key={head} scope="col" role="columnheader" className={index > 1 ? "n" : undefined}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            <tr role="row">
              <th scope="row" role="rowheader" className="font-normal whitespace-nowrap">
                <Day at={from} />
              </th>
              <td role="cell" data-label="What">
                Balance before
              </td>
              <td role="cell" className="n" data-label="Amount">
                <span className="text-ink-3">–</span>
              </td>
              <td role="cell" className="n" data-label="Balance">
                {opening}
              </td>
            </tr>
            {rows.map(({ day, words, invoiceId, amount, balance }, index) => (
              <tr key={index} role="row">
                <th scope="row" role="rowheader" className="font-normal whitespace-nowrap">
                  <Day at={day} />
                </th>
                <td role="cell" className="wrap-anywhere" data-label="What">
                  {invoiceId ? <a href={at(invoiceId)}>{words}</a> : words}
                </td>
                <td role="cell" className="n" data-label="Amount">
                  {amount}
                </td>
                <td role="cell" className="n" data-label="Balance">
                  {balance}
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot role="rowgroup">
            <tr role="row" className="grand">
              <th scope="row" role="rowheader" colSpan={3}>
                {closingMinor < 0 ? "Credit" : "Outstanding"} on <Day at={to} />
              </th>
              <td role="cell" className="n">
                {closing}
              </td>
            </tr>
          </tfoot>
        </table>
        {age && (
          <>
            <h3 className="mt-6 mb-2">By days past the due date</h3>
            <dl className="cells sm:grid-cols-5">
              {age.map(({ bucket, label, amount }) => (
                <div key={bucket}>
                  <dt className="text-small text-ink-3">{label}</dt>
                  <dd className="num">{amount}</dd>
                </div>
              ))}
            </dl>
          </>
        )}
      </section>
    ))}
  </>
);
