import { and, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { type Db } from "#db/client.server.ts";
import { creditRefunds, invoicePayments as payments, invoices as table, writeOffs } from "#db/schema/index.ts";
import { activeClient } from "#app/clients/clients.server.ts";
import { record } from "#app/events/record.server.ts";
import { agency } from "#app/agency/agency.server.ts";
import { now } from "#app/lib/clock.ts";
import { longDay } from "#app/lib/dates.ts";
import { newId } from "#app/lib/id.server.ts";
import { amountFrom, minorFrom, money } from "#app/lib/money.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import type { Member } from "#app/people/viewer.ts";
import { requireDuty } from "#app/team/duties.ts";
import { today } from "./billing.server.ts";
import type { CreditUseForm, PaymentForm, RefundForm } from "./forms.server.ts";
import { type InvoiceMove, type Method, life, methodWords } from "./invoice.ts";
import { type Found, type Invoice, creditOf, invoices, paymentsOf, subjectOf } from "./invoices.server.ts";
import { amountWords } from "./issuing.server.ts";

/** An invoice this member may settle something on, where `move` is open now. Throws NotFound, Refused 403 by role, 409 where it stands otherwise. */
export function mustBill(tx: Db | undefined, member: Member, id: string, move: InvoiceMove): Found {
  const found = invoices(member, tx).find(id);
  requireDuty(member, "billing");
  life.after(found.status, move);
  return found;
}

/** An amount above zero in minor units, from what was typed. Throws Refused 422 beside the field. */
export function amountTyped(typed: string, currency: string, field = "amount"): number {
  const found = minorFrom(typed, currency, agency().locale);
  if (found === undefined || found <= 0) throw new Refused(422, `Enter an amount above zero, for example ${amountFrom(minorFrom("1250", currency)!, currency)}`, { field });
  return found;
}

/**
 * Records money that came. More than is owed becomes the client's credit; an invoice that was written off is open again.
 * The same method, day and reference twice for a client is told first, and taken once `again` is ticked. Gives the
 * entry's id. Throws NotFound; Refused 403, 409 where it stands otherwise or the same payment is recorded, 422.
 */
export function recordPayment(tx: Db, member: Member, id: string, { amount: typed, currency, method, reference, paidOn, again }: z.output<typeof PaymentForm>): string {
  const invoice = mustBill(tx, member, id, "pay");
  if (currency && currency !== invoice.currency) throw new Refused(422, `${invoice.number} is in ${invoice.currency}, so a payment in ${currency} cannot be recorded on it. Nothing was recorded`, { field: "amount" });
  const amount = amountTyped(typed, invoice.currency);
  if (paidOn > today()) throw new Refused(422, "Choose today or a day before", { field: "paidOn" });
  const same = again ? undefined : twinOf(tx, invoice, { amount, method, reference, paidOn });
  if (same) throw new Refused(409, `The same payment is recorded already: ${money(same.amount, same.currency, agency().locale)} ${methodWords(same.method)} on ${longDay(paidOn)}${same.reference ? `, reference ${same.reference}` : ""}, for ${same.number}. Nothing was recorded. Tick this to record another like it`, { field: "again" });
  const entry = enter(tx, member, invoice, { amount, method, reference, paidOn });
  const excess = Math.max(0, amount - owedNow(invoice));
  record(tx, member, "invoice.paid", subjectOf(invoice), { amount: amountWords(invoice, amount), ...(excess ? { credit: amountWords(invoice, excess) } : {}) });
  return entry;
}

/** What is owed, whether or not it was written off. */
const owedNow = ({ total, paid, credited }: Pick<Found, "total" | "paid" | "credited">) => Math.max(0, total! - paid - credited);

/** A payment that looks the same: of the same client, method, day and reference; without a reference, of the same invoice and amount. */
function twinOf(tx: Db, { id, clientId }: Found, { amount, method, reference, paidOn }: { amount: number; method: Method; reference: string; paidOn: string }) {
  return tx
    .select({ amount: payments.amount, method: payments.method, reference: payments.reference, number: table.number, currency: table.currency })
    .from(payments)
    .innerJoin(table, eq(table.id, payments.invoiceId))
    .where(
      and(
        eq(payments.clientId, clientId),
        eq(payments.method, method),
        eq(payments.paidOn, paidOn),
        isNull(payments.reverses),
        sql`not exists (select 1 from invoice_payments r where r.reverses = ${payments.id})`,
        reference ? sql`lower(replace(${payments.reference}, ' ', '')) = ${reference.toLowerCase().replaceAll(" ", "")}` : and(eq(payments.reference, ""), eq(payments.invoiceId, id), eq(payments.amount, amount)),
      ),
    )
    .limit(1)
    .get();
}

function enter(tx: Db, member: Member, invoice: Found, entry: { amount: number; method: Method | "credit"; reference: string; paidOn: string }): string {
  const id = newId();
  tx.insert(payments).values({ id, invoiceId: invoice.id, clientId: invoice.clientId, ...entry, recordedBy: member.id, recordedAt: now() }).run();
  change(tx, invoice, { paid: invoice.paid + entry.amount, writtenOffAt: null });
  if (invoice.writtenOffAt) {
    tx.update(writeOffs).set({ reopenedOn: today() }).where(and(eq(writeOffs.invoiceId, invoice.id), isNull(writeOffs.reopenedOn))).run();
    record(tx, member, "invoice.reopened", subjectOf(invoice));
  }
  return id;
}

/** Changes an invoice as it was read: paid, credited or voided meanwhile, it is left alone. Throws Refused 409. */
export function change(tx: Db, { id, paid, credited, voidedAt }: Pick<Found, "id" | "paid" | "credited" | "voidedAt">, after: Partial<Pick<Invoice, "paid" | "credited" | "voidedAt" | "voidReason" | "writtenOffAt" | "disputedAt" | "overdueNotedAt">>) {
  const { changes } = tx
    .update(table)
    .set(after)
    .where(and(eq(table.id, id), eq(table.paid, paid), eq(table.credited, credited), voidedAt ? sql`0` : isNull(table.voidedAt)))
    .run();
  if (changes !== 1) throw new Refused(409, "This has changed since you opened the page. Nothing was recorded.");
}

/** Pays some of an invoice from the client's credit in its currency. Throws NotFound; Refused 403, 409, 422 for more than there is or than is owed. */
export function useCredit(tx: Db, member: Member, id: string, { amount: typed }: z.output<typeof CreditUseForm>): string {
  const invoice = mustBill(tx, member, id, "pay");
  const amount = amountTyped(typed, invoice.currency);
  const most = Math.min(creditOf(member, invoice.clientId, tx)[invoice.currency] ?? 0, invoice.balance);
  if (amount > most) throw new Refused(422, most ? `Enter at most ${money(most, invoice.currency)}: no more can be used here` : "There is no credit that could be used here", { field: "amount" });
  const entry = enter(tx, member, invoice, { amount, method: "credit", reference: "", paidOn: today() });
  record(tx, member, "invoice.credit_used", subjectOf(invoice), { amount: amountWords(invoice, amount) });
  return entry;
}

/**
 * Takes a payment back, whole: an entry of its own, nothing is deleted. What of it had become credit goes too. Throws
 * NotFound; Refused 403, 409 where it was reversed already, or its credit was used or paid back since.
 */
export function reversePayment(tx: Db, member: Member, id: string, paymentId: string, { reason }: { reason: string }): string {
  const invoice = mustBill(tx, member, id, "reverse");
  const payment = paymentsOf(member, invoice, tx).find((entry) => entry.id === paymentId);
  if (!payment || payment.reverses) throw new NotFound();
  if (payment.reversedBy) throw new Refused(409, "This payment was reversed already. Nothing was recorded.");
  const entry = newId();
  tx.insert(payments).values({ id: entry, invoiceId: id, clientId: invoice.clientId, amount: payment.amount, method: payment.method, reference: payment.reference, paidOn: today(), reverses: paymentId, reason, recordedBy: member.id, recordedAt: now() }).run();
  change(tx, invoice, { paid: invoice.paid - payment.amount, overdueNotedAt: null });
  if ((creditOf(member, invoice.clientId, tx)[invoice.currency] ?? 0) < 0) throw new Refused(409, "Some of this payment became credit that has been used or paid back since. Take that back first. Nothing was recorded.");
  record(tx, member, "invoice.payment_reversed", subjectOf(invoice), { amount: amountWords(invoice, payment.amount), reason });
  return entry;
}

/** Records that credit was paid back to a client. Throws NotFound; Refused 403, 422 for more than there is. */
export function refundCredit(tx: Db, member: Member, clientId: string, { currency, amount: typed, method, reference, refundedOn }: z.output<typeof RefundForm>) {
  requireDuty(member, "billing");
  const client = activeClient(tx, member, clientId);
  const most = creditOf(member, clientId, tx)[currency] ?? 0;
  const amount = amountTyped(typed, currency);
  if (amount > most) throw new Refused(422, most > 0 ? `Enter at most ${money(most, currency)}: that is all the credit there is` : "There is no credit in this currency", { field: "amount" });
  if (refundedOn > today()) throw new Refused(422, "Choose today or a day before", { field: "refundedOn" });
  tx.insert(creditRefunds).values({ id: newId(), clientId, currency, amount, method, reference, refundedOn, recordedBy: member.id, recordedAt: now() }).run();
  record(tx, member, "credit.refunded", { kind: "billing", id: clientId, clientId, title: client.name }, { amount: money(amount, currency) });
}
