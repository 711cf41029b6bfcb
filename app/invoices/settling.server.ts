import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import type { Db } from "#db/client.server.ts";
import { invoiceDisputes as disputes, invoices as table, writeOffs } from "#db/schema/index.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/id.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import type { Contact, Member } from "#app/people/viewer.ts";
import { ask } from "#app/questions/questions.server.ts";
import type { QuestionForm } from "#app/questions/forms.server.ts";
import { requireDuty } from "#app/team/duties.ts";
import { today } from "./billing.server.ts";
import { type DraftForm, isPayLink } from "./forms.server.ts";
import { life } from "./invoice.ts";
import { invoices, subjectOf } from "./invoices.server.ts";
import { amountWords } from "./issuing.server.ts";
import { change, mustBill } from "./paying.server.ts";
import { release } from "./writing.server.ts";

/** Makes an invoice void: its number stays taken, its time is unbilled again. Only while nothing is paid or credited. Throws NotFound; Refused 403, 409. */
export function voidInvoice(tx: Db, member: Member, id: string, { reason }: { reason: string }) {
  const found = invoices(member, tx).find(id);
  requireDuty(member, "billing");
  if (found.paid > 0) throw new Refused(409, `${found.number} has payments, so it cannot be void. Reverse them first, or credit it. Nothing was recorded.`);
  if (found.credited > 0) throw new Refused(409, `${found.number} has a credit note, so it cannot be void. Credit the rest of it. Nothing was recorded.`);
  life.after(found.status, "void");
  change(tx, found, { voidedAt: now(), voidReason: reason, disputedAt: null });
  closeDispute(tx, member, id, "The invoice was made void.");
  release(tx, id);
  record(tx, member, "invoice.voided", subjectOf(found), { reason });
}

/** Gives up what is still owed. A later payment takes it up again. Throws NotFound; Refused 403, 409. */
export function writeOff(tx: Db, member: Member, id: string, { reason }: { reason: string }) {
  const found = mustBill(tx, member, id, "write_off");
  tx.insert(writeOffs).values({ id: newId(), invoiceId: id, clientId: found.clientId, amount: found.balance, reason, writtenBy: member.id, writtenOn: today(), writtenAt: now() }).run();
  change(tx, found, { writtenOffAt: now() });
  record(tx, member, "invoice.written_off", subjectOf(found), { amount: amountWords(found, found.balance), reason });
}

/** Says that an invoice is wrong; reminders pause until it is settled. One dispute at a time. Throws NotFound, Refused 409. */
export function disputeInvoice(tx: Db, contact: Contact, id: string, { reason }: { reason: string }) {
  const found = invoices(contact, tx).find(id);
  life.after(found.status, "dispute");
  if (found.disputedAt) throw new Refused(409, "This invoice is disputed already, and we are looking into it. Your words are kept here: send them as a question.");
  tx.insert(disputes).values({ id: newId(), invoiceId: id, clientId: found.clientId, contactId: contact.id, reason, disputedAt: now() }).run();
  tx.update(table).set({ disputedAt: now() }).where(eq(table.id, id)).run();
  record(tx, contact, "invoice.disputed", subjectOf(found), { excerpt: reason.slice(0, 300) });
}

/** Says what was agreed about a dispute. Throws NotFound; Refused 403, 409 where none is open. */
export function settleDispute(tx: Db, member: Member, id: string, { outcome }: { outcome: string }) {
  const found = mustBill(tx, member, id, "settle");
  if (!closeDispute(tx, member, id, outcome)) throw new Refused(409, "No dispute about this invoice is open. Nothing was recorded.");
  tx.update(table).set({ disputedAt: null }).where(eq(table.id, id)).run();
  record(tx, member, "invoice.dispute_settled", subjectOf(found), { excerpt: outcome.slice(0, 300) });
}

const closeDispute = (tx: Db, member: Member, id: string, outcome: string) =>
  tx.update(disputes).set({ settledBy: member.id, settledAt: now(), outcome }).where(and(eq(disputes.invoiceId, id), isNull(disputes.settledAt))).run().changes === 1;

/** Asks about an invoice, or answers, by who speaks. Throws NotFound, Refused 403 by role, 409 where it may not be asked about. Gives its id. */
export function askAboutInvoice(tx: Db, viewer: Contact | Member, id: string, words: z.output<typeof QuestionForm>): string {
  const found = invoices(viewer, tx).find(id);
  if (viewer.kind === "member") requireDuty(viewer, "billing");
  life.after(found.status, "ask");
  return ask(tx, viewer, subjectOf(found), words);
}

/** Says where an invoice can be paid online, or that it cannot; a sent one too, since it is no part of what was sent. Throws NotFound; Refused 403, 409, 422. */
export function setPayLink(tx: Db, member: Member, id: string, { payLink = "" }: Pick<z.output<typeof DraftForm>, "payLink">) {
  const found = invoices(member, tx).find(id);
  requireDuty(member, "billing");
  if (found.status === "draft") throw new NotFound();
  if (found.voidedAt) throw new Refused(409, `${found.number} is void. Nothing was recorded.`);
  if (payLink && !isPayLink(payLink)) throw new Refused(422, "Enter a link that begins with https://", { field: "payLink" });
  if (payLink === found.payLink) return;
  tx.update(table).set({ payLink }).where(eq(table.id, id)).run();
  record(tx, member, "invoice.pay_link_changed", subjectOf(found), { link: payLink });
}
