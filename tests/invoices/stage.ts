import { db } from "#db/client.server.ts";
import { invoices as table } from "#db/schema/index.ts";
import * as bank from "#app/invoices/bank.server.ts";
import * as books from "#app/invoices/billing.server.ts";
import * as crediting from "#app/invoices/crediting.server.ts";
import { CreditNoteForm, DraftForm, PaymentForm } from "#app/invoices/forms.server.ts";
import { invoices } from "#app/invoices/invoices.server.ts";
import * as issuing from "#app/invoices/issuing.server.ts";
import * as paying from "#app/invoices/paying.server.ts";
import * as settling from "#app/invoices/settling.server.ts";
import * as unbilled from "#app/invoices/unbilled.server.ts";
import * as writing from "#app/invoices/writing.server.ts";
import { standAt } from "#app/lib/clock.ts";
import { instantIn } from "#app/lib/dates.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { eq } from "drizzle-orm";
import { harbor, inTransaction, maya, ruth } from "../support/story.ts";

export const draft = inTransaction(writing.draftInvoice);
export const write = inTransaction(writing.changeDraft);
export const discard = inTransaction(writing.discardDraft);
export const issue = inTransaction(issuing.issueInvoice);
export const viewed = inTransaction(issuing.noteViewed);
export const noteOverdue = inTransaction(issuing.noteOverdue);
export const pay = inTransaction(paying.recordPayment);
export const reverse = inTransaction(paying.reversePayment);
export const useCredit = inTransaction(paying.useCredit);
export const refund = inTransaction(paying.refundCredit);
export const credit = inTransaction(crediting.creditInvoice);
export const voidIt = inTransaction(settling.voidInvoice);
export const writeOff = inTransaction(settling.writeOff);
export const dispute = inTransaction(settling.disputeInvoice);
export const settle = inTransaction(settling.settleDispute);
export const ask = inTransaction(settling.askAboutInvoice);
export const setPayLink = inTransaction(settling.setPayLink);
export const addTime = inTransaction(unbilled.addTime);
export const addTax = inTransaction(books.addTax);
export const changeTax = inTransaction(books.changeTax);
export const retireTax = inTransaction(books.retireTax);
export const changeBilling = inTransaction(books.changeBilling);
export const billClient = inTransaction(books.changeClientBilling);
export const proposeBank = inTransaction(bank.proposeBankDetails);
export const confirmBank = inTransaction(bank.confirmBankDetails);
export const withdrawBank = inTransaction(bank.withdrawBankDetails);
export const noteBank = inTransaction(bank.noteBankDetails);

/** Noon of a day in Portland, Maine. */
export const onDay = (day: string, time = "12:00:00") => standAt(instantIn("America/New_York", day, time));

/** What somebody types who bills hours and a print: $1,000.00 in all, due on 20 December. */
export const typed = {
  dueOn: "2025-12-20",
  lines: [
    { id: "hours", description: "Label design", quantity: "8", unit: "h", price: "100.00" },
    { id: "print", description: "Printed cards", quantity: "1", price: "200.00" },
  ],
};

/** A draft with these words, as the form would give them. */
export function written(words: object = {}, client: { id: string } = harbor): string {
  const id = draft(maya, client.id);
  write(maya, id, DraftForm.parse({ ...typed, ...words }));
  return id;
}
/** The mark of what the check page shows now. */
export const seenOf = (id: string) => stampOf(issuing.checkedOf(invoices(maya).find(id), db));
export const issueNow = (id: string) => issue(maya, id, { seen: seenOf(id) });
export const sent = (words: object = {}, client: { id: string } = harbor) => {
  const id = written(words, client);
  issueNow(id);
  return id;
};
export const payNow = (id: string, amount: string, more: object = {}) => pay(maya, id, PaymentForm.parse({ amount, method: "transfer", paidOn: "2025-11-20", reference: `ref ${Math.abs(++counter)}`, ...more }));
let counter = 0;
export const creditNow = (id: string, amount?: string, reason = "One card was misprinted.") => credit(maya, id, CreditNoteForm.parse({ amount, reason }));

export const now = (id: string) => invoices(ruth).find(id);
export const statusNow = (id: string) => now(id).status;
export const badgesNow = (id: string) => now(id).badges.map(({ label }) => label);
export const rowOf = (id: string) => db.select().from(table).where(eq(table.id, id)).get();
