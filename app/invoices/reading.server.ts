import { money } from "#app/lib/money.ts";
import type { Discount } from "./invoice.ts";
import type { Snapshot } from "./invoices.server.ts";
import { percentWords, priceTyped, quantityWords } from "./typed.ts";

/** A price as it is written: with more digits than its currency has only where it needs them. */
const priceWords = (price: number, { currency, locale }: Snapshot) => (price % 100 === 0 ? money(price / 100, currency, locale) : `${currency} ${priceTyped(price, currency)}`);
const offWords = (discount: Discount) => (discount?.kind === "percent" ? `, ${percentWords(discount.rate)}` : "");

/** An issued paper in words, ready to be drawn: every amount as its client reads it. */
export function paperOf(snapshot: Snapshot) {
  const { totals, currency, locale, pricesInclude } = snapshot;
  const says = (minor: number) => money(minor, currency, locale);
  return {
    agency: snapshot.agency,
    client: snapshot.client,
    project: snapshot.project,
    lines: snapshot.lines.map((line, index) => {
      const { gross, discount, net } = totals.lines[index]!;
      return { description: line.description, quantity: [quantityWords(line.quantity), line.unit].filter(Boolean).join(" "), price: priceWords(line.price, snapshot), off: discount ? `Less${offWords(line.discount).replace(",", "")} ${says(discount)} of ${says(gross)}` : null, amount: says(net) };
    }),
    subtotal: says(totals.subtotal),
    discount: totals.discount ? { label: `Discount${offWords(snapshot.discount)}`, amount: says(-totals.discount) } : null,
    taxes: totals.taxes.map(({ name, rate, base, tax, note }) => ({ label: `${name}${rate ? `, ${percentWords(rate)} ${pricesInclude ? "included in" : "on"} ${says(pricesInclude ? base + tax : base)}` : ""}`, amount: says(tax), note })),
    total: says(totals.total),
    note: snapshot.note,
    terms: snapshot.terms,
    notes: [...new Set(totals.taxes.map(({ note }) => note).filter(Boolean))],
  };
}
export type Paper = ReturnType<typeof paperOf>;
