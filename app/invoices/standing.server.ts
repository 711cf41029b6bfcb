import { money } from "#app/lib/money.ts";
import type { Member } from "#app/people/viewer.ts";
import { threadAbout } from "#app/questions/thread.server.ts";
import { viewsOf } from "#app/questions/questions.server.ts";
import { audienceOfInvoice } from "./audience.server.ts";
import { bankFor } from "./bank.server.ts";
import { type InvoiceMove, life, methodWords } from "./invoice.ts";
import { creditNotesOf, creditOf, disputesOf, invoices, paymentsOf, subjectOf } from "./invoices.server.ts";
import { snapshotOf } from "./issuing.server.ts";
import { paperOf } from "./reading.server.ts";

/** Everything a member reads of an invoice, and what they may do with it now. Throws NotFound. */
export function standing(member: Member, id: string) {
  const found = invoices(member).find(id);
  const { status, currency, locale, clientId, sentAt, credited, total, paid } = found;
  const says = (minor: number) => money(minor, currency, locale);
  const can = (move: InvoiceMove) => life.can(status, move);
  const subject = subjectOf(found);
  const payments = paymentsOf(member, found);
  const notes = creditNotesOf(found);
  const credit = creditOf(member, clientId)[currency] ?? 0;
  return {
    found,
    subject,
    paper: paperOf(found.snapshot ?? snapshotOf(found, "")),
    payments: payments.map(({ id, amount, method, reference, paidOn, reverses, reason, reversedBy, recordedByName, recordedAt }) => ({ id, amount: says(reverses ? -amount : amount), how: methodWords(method), reference, paidOn, reverses, reason, reversed: reversedBy !== null, recordedByName: recordedByName!, recordedAt })),
    notes: notes.map(({ id, number, reason, issuedOn, total }) => ({ id, number, reason, issuedOn, amount: says(total) })),
    disputes: disputesOf(found),
    thread: threadAbout(member, subject, found.clientName),
    views: sentAt ? viewsOf(found).map(({ contactId, name, at }) => ({ contactId, name, at })) : [],
    credit: credit > 0 ? says(credit) : null,
    bank: sentAt ? bankFor(found) : null,
    audience: audienceOfInvoice(member, id),
    later: sentAt ? null : audienceOfInvoice(member, id, true),
    may: {
      write: can("change"),
      discard: can("discard"),
      pay: can("pay"),
      useCredit: can("pay") && credit > 0 && found.balance > 0,
      reverse: can("reverse"),
      credit: can("credit") && credited < total,
      void: can("void") && paid === 0 && credited === 0,
      writeOff: can("write_off"),
      settle: found.disputedAt !== null,
      ask: can("ask"),
      link: sentAt !== null && !found.voidedAt,
    },
  };
}
