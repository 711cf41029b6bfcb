import { transact } from "#db/client.server.ts";
import { agency } from "#app/agency/agency.server.ts";
import { longDay } from "#app/lib/dates.ts";
import { money } from "#app/lib/money.ts";
import { pageOf, sliceFrom, sortLinks } from "#app/lib/pages.ts";
import { qrCode } from "#app/lib/qr.server.ts";
import { NotFound } from "#app/lib/refused.ts";
import { seesInvoices } from "#app/people/reach.server.ts";
import type { Contact, SignedIn } from "#app/people/viewer.ts";
import { observes } from "#app/questions/questions.server.ts";
import { threadAbout } from "#app/questions/thread.server.ts";
import { portalInvoicesAsked, portalOrders } from "./asked.ts";
import { bankFor } from "./bank.server.ts";
import { type InvoiceMove, life, methodWords } from "./invoice.ts";
import { type Found, creditNotesOf, creditOf, disputesOf, invoices, paymentsOf, subjectOf } from "./invoices.server.ts";
import { noteViewed } from "./issuing.server.ts";
import { paperOf } from "./reading.server.ts";
import { epcCode, ibanWords } from "./transfer.ts";
import { paidThisYear } from "./year.server.ts";

type Listed = ReturnType<ReturnType<typeof invoices>["page"]>[number];

/** An invoice as a client's list shows it, amounts in words. */
const listed = ({ id, number, projectId, projectName, currency, locale, issuedOn, dueOn, total, balance, daysLate, badges, disputedAt }: Listed) => ({
  id,
  number: number!,
  projectId,
  projectName,
  issuedOn: issuedOn!,
  dueOn: dueOn!,
  total: money(total!, currency, locale),
  balance: balance ? money(balance, currency, locale) : null,
  daysLate,
  badges,
  disputed: disputedAt !== null,
});
export type OwedInvoice = ReturnType<typeof listed>;

/** Amounts of several currencies, one after the other, as this client reads them: never added up. */
const amounts = (sums: { currency: string; minor: number }[], locale: string) => sums.filter(({ minor }) => minor !== 0).map(({ currency, minor }) => money(minor, currency, locale));

/** A client's own invoices as a URL asks for them, what they come to, and the one that is read over the list. Throws NotFound for who may not see invoices. */
export function owedBy(contact: Contact, request: Request) {
  if (!seesInvoices(contact)) throw new NotFound();
  const url = new URL(request.url);
  const { asked, open, filter, order } = portalInvoicesAsked(url);
  const all = invoices(contact);
  const slice = sliceFrom(url, 24);
  const rows = all.page(slice, filter, order);
  const sums = all.sums();
  const locale = all.page({ limit: 1, offset: 0 })[0]?.locale ?? agency().locale;
  const without = (name: string, value?: string) => {
    const query = new URLSearchParams(url.searchParams);
    for (const gone of ["_routes", "open"]) query.delete(gone);
    if (value) query.set(name, value);
    return `/portal/invoices${query.size ? `?${query}` : ""}`;
  };
  const shown = new URL(url);
  shown.searchParams.delete("open");
  return {
    asked,
    narrowed: Boolean(filter.state || filter.search),
    sort: url.searchParams.get("sort"),
    orders: sortLinks(shown, portalOrders, order),
    rows: rows.map((row) => ({ ...listed(row), to: without("open", row.id) })),
    pages: pageOf(shown, slice, all.count(filter)),
    figures: {
      outstanding: amounts(sums.map(({ currency, outstanding }) => ({ currency, minor: outstanding })), locale),
      overdue: amounts(sums.map(({ currency, overdue }) => ({ currency, minor: overdue })), locale),
      paid: amounts(paidThisYear(contact).map(({ currency, paid }) => ({ currency, minor: paid })), locale),
      credit: amounts(Object.entries(creditOf(contact, contact.clientId)).map(([currency, minor]) => ({ currency, minor })), locale),
    },
    close: without("open"),
    open: open ? invoiceFor(contact, open, request) : null,
  };
}

/** What came after an invoice was sent, in its order: what was paid, given back and credited. */
export function movementsOf(viewer: SignedIn, found: Found) {
  const says = (minor: number) => money(minor, found.currency, found.locale);
  const payments = paymentsOf(viewer, found).map(({ id, amount, method, reference, paidOn, reverses, reversedBy, recordedAt }) => ({ id, minor: reverses ? amount : -amount, amount: says(amount), how: methodWords(method), method, reference, day: paidOn, reverses: reverses !== null, reversed: reversedBy !== null, at: recordedAt }));
  const notes = creditNotesOf(found).map(({ id, number, reason, issuedOn, total, snapshot }) => ({ id, number, reason, day: issuedOn, minor: -total, amount: says(total), snapshot }));
  const label = ({ reverses, method, day }: (typeof payments)[number]) => `${reverses ? "Payment reversed" : method === "credit" ? "Paid from credit" : "Payment received"}, ${longDay(day)}`;
  return {
    payments,
    notes,
    since: [
      ...payments.map((payment) => ({ label: label(payment), amount: says(payment.minor) })),
      ...notes.map(({ number, day, minor }) => ({ label: `Credit note ${number}, ${longDay(day)}`, amount: says(minor) })),
    ],
    last: payments.reduce((last, { at }) => Math.max(last, at.getTime()), 0),
  };
}

/** Where what is owed of an invoice is paid to, with the code a banking app reads; null where nothing is owed or nothing is said. */
export function howToPay(found: Found) {
  if (found.balance === 0) return null;
  const { details, changedAt } = bankFor(found);
  if (!details) return null;
  const { holder, bank, iban, bic, routing, account } = details;
  const text = epcCode({ holder, iban, bic, currency: found.currency, amount: found.balance, reference: found.number! });
  return { holder, bank, iban: ibanWords(iban), bic, routing, account, reference: found.number!, changedAt, code: text ? qrCode(text) : null };
}

/** Everything a client reads of an invoice. That they opened it is noted the first time, where they may be observed. Throws NotFound. */
export function invoiceFor(contact: Contact, id: string, request: Request) {
  const found = invoices(contact).find(id);
  if (observes(contact, request)) transact((tx) => noteViewed(tx, contact, id));
  const { number, projectId, projectName, currency, locale, issuedOn, dueOn, total, balance, excess, badges, daysLate, disputedAt, voidedAt, writtenOffAt, payLink, snapshot, status } = found;
  const { payments, notes, since } = movementsOf(contact, found);
  const can = (move: InvoiceMove) => life.can(status, move);
  const says = (minor: number) => money(minor, currency, locale);
  const credit = creditOf(contact, contact.clientId)[currency] ?? 0;
  return {
    id,
    number: number!,
    projectId,
    projectName,
    issuedOn: issuedOn!,
    dueOn: dueOn!,
    daysLate,
    badges,
    disputed: disputedAt !== null,
    paper: paperOf(snapshot!),
    since,
    total: says(total!),
    outstanding: balance ? says(balance) : "None",
    owed: balance > 0,
    excess: excess ? says(excess) : null,
    credit: credit > 0 ? says(credit) : null,
    voidedAt,
    writtenOff: writtenOffAt !== null,
    payments: payments.map(({ id, amount, how, reference, day, reverses, reversed }) => ({ id, amount, how, reference, day, reverses, reversed })),
    notes: notes.map(({ id, number, reason, day, amount }) => ({ id, number, reason, day, amount })),
    disputes: disputesOf(found).map(({ id, reason, contactId, contactName, disputedAt, settledAt, outcome }) => ({ id, reason, who: contactId === contact.id ? "You" : contactName, disputedAt, settledAt, outcome })),
    thread: threadAbout(contact, subjectOf(found), found.clientName),
    pay: howToPay(found),
    payLink: balance > 0 ? payLink : "",
    phone: agency().phone,
    may: { ask: can("ask"), dispute: can("dispute") && disputedAt === null },
  };
}
export type OwnInvoice = ReturnType<typeof invoiceFor>;

/** As much of an invoice as the pages say that ask about it, and what may be said. Throws NotFound. */
export function askable(contact: Contact, id: string) {
  const found = invoices(contact).find(id);
  const { number, clientName, status, disputedAt } = found;
  return { id, number: number!, thread: threadAbout(contact, subjectOf(found), clientName), mayDispute: life.can(status, "dispute") && disputedAt === null, disputed: disputedAt !== null };
}
