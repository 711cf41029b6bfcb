import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { type Db, db } from "#db/client.server.ts";
import { invoices as table, timeEntries as time } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { contactsWhoFind } from "#app/clients/audience.server.ts";
import { clients } from "#app/clients/clients.server.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { longDay } from "#app/lib/dates.ts";
import { MOST, money } from "#app/lib/money.ts";
import { Refused } from "#app/lib/refused.ts";
import { mustStillBe } from "#app/lib/stamp.server.ts";
import type { Contact, Member, System } from "#app/people/viewer.ts";
import { noteFirstView } from "#app/questions/questions.server.ts";
import { canonical, sha256 } from "#app/receipts/receipts.server.ts";
import { billing, takeNumber, taxesById, termsOf, today } from "./billing.server.ts";
import type { IssueForm } from "./forms.server.ts";
import { life, totalsOf } from "./invoice.ts";
import { type Found, type Snapshot, invoices, pricedFrom, subjectOf, visibleTo } from "./invoices.server.ts";
import { draftOf, mustDraft } from "./writing.server.ts";

/** What keeps an invoice from being sent, in a sentence, and where it is mended. */
export interface Hindrance {
  words: string;
  to: string;
  label: string;
}

/** Who would find this invoice once it is sent, by name: the contacts who may view invoices. */
export const recipientsOf = ({ id, clientId }: Pick<Found, "id" | "clientId">, tx: Db = db): Contact[] => contactsWhoFind(clientId, [{ table, id, visibleTo, supposing: { sentAt: now() } }], tx);

/** Why an invoice cannot be sent now; empty where it can. The page says the same instead of a button. */
export function hindrances(tx: Db, draft: Found): Hindrance[] {
  const { id, clientId, content, totals, dueOn, issuedOn } = draft;
  const edit = (words: string) => ({ words, to: `/staff/invoices/${id}/edit`, label: "Go on writing" });
  const [issued, without] = [issuedOn ?? today(), [] as Hindrance[]];
  if (content.lines.length === 0) without.push(edit("Write at least one line"));
  if (issued > today()) without.push(edit("Choose today or a day before as the day it is issued"));
  if (!dueOn) without.push(edit("Choose the day it is due"));
  else if (dueOn < issued) without.push(edit("Choose a due date that is not before the day it is issued"));
  if (totals.discount > totals.subtotal && totals.discount > 0) without.push(edit("The discount is more than the lines come to"));
  else if (totals.total < 0) without.push(edit("This comes to less than nothing. Give the client a credit note instead"));
  if (!Number.isSafeInteger(totals.total) || totals.total > MOST || Math.abs(totals.subtotal) > MOST) without.push(edit("This comes to more than an invoice can hold"));
  const retired = content.lines.find(({ taxId }) => taxId && !taxesById(tx)[taxId]);
  if (retired) without.push(edit("Choose a tax of the list for each line"));
  if (recipientsOf(draft, tx).length === 0) without.push({ words: "Nobody at this client may see invoices, or their portal is closed", to: `/staff/clients/${clientId}`, label: "Let a contact see invoices" });
  return without;
}

/** What is frozen when this draft is issued as it stands: the check page shows it as the client will read it. */
export function snapshotOf(draft: Found, number: string, tx: Db = db): Snapshot {
  const { clientId, content, currency, issuedOn, dueOn, projectName } = draft;
  const { name, address, email, phone } = agency();
  const client = termsOf(clientId, tx);
  const priced = pricedFrom(content, taxesById(tx));
  return {
    kind: "invoice",
    number,
    about: null,
    agency: { name, address, email, phone, taxNumber: billing(tx).taxNumber },
    client: { name: client.name, address: client.address, taxNumber: client.taxNumber },
    project: projectName,
    currency,
    locale: client.locale,
    issuedOn: issuedOn ?? today(),
    dueOn,
    ...priced,
    totals: totalsOf(priced),
    note: content.note,
    terms: content.terms,
  };
}

/** What the check page showed: the draft, and everything that is frozen with it. */
export const checkedOf = (draft: Found, tx: Db = db) => ({ draft: draftOf(draft), snapshot: snapshotOf(draft, "", tx) });

/**
 * Issues a draft and sends it: its number is the next of the series in this transaction, its totals are worked out once
 * and frozen, its time is billed, and the contacts who may view invoices are written to. Throws NotFound; Refused 403 by
 * role, 409 where it was sent, or anything it says was changed since the check page showed it, 422 for what is missing.
 */
export function issueInvoice(tx: Db, member: Member, id: string, { seen }: z.output<typeof IssueForm>): string {
  const draft = mustDraft(member, id, tx);
  life.after(draft.status, "issue");
  mustStillBe(seen, checkedOf(draft, tx), "Somebody changed this invoice, or what stands on it, while you were checking it. Nothing was sent. Check it again.");
  const client = clients(member, tx).find(draft.clientId);
  if (client.archivedAt) throw new Refused(409, `${client.name} is archived. Nothing was sent. Bring the client back first.`);
  const [hindrance] = hindrances(tx, draft);
  if (hindrance) throw new Refused(422, `${hindrance.words}. Nothing was sent.`);

  const number = takeNumber(tx, "invoice");
  const snapshot = snapshotOf(draft, number, tx);
  const text = canonical(snapshot);
  const { changes } = tx
    .update(table)
    .set({ number, snapshot: text, sha256: sha256(text), total: snapshot.totals.total, issuedOn: snapshot.issuedOn, sentBy: member.id, sentAt: now(), changedAt: now() })
    .where(and(eq(table.id, id), isNull(table.sentAt)))
    .run();
  if (changes !== 1) throw new Refused(409, "This was sent a moment ago. Nothing was sent again.");
  tx.update(time).set({ billedAt: now() }).where(eq(time.invoiceId, id)).run();
  record(tx, member, "invoice.sent", subjectOf({ ...draft, number }), { total: amountWords(snapshot, snapshot.totals.total), due: longDay(snapshot.dueOn!), sha256: sha256(text) });
  return number;
}

/** "$4,091.18": an amount of an invoice as its client reads it. */
export const amountWords = ({ currency, locale }: { currency: string; locale: string }, minor: number) => money(minor, currency, locale);

/** Notes that a contact opened an invoice, the first time. For GETs: the caller asks `observes(contact, request)` first. Throws NotFound. */
export function noteViewed(tx: Db, contact: Contact, id: string) {
  const found = invoices(contact, tx).find(id);
  noteFirstView(tx, contact, subjectOf(found), 1, "invoice.viewed");
  if (!found.firstViewedAt) tx.update(table).set({ firstViewedAt: now() }).where(and(eq(table.id, id), isNull(table.firstViewedAt))).run();
}

/** Writes on the clock's behalf, once each, that an invoice is overdue, with its letters; not while it is disputed. It decides nothing. Gives how many. */
export function noteOverdue(tx: Db, actor: System): number {
  const late = invoices(actor, tx).page({ limit: 200, offset: 0 }, { state: "overdue", unnoted: true }, { by: "due", direction: "ascending" }).filter(({ disputedAt }) => !disputedAt);
  for (const invoice of late) {
    tx.update(table).set({ overdueNotedAt: now() }).where(eq(table.id, invoice.id)).run();
    record(tx, actor, "invoice.overdue", subjectOf(invoice), { due: longDay(invoice.dueOn!) });
  }
  return late.length;
}
