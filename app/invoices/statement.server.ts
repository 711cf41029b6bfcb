import { and, eq, isNotNull, lte, ne, sql } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { creditNotes, creditRefunds, invoicePayments as payments, invoices as table, writeOffs } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { clients } from "#app/clients/clients.server.ts";
import { letterhead } from "#app/agency/letterhead.server.ts";
import { now } from "#app/lib/clock.ts";
import { dayIn, isDay, longDay } from "#app/lib/dates.ts";
import { money } from "#app/lib/money.ts";
import { paper } from "#app/lib/paper/paper.server.ts";
import { NotFound } from "#app/lib/refused.ts";
import { currencyWords } from "#app/lib/zones.ts";
import { seesInvoices } from "#app/people/reach.server.ts";
import type { SignedIn } from "#app/people/viewer.ts";
import { termsOf, today } from "./billing.server.ts";
import { type Bucket, bucketWords, buckets, methodWords } from "./invoice.ts";
import { invoices } from "./invoices.server.ts";

export interface Period {
  from: string;
  to: string;
}

/** The days a URL asks for: from the first of the year to today where it says nothing, or nonsense. */
export function periodFrom(url: URL): Period {
  const read = (name: string) => {
    const day = url.searchParams.get(name) ?? "";
    return isDay(day) ? day : undefined;
  };
  const to = read("to") ?? today();
  const from = read("from") ?? `${to.slice(0, 4)}-01-01`;
  return from <= to ? { from, to } : { from: to, to: from };
}

/** One movement of an account: what is charged is above zero, what is paid or credited below. In minor units. */
interface Entry {
  day: string;
  at: number;
  currency: string;
  words: string;
  invoiceId: string | null;
  amount: number;
}

/** Every movement of a client's account up to a day, oldest first. What is paid from credit moves nothing: the credit and what is owed fall alike. */
function entriesUpTo(clientId: string, to: string, tx: Db): Entry[] {
  const { timeZone } = agency();
  const dayOf = (at: Date) => dayIn(timeZone, at);
  const sent = tx
    .select({ id: table.id, number: sql<string>`${table.number}`, currency: table.currency, total: sql<number>`${table.total}`, day: sql<string>`${table.issuedOn}`, at: table.sentAt, dueOn: table.dueOn, voidedAt: table.voidedAt })
    .from(table)
    .where(and(eq(table.clientId, clientId), isNotNull(table.sentAt), lte(table.issuedOn, to)))
    .all();
  const paid = tx
    .select({ invoiceId: payments.invoiceId, number: sql<string>`${table.number}`, currency: table.currency, amount: payments.amount, method: payments.method, reference: payments.reference, day: payments.paidOn, at: payments.recordedAt, reverses: payments.reverses })
    .from(payments)
    .innerJoin(table, eq(table.id, payments.invoiceId))
    .where(and(eq(payments.clientId, clientId), ne(payments.method, "credit"), lte(payments.paidOn, to)))
    .all();
  const credited = tx
    .select({ invoiceId: creditNotes.invoiceId, number: sql<string>`${table.number}`, note: creditNotes.number, currency: table.currency, amount: creditNotes.total, day: creditNotes.issuedOn, at: creditNotes.issuedAt })
    .from(creditNotes)
    .innerJoin(table, eq(table.id, creditNotes.invoiceId))
    .where(and(eq(creditNotes.clientId, clientId), lte(creditNotes.issuedOn, to)))
    .all();
  const given = tx
    .select({ invoiceId: writeOffs.invoiceId, number: sql<string>`${table.number}`, currency: table.currency, amount: writeOffs.amount, day: writeOffs.writtenOn, at: writeOffs.writtenAt, reopenedOn: writeOffs.reopenedOn })
    .from(writeOffs)
    .innerJoin(table, eq(table.id, writeOffs.invoiceId))
    .where(and(eq(writeOffs.clientId, clientId), lte(writeOffs.writtenOn, to)))
    .all();
  const refunded = tx
    .select({ currency: creditRefunds.currency, amount: creditRefunds.amount, method: creditRefunds.method, reference: creditRefunds.reference, day: creditRefunds.refundedOn, at: creditRefunds.recordedAt })
    .from(creditRefunds)
    .where(and(eq(creditRefunds.clientId, clientId), lte(creditRefunds.refundedOn, to)))
    .all();
  const entries: Entry[] = [
    ...sent.flatMap(({ id, number, currency, total, day, at, dueOn, voidedAt }): Entry[] => [
      { day, at: at!.getTime(), currency, words: `Invoice ${number}, due ${longDay(dueOn!)}`, invoiceId: id, amount: total },
      ...(voidedAt && dayOf(voidedAt) <= to ? [{ day: dayOf(voidedAt), at: voidedAt.getTime(), currency, words: `Invoice ${number} made void`, invoiceId: id, amount: -total }] : []),
    ]),
    ...paid.map(({ invoiceId, number, currency, amount, method, reference, day, at, reverses }): Entry => ({ day, at: at.getTime(), currency, words: `${reverses ? "Payment reversed" : "Payment"} for ${number}, ${methodWords(method)}${reference ? `, ${reference}` : ""}`, invoiceId, amount: reverses ? amount : -amount })),
    ...credited.map(({ invoiceId, number, note, currency, amount, day, at }): Entry => ({ day, at: at.getTime(), currency, words: `Credit note ${note} for ${number}`, invoiceId, amount: -amount })),
    ...given.flatMap(({ invoiceId, number, currency, amount, day, at, reopenedOn }): Entry[] => [
      { day, at: at.getTime(), currency, words: `Written off of ${number}`, invoiceId, amount: -amount },
      ...(reopenedOn && reopenedOn <= to ? [{ day: reopenedOn, at: at.getTime() + 1, currency, words: `${number} taken up again`, invoiceId, amount }] : []),
    ]),
    ...refunded.map(({ currency, amount, method, reference, day, at }): Entry => ({ day, at: at.getTime(), currency, words: `Credit paid back, ${methodWords(method)}${reference ? `, ${reference}` : ""}`, invoiceId: null, amount })),
  ];
  return entries.sort((one, other) => (one.day === other.day ? one.at - other.at : one.day < other.day ? -1 : 1));
}

/**
 * A client's account over a period, each currency by itself: what stood before, every movement with what stands after it,
 * what stands at its end. Below zero is the client's credit. Throws NotFound for who may not see invoices or the client.
 */
export function statementOf(viewer: SignedIn, clientId: string, { from, to }: Period, tx: Db = db) {
  if (!seesInvoices(viewer) || (viewer.kind === "contact" && viewer.clientId !== clientId)) throw new NotFound();
  const clientName = viewer.kind === "contact" ? viewer.clientName : clients(viewer, tx).find(clientId).name;
  const { locale, ...client } = termsOf(clientId, tx);
  const entries = entriesUpTo(clientId, to, tx);
  const present = to === today() ? invoices(viewer, tx).ageing({ clientId }) : [];
  const currencies = [...new Set(entries.map(({ currency }) => currency))].sort();
  return {
    clientId,
    clientName,
    client,
    from,
    to,
    accounts: currencies.map((currency) => {
      const own = entries.filter((entry) => entry.currency === currency);
      const opening = own.filter(({ day }) => day < from).reduce((sum, { amount }) => sum + amount, 0);
      const says = (minor: number) => money(minor, currency, locale);
      let balance = opening;
      const rows = own
        .filter(({ day }) => day >= from)
        .map(({ day, words, invoiceId, amount }) => {
          balance += amount;
          return { day, words, invoiceId, amount: says(amount), balance: says(balance) };
        });
      const aged = present.find((row) => row.currency === currency);
      return {
        currency,
        name: currencyWords(currency),
        opening: says(opening),
        rows,
        closing: says(balance),
        closingMinor: balance,
        age: aged ? buckets.map((bucket: Bucket) => ({ bucket, label: bucketWords[bucket], amount: says(aged[bucket]) })) : null,
      };
    }),
  };
}
export type Statement = ReturnType<typeof statementOf>;

/** The same on the agency's letterhead. */
export async function statementPaper(viewer: SignedIn, clientId: string, period: Period): Promise<{ bytes: Buffer; name: string }> {
  const { client, clientName, from, to, accounts } = statementOf(viewer, clientId, period);
  const bytes = await paper({ ...(await letterhead()), title: "Statement", reference: `${longDay(from)} to ${longDay(to)}`, at: now() }, (page) => {
    page.facts([["For", [client.name, ...client.address.split("\n"), client.taxNumber].filter(Boolean).join("\n")], ["From", longDay(from)], ["To", longDay(to)]]);
    if (accounts.length === 0) page.text("Nothing was billed.");
    if (accounts.length > 1) page.text("Each currency stands by itself: nothing is added up across them.", { small: true });
    for (const { name, opening, rows, closing, closingMinor, age } of accounts) {
      page.heading(name);
      page.table(
        [{ head: "Date", share: 1.1 }, { head: "What", share: 3.6 }, { head: "Amount", share: 1.3, right: true }, { head: "Balance", share: 1.3, right: true }],
        [[longDay(from), "Balance before", "", opening], ...rows.map(({ day, words, amount, balance }) => [longDay(day), words, amount, balance])],
        [[longDay(to), closingMinor < 0 ? "Your credit" : "Outstanding", "", closing]],
      );
      if (age) {
        page.heading("What is outstanding, by days past its due date", 3);
        page.table(age.map(({ label }) => ({ head: label, share: 1, right: true })), [age.map(({ amount }) => amount)]);
      }
    }
  });
  return { bytes, name: `Statement ${clientName} ${from} to ${to}.pdf` };
}
