import type { FieldMetadata } from "@conform-to/react";
import { percentWords, totalsTyped } from "../typed.ts";
import { Box } from "./lines.tsx";
import { Amount, type TaxChoice, type Typed } from "./writing.tsx";

type Fields = { discount: FieldMetadata<Typed["discount"], Typed, string[]> };

/** What is typed comes to, with the document's own discount among it: live where JavaScript runs, else by "Update totals". */
export function TotalsTyped({ of, fields, taxes, currency, locale }: { of: unknown; fields: Fields; taxes: TaxChoice[]; currency: string; locale: string }) {
  const { subtotal, taxes: charged, total } = totalsTyped((of ?? {}) as never, taxes, currency, locale);
  const included = Boolean((of as { pricesInclude?: unknown } | undefined)?.pricesInclude);
  const says = (minor: number) => <Amount of={minor} currency={currency} locale={locale} />;
  return (
    <table className="ledger ml-auto w-full max-w-96" aria-live="polite">
      <caption className="sr-only">Totals</caption>
      <tbody>
        <tr className="border-0!">
          <th scope="row" className="font-normal text-ink-2">
            Subtotal
          </th>
          <td className="n">{says(subtotal)}</td>
        </tr>
        <tr className="border-0!">
          <th scope="row" className="font-normal text-ink-2">
            Discount
          </th>
          <td className="n">
            <Box of={fields.discount} label="Discount on the whole invoice, an amount or a share" figure className="max-w-28" />
          </td>
        </tr>
        {charged.map(({ name, rate, base, tax }) => (
          <tr key={`${name}${rate}`} className="border-0!">
            <th scope="row" className="font-normal text-ink-2">
              {name}
              {rate ? `, ${percentWords(rate)} ` : " "}
              {included ? "included in" : "on"} {says(included ? base + tax : base)}
            </th>
            <td className="n">{says(tax)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="grand text-lead">
          <th scope="row">Total</th>
          <td className="n">{says(total)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
