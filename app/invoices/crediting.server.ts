import type { z } from "zod";
import type { Db } from "#db/client.server.ts";
import { creditNotes } from "#db/schema/index.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/id.server.ts";
import { money } from "#app/lib/money.ts";
import { Refused } from "#app/lib/refused.ts";
import { mustStillBe } from "#app/lib/stamp.server.ts";
import type { Member } from "#app/people/viewer.ts";
import { canonical, sha256 } from "#app/receipts/receipts.server.ts";
import { takeNumber, today } from "./billing.server.ts";
import type { CreditNoteForm } from "./forms.server.ts";
import { PRICE_DIGITS, QUANTITY_DIGITS, type Tax, split, totalsOf } from "./invoice.ts";
import { type Found, type SentLine, type Snapshot, subjectOf } from "./invoices.server.ts";
import { amountWords } from "./issuing.server.ts";
import { amountTyped, change, mustBill } from "./paying.server.ts";

/** How much of an invoice can still be credited, in minor units: its tax included. */
export const creditable = ({ total, credited }: Pick<Found, "total" | "credited">) => total! - credited;

/** What a credit note of so much says: the invoice's own lines where it takes all of it back, else its part of each tax. */
export function creditedBy(invoice: Found, amount: number): Pick<Snapshot, "lines" | "discount" | "pricesInclude" | "totals"> {
  const { lines, discount, pricesInclude, totals, number } = invoice.snapshot!;
  if (amount === totals.total && invoice.credited === 0) return { lines, discount, pricesInclude, totals };
  // Each tax bears its part of the amount, as it did of the invoice.
  const groups = new Map<string, { tax: Tax | null; weight: number }>();
  lines.forEach(({ tax }, index) => {
    const key = JSON.stringify(tax);
    const group = groups.get(key) ?? { tax, weight: 0 };
    groups.set(key, { tax, weight: group.weight + totals.lines[index]!.net });
  });
  const all = [...groups.values()];
  const gross = all.map(({ tax, weight }) => (pricesInclude ? weight : totalsOf({ lines: [unitLine(weight, tax)], discount: null, pricesInclude: false }).total));
  const parts = split(amount, gross);
  const credited = all.map(({ tax }, index): SentLine => ({ ...unitLine(parts[index]!, tax), description: `Credit on ${number}${all.length > 1 && tax ? `, ${tax.name}` : ""}`, unit: "" })).filter(({ price }) => price !== 0);
  const priced = { lines: credited, discount: null, pricesInclude: true };
  return { ...priced, totals: totalsOf(priced) };
}
const unitLine = (minor: number, tax: Tax | null) => ({ quantity: 10 ** QUANTITY_DIGITS, price: minor * 10 ** PRICE_DIGITS, discount: null, tax });

/** What a form that credits is held against. */
export const creditMark = ({ total, paid, credited }: Pick<Found, "total" | "paid" | "credited">) => ({ total, paid, credited });

/**
 * Issues a credit note, for all that is left or a part of it, with a number of its own series. What was paid beyond what is
 * then owed becomes the client's credit. Gives its id. Throws NotFound; Refused 403, 409 where it stands otherwise, 422.
 */
export function creditInvoice(tx: Db, member: Member, id: string, { amount: typed, reason, seen }: z.output<typeof CreditNoteForm>): string {
  const invoice = mustBill(tx, member, id, "credit");
  mustStillBe(seen, creditMark(invoice), "Something was paid or credited while you were writing. Nothing was recorded. Open the page again to see how it stands now.");
  const left = creditable(invoice);
  if (left === 0) throw new Refused(409, `All of ${invoice.number} is credited already. Nothing was recorded.`);
  const amount = typed === undefined ? left : amountTyped(typed, invoice.currency);
  if (amount > left) throw new Refused(422, `Enter at most ${money(left, invoice.currency)}: no more of it is left to credit`, { field: "amount" });

  const number = takeNumber(tx, "credit");
  const snapshot: Snapshot = { ...invoice.snapshot!, kind: "credit_note", number, about: invoice.number, issuedOn: today(), dueOn: null, ...creditedBy(invoice, amount), note: reason, terms: "" };
  const text = canonical(snapshot);
  const note = newId();
  tx.insert(creditNotes).values({ id: note, invoiceId: id, clientId: invoice.clientId, number, reason, issuedOn: snapshot.issuedOn, snapshot: text, sha256: sha256(text), total: amount, issuedBy: member.id, issuedAt: now() }).run();
  change(tx, invoice, { credited: invoice.credited + amount });
  record(tx, member, "invoice.credited", subjectOf(invoice), { note: number, amount: amountWords(invoice, amount), excerpt: reason, sha256: sha256(text) });
  return note;
}

