import type { Paper } from "./reading.server.ts";

export interface Movement {
  label: string;
  amount: string;
}

/** An invoice as its client reads it: lines, totals, and what was paid and credited since. */
export const Sheet = ({ of, since = [], outstanding }: { of: Paper; since?: Movement[]; outstanding?: string }) => (
  <div>
    <div className="mb-6 grid gap-x-12 gap-y-4 text-small sm:grid-cols-2">
      <p className="whitespace-pre-line wrap-anywhere">
        <span className="block text-ink-3">Billed to</span>
        <strong>{of.client.name}</strong>
        {of.client.address && `\n${of.client.address}`}
        {of.client.taxNumber && `\n${of.client.taxNumber}`}
      </p>
      <p className="whitespace-pre-line wrap-anywhere">
        <span className="block text-ink-3">From</span>
        <strong>{of.agency.name}</strong>
        {of.agency.address && `\n${of.agency.address}`}
        {of.agency.taxNumber && `\n${of.agency.taxNumber}`}
      </p>
    </div>
    <Lines of={of} since={since} outstanding={outstanding} />
  </div>
);

/** Its lines, what they come to, what came since, and its words: on pages that say elsewhere whom it is from and to. */
export const Lines = ({ of, since = [], outstanding, small }: { of: Paper; since?: Movement[]; outstanding?: string; small?: boolean }) => (
  <>
    <table className={small ? "ledger stack text-small" : "ledger stack"} role="table">
      <caption className="sr-only">Lines</caption>
      <thead role="rowgroup">
        <tr role="row">
          {["Description", "Quantity", "Price", "Amount"].map((head, index) => (
            <th key={head} scope="col" role="columnheader" className={index ? "n" : undefined}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {of.lines.map(({ description, quantity, price, amount, off }, index) => (
          <tr key={index} role="row">
            <th scope="row" role="rowheader" className="wrap-anywhere">
              {description}
              {off && <span className="block text-fine font-normal text-ink-3">{off}</span>}
            </th>
            <td role="cell" className="n" data-label="Quantity">
              {quantity}
            </td>
            <td role="cell" className="n" data-label="Price">
              {price}
            </td>
            <td role="cell" className="n" data-label="Amount">
              {amount}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot role="rowgroup">
        <Sum label="Subtotal" amount={of.subtotal} />
        {of.discount && <Sum {...of.discount} />}
        {of.taxes.map((tax) => (
          <Sum key={tax.label} {...tax} />
        ))}
        <Sum label="Total" amount={of.total} className={outstanding === undefined ? "grand text-lead" : "sum"} />
        {since.map((movement, index) => (
          <Sum key={index} {...movement} />
        ))}
        {outstanding !== undefined && <Sum label="Outstanding" amount={outstanding} className="grand text-lead" />}
      </tfoot>
    </table>
    {[...of.notes, of.note, of.terms].filter(Boolean).map((words) => (
      <p key={words} className="mt-4 max-w-letter text-small whitespace-pre-line print:mt-2 wrap-anywhere text-ink-2">
        {words}
      </p>
    ))}
  </>
);

const Sum = ({ label, amount, className }: Movement & { className?: string }) => (
  <tr role="row" className={className}>
    <th scope="row" role="rowheader" colSpan={3} className={className?.includes("grand") ? undefined : "font-normal text-ink-2"}>
      {label}
    </th>
    <td role="cell" className="n">
      {amount}
    </td>
  </tr>
);
