import { inArray } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { invoices as table } from "#db/schema/index.ts";
import { decimal, exponentOf } from "#app/lib/money.ts";
import type { Member } from "#app/people/viewer.ts";
import { taxesById, termsOf } from "./billing.server.ts";
import type { InvoiceOrder } from "./asked.ts";
import { type InvoiceFilter, type Snapshot, invoices, pricedFrom } from "./invoices.server.ts";
import { totalsOf } from "./invoice.ts";
import { percentWords } from "./typed.ts";

/** Invoices as a bookkeeper reads them: each with its net, its tax, and what each rate makes. As many queries as there are clients with drafts among them, and three. */
export function bookkept(member: Member, slice: { limit: number; offset: number }, filter: InvoiceFilter, order: InvoiceOrder, tx: Db = db) {
  const rows = invoices(member, tx).page(slice, filter, order);
  const whole = new Map(rows.length ? tx.select({ id: table.id, snapshot: table.snapshot, content: table.content }).from(table).where(inArray(table.id, rows.map(({ id }) => id))).all().map((row) => [row.id, row]) : []);
  const taxes = taxesById(tx);
  const billed = new Map<string, ReturnType<typeof termsOf>>();
  const billedNow = (clientId: string) => billed.get(clientId) ?? billed.set(clientId, termsOf(clientId, tx)).get(clientId)!;
  return rows.map((row) => {
    const { snapshot: text, content } = whole.get(row.id)!;
    const snapshot = text === null ? null : (JSON.parse(text) as Snapshot);
    const totals = snapshot?.totals ?? totalsOf(pricedFrom(content, taxes));
    const client = snapshot?.client ?? billedNow(row.clientId);
    const amount = (minor: number) => decimal(minor, exponentOf(row.currency));
    return { ...row, billedTo: client.name, taxNumber: client.taxNumber, net: totals.net, tax: totals.tax, taxes: totals.taxes.map(({ name, rate, base, tax }) => `${name} ${percentWords(rate)} on ${amount(base)}: ${amount(tax)}`).join("; ") };
  });
}
