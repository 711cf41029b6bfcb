import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { type Db, db } from "#db/client.server.ts";
import { billing as table, clientBilling, clients as clientTable, numberSeries, taxes as taxTable } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { changedMeanwhile, requireOwner } from "#app/agency/settings.server.ts";
import { clients } from "#app/clients/clients.server.ts";
import type { Subject } from "#app/events/catalogue.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { dayIn } from "#app/lib/dates.ts";
import { newId } from "#app/lib/id.server.ts";
import { decimal, scaledFrom } from "#app/lib/money.ts";
import { nextNumber } from "#app/lib/numbers.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { mustStillBe } from "#app/lib/stamp.server.ts";
import type { Member } from "#app/people/viewer.ts";
import { requireDuty } from "#app/team/duties.ts";
import type { BillingForm, ClientBillingForm, TaxForm } from "./forms.server.ts";
import { RATE_DIGITS, type Tax, type TaxPart, numberIn } from "./invoice.ts";

export type Billing = Omit<typeof table.$inferSelect, "id">;

/** How the agency bills. */
export function billing(tx: Db = db): Billing {
  const { id: _, ...found } = tx.select().from(table).get()!;
  return found;
}

/** Today, where the agency is. */
export const today = () => dayIn(agency().timeZone, now());

const subject = (tx: Db): Subject => ({ kind: "billing", id: "billing", clientId: null, title: agencyName(tx) });
const agencyName = (_tx: Db) => agency().name;

/** What a form of these settings is held against. */
export function billingFor(member: Member, tx: Db = db) {
  requireOwner(member);
  return { ...billing(tx), nextInvoice: upcoming(tx, "invoice"), nextCredit: upcoming(tx, "credit") };
}

/** Says how invoices are made from now on; what was issued stays. Throws NotFound for who is not an owner, Refused 409 where it changed meanwhile, 422 for a number that was given already. */
export function changeBilling(tx: Db, member: Member, { seen, nextInvoice, nextCredit, ...after }: z.output<typeof BillingForm>) {
  const before = billingFor(member, tx);
  mustStillBe(seen, before, changedMeanwhile);
  const { nextInvoice: invoice, nextCredit: credit, ...plain } = before;
  tx.update(table).set(after).run();
  const numbers = [
    ["invoice", "nextInvoice", invoice, nextInvoice],
    ["credit", "nextCredit", credit, nextCredit],
  ] as const;
  for (const [kind, field, was, wanted] of numbers) if (wanted !== undefined && wanted !== was) startSeriesAt(tx, kind, wanted, field);
  const changed = (Object.keys(after) as (keyof typeof after)[]).filter((name) => after[name] !== plain[name]);
  const renumbered = [nextInvoice !== undefined && nextInvoice !== invoice && `invoices go on from ${nextInvoice}`, nextCredit !== undefined && nextCredit !== credit && `credit notes go on from ${nextCredit}`].filter((words) => words !== false);
  const words = [...changed.map((name) => said[name]), ...renumbered];
  if (words.length) record(tx, member, "billing.changed", subject(tx), { changes: words.join(", ") });
}
const said: Record<keyof Billing, string> = { invoicePrefix: "the prefix of invoices", creditPrefix: "the prefix of credit notes", digits: "the digits of numbers", yearly: "whether numbers begin again each year", termsDays: "days to pay", pricesInclude: "whether prices include tax", taxNumber: "the tax number", terms: "the terms", note: "the usual note" };

type Kind = "invoice" | "credit";
const year = (kind: Kind, tx: Db) => (billing(tx).yearly ? today().slice(0, 4) : null);
const seriesOf = (kind: Kind, tx: Db) => [kind === "invoice" ? "invoice" : "credit_note", year(kind, tx)].filter(Boolean).join("-");
const written = (tx: Db, kind: Kind, number: number) => {
  const { invoicePrefix, creditPrefix, digits } = billing(tx);
  return numberIn({ prefix: kind === "invoice" ? invoicePrefix : creditPrefix, digits, year: year(kind, tx) }, number);
};

const upcoming = (tx: Db, kind: Kind) => (tx.select({ last: numberSeries.last }).from(numberSeries).where(eq(numberSeries.name, seriesOf(kind, tx))).get()?.last ?? 0) + 1;

/** The number the next one would get, if nobody is quicker: for the page that asks before sending. */
export const numberToCome = (kind: Kind, tx: Db = db) => written(tx, kind, upcoming(tx, kind));

/** The next number of a series, in the caller's transaction: if that is undone, the number was never given, so none is ever missing. */
export const takeNumber = (tx: Db, kind: Kind) => written(tx, kind, nextNumber(tx, seriesOf(kind, tx)));

/** A series may go on from a higher number, before it has begun: one that has begun has no gaps. */
function startSeriesAt(tx: Db, kind: Kind, wanted: number, field: string) {
  const name = seriesOf(kind, tx);
  const known = tx.select({ last: numberSeries.last }).from(numberSeries).where(eq(numberSeries.name, name)).get();
  const given = tx.all(kind === "invoice" ? sql`select 1 from invoices where sent_at is not null limit 1` : sql`select 1 from credit_notes limit 1`).length > 0;
  if (given) throw new Refused(422, "This series has begun, so it goes on without a gap. To number anew, choose another prefix", { field });
  if (known) tx.update(numberSeries).set({ last: wanted - 1 }).where(eq(numberSeries.name, name)).run();
  else tx.insert(numberSeries).values({ name, last: wanted - 1 }).run();
}

/** The taxes that may be charged, in their order; retired ones where an older draft still names them. */
export const taxes = (tx: Db = db, { retired = false } = {}) => tx.select().from(taxTable).where(retired ? undefined : isNull(taxTable.retiredAt)).orderBy(asc(taxTable.position), asc(taxTable.createdAt)).all();

/** Each tax by its id, retired ones too: what a draft's lines name. */
export const taxesById = (tx: Db = db): Record<string, Tax> => Object.fromEntries(taxes(tx, { retired: true }).map(({ id, name, parts, note }) => [id, { id, name, parts, note }]));

/** A tax that can be charged, or none. Throws Refused 422. */
export function requireTax(tx: Db, id: string | null | undefined) {
  if (id && !taxes(tx).some((tax) => tax.id === id)) throw new Refused(422, "Choose a tax of the list", { field: "taxId" });
}

/** "5.5%", "5% + 9.975%"; nothing for a tax that charges nothing. */
export const rateWords = (parts: TaxPart[]) => parts.map(({ rate }) => `${decimal(rate, RATE_DIGITS).replace(/\.?0+$/, "")}%`).join(" + ");

const taxSubject = (id: string, name: string): Subject => ({ kind: "billing", id, clientId: null, title: name });

function partsFrom({ parts }: Pick<z.output<typeof TaxForm>, "parts">): TaxPart[] {
  return parts.flatMap(({ name, rate }, index) => {
    if (!name && rate === undefined) return [];
    const scaled = scaledFrom((rate ?? "").replace("%", ""), RATE_DIGITS, agency().locale);
    if (scaled === undefined || scaled < 0 || scaled > 100_000) throw new Refused(422, "Enter a rate from 0 to 100, for example 5.5", { field: `parts[${index}].rate` });
    if (!name) throw new Refused(422, "Name it as the invoice shall print it, for example Sales tax", { field: `parts[${index}].name` });
    return [{ name, rate: scaled }];
  });
}

/** Adds a tax. Throws NotFound for who is not an owner, Refused 422. Gives its id. */
export function addTax(tx: Db, member: Member, form: z.output<typeof TaxForm>): string {
  requireOwner(member);
  const parts = partsFrom(form);
  requireReason(parts, form.note);
  const id = newId();
  const { last } = tx.select({ last: sql<number>`coalesce(max(${taxTable.position}), 0)` }).from(taxTable).get()!;
  tx.insert(taxTable).values({ id, name: form.name, parts, note: form.note, position: last + 1, createdAt: now() }).run();
  record(tx, member, "billing.tax_added", taxSubject(id, form.name), { rate: rateWords(parts) });
  return id;
}

/** Who charges nothing says why, on the invoice itself. */
function requireReason(parts: TaxPart[], note: string) {
  if (parts.every(({ rate }) => rate === 0) && !note) throw new Refused(422, "Say why nothing is charged: it is printed on the invoice", { field: "note" });
}

/** Changes a tax for what is issued from now on. Throws NotFound, Refused 409 where it is retired or changed meanwhile, 422. */
export function changeTax(tx: Db, member: Member, id: string, { seen, ...form }: z.output<typeof TaxForm>) {
  const before = findTax(member, id, tx);
  if (before.retiredAt) throw new Refused(409, "This tax is retired. Nothing was recorded.");
  mustStillBe(seen, taxOf(before), "Somebody changed this tax while you were writing. Nothing was recorded. Open the page again and compare.");
  const parts = partsFrom(form);
  requireReason(parts, form.note);
  tx.update(taxTable).set({ name: form.name, parts, note: form.note }).where(eq(taxTable.id, id)).run();
  record(tx, member, "billing.tax_changed", taxSubject(id, form.name), { before: `${before.name} ${rateWords(before.parts)}`.trim(), rate: rateWords(parts) });
}

/** What a change of a tax is held against. */
export const taxOf = ({ name, parts, note }: Pick<Tax, "name" | "parts" | "note">) => ({ name, parts, note });

/** One tax, for owners. Throws NotFound. */
export function findTax(member: Member, id: string, tx: Db = db) {
  requireOwner(member);
  const found = tx.select().from(taxTable).where(eq(taxTable.id, id)).get();
  if (!found) throw new NotFound();
  return found;
}

/** No new line charges it; what was written with it stays. Throws NotFound, Refused 409. */
export function retireTax(tx: Db, member: Member, id: string) {
  const found = findTax(member, id, tx);
  if (found.retiredAt) throw new Refused(409, "This tax is retired already. Nothing was recorded.");
  tx.update(taxTable).set({ retiredAt: now() }).where(and(eq(taxTable.id, id), isNull(taxTable.retiredAt))).run();
  tx.update(clientBilling).set({ taxId: null }).where(eq(clientBilling.taxId, id)).run();
  record(tx, member, "billing.tax_retired", taxSubject(id, found.name));
}

export interface ClientTerms {
  /** As the invoice names and addresses it. */
  name: string;
  address: string;
  taxNumber: string;
  currency: string;
  locale: string;
  termsDays: number;
  taxId: string | null;
}

/** How a client is billed: its own words, else everybody's. The caller has found the client. */
export function termsOf(clientId: string, tx: Db = db): ClientTerms {
  const own = tx.select().from(clientBilling).where(eq(clientBilling.clientId, clientId)).get();
  const client = tx.select({ name: clientTable.name, address: clientTable.address }).from(clientTable).where(eq(clientTable.id, clientId)).get()!;
  return {
    name: own?.name || client.name,
    address: own?.address || client.address,
    taxNumber: own?.taxNumber ?? "",
    currency: own?.currency ?? agency().currency,
    locale: own?.locale ?? agency().locale,
    termsDays: own?.termsDays ?? billing(tx).termsDays,
    taxId: own?.taxId ?? null,
  };
}

const asForAll = { name: "", address: "", taxNumber: "", currency: null, locale: null, termsDays: null, taxId: null };

/** What was said of one client, as its form shows it. Throws NotFound, Refused 403 by role. */
export function clientBillingOf(member: Member, clientId: string, tx: Db = db) {
  const client = clients(member, tx).find(clientId);
  requireDuty(member, "billing");
  const { clientId: _, ...own } = tx.select().from(clientBilling).where(eq(clientBilling.clientId, clientId)).get() ?? { clientId, ...asForAll };
  return { client, own };
}

/** Says how a client is billed from now on; drafts and what was issued keep their currency. Throws NotFound, Refused 403 by role, 409, 422. */
export function changeClientBilling(tx: Db, member: Member, clientId: string, { seen, currency, locale, termsDays, taxId, ...words }: z.output<typeof ClientBillingForm>) {
  const { client, own } = clientBillingOf(member, clientId, tx);
  mustStillBe(seen, own, "Somebody changed this while you were writing. Nothing was recorded. Open the page again and compare.");
  requireTax(tx, taxId);
  const after = { ...words, currency: currency ?? null, locale: locale ?? null, termsDays: termsDays ?? null, taxId: taxId ?? null };
  tx.insert(clientBilling).values({ clientId, ...after }).onConflictDoUpdate({ target: clientBilling.clientId, set: after }).run();
  record(tx, member, "billing.client_changed", { kind: "billing", id: clientId, clientId, title: client.name });
}
