import { and, asc, desc, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import type { z } from "zod";
import { type Db, db } from "#db/client.server.ts";
import { bankDetails as table, invoices as invoiceTable, members } from "#db/schema/index.ts";
import { requireOwner } from "#app/agency/settings.server.ts";
import type { Subject } from "#app/events/catalogue.ts";
import { queueLetter } from "#app/events/outbox.server.ts";
import { record } from "#app/events/record.server.ts";
import { DAY, now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/id.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { type Member, type System, type Viewer, system } from "#app/people/viewer.ts";
import { requireDuty } from "#app/team/duties.ts";
import type { BankForm } from "./forms.server.ts";
import { type Found, invoices, subjectOf } from "./invoices.server.ts";

type Row = typeof table.$inferSelect;
/** Where money is sent to: what clients read, and since when. */
export interface BankDetails extends Pick<Row, "holder" | "bank" | "iban" | "bic" | "routing" | "account"> {
  id: string;
  /** The currency they are for; empty for every currency without details of its own. */
  currency: string;
  since: Date;
}

/** From when an edition holds: confirmed by a second member, or a day after a firm of one proposed it. Undefined while it does not. */
const sinceOf = ({ confirmedAt, holdsFrom, withdrawnAt }: Row, at: Date): Date | undefined => {
  if (withdrawnAt) return undefined;
  const since = confirmedAt ?? holdsFrom;
  return since && since <= at ? since : undefined;
};

const editions = (tx: Db) => tx.select().from(table).orderBy(desc(table.proposedAt), desc(sql`bank_details.rowid`)).all();

/** The bank details in force for a currency at an instant: its own, else those for all; null where there are none. */
export function detailsInForce(currency: string, at = now(), tx: Db = db): BankDetails | null {
  const held = editions(tx).flatMap((row): BankDetails[] => {
    const since = sinceOf(row, at);
    const { id, holder, bank, iban, bic, routing, account, currency } = row;
    return since ? [{ id, holder, bank, iban, bic, routing, account, currency, since }] : [];
  });
  const newest = (wanted: string) => held.filter((details) => details.currency === wanted).sort((one, other) => other.since.getTime() - one.since.getTime())[0];
  return newest(currency) ?? newest("") ?? null;
}

/**
 * Where an invoice is to be paid, and whether that changed after it was sent: then `changedAt` says when, and it is to be
 * announced loudly. For an invoice the viewer has found.
 */
export function bankFor({ currency, sentAt }: Pick<Found, "currency" | "sentAt">, tx: Db = db): { details: BankDetails | null; changedAt: Date | null } {
  const details = detailsInForce(currency, now(), tx);
  const before = sentAt && detailsInForce(currency, sentAt, tx);
  return { details, changedAt: details && before && before.id !== details.id ? details.since : null };
}

/** Every edition of the bank details, newest first, and how each stands: for who bills. Throws NotFound, Refused 403. */
export function bankHistory(member: Member, tx: Db = db) {
  requireBiller(member);
  const names = Object.fromEntries(tx.select({ id: members.id, name: members.name }).from(members).all().map(({ id, name }) => [id, name]));
  return editions(tx).map((row) => ({ ...row, proposedByName: names[row.proposedBy]!, confirmedByName: row.confirmedBy ? names[row.confirmedBy]! : null, state: stateOf(row, tx), mayConfirm: stateOf(row, tx) === "proposed" && !row.holdsFrom && row.proposedBy !== member.id }));
}

function requireBiller(member: Member) {
  if (member.role === "member") throw new NotFound();
}

function stateOf(row: Row, tx: Db): "withdrawn" | "proposed" | "in_force" | "former" {
  if (row.withdrawnAt) return "withdrawn";
  if (!sinceOf(row, now())) return "proposed";
  return detailsInForce(row.currency, now(), tx)?.id === row.id ? "in_force" : "former";
}

const subject = ({ id, holder, bank, iban, account, currency }: Pick<Row, "id" | "holder" | "bank" | "iban" | "account" | "currency">): Subject => ({
  kind: "billing",
  id,
  clientId: null,
  title: `${[holder, bank, iban || account].filter(Boolean).join(", ")}${currency ? ` for ${currency}` : ""}`,
});

const billers = (tx: Db) => tx.select({ id: members.id }).from(members).where(and(isNull(members.deactivatedAt), inArray(members.role, ["owner", "manager"]))).orderBy(asc(members.name)).all();

/**
 * Proposes new bank details. They change nothing yet: a second member who may bill confirms them; in a firm of one they come
 * into force after 24 hours. Everybody who bills gets a letter. The very first, before anything was sent, hold at once.
 * Gives their id. Throws NotFound for who is not an owner; Refused 409 where others wait for the same currency, 422.
 */
export function proposeBankDetails(tx: Db, member: Member, { currency = "", ...words }: z.output<typeof BankForm>): string {
  requireOwner(member);
  if (!words.iban && !words.account) throw new Refused(422, "Enter an IBAN or an account number", { field: "iban" });
  settle(tx, system);
  if (tx.select({ id: table.id }).from(table).where(and(eq(table.currency, currency), isNull(table.confirmedAt), isNull(table.withdrawnAt), isNull(table.announcedAt))).get())
    throw new Refused(409, "Other bank details are proposed already. Confirm or withdraw those first. Nothing was recorded.");
  const isFirst = tx.select({ id: table.id }).from(table).get() === undefined && tx.select({ id: invoiceTable.id }).from(invoiceTable).where(ne(invoiceTable.number, "")).limit(1).get() === undefined;
  const isAlone = billers(tx).every(({ id }) => id === member.id);
  const row = { id: newId(), currency, ...words, proposedBy: member.id, proposedAt: now(), holdsFrom: isFirst ? now() : isAlone ? new Date(now().getTime() + DAY) : null };
  tx.insert(table).values(row).run();
  record(tx, member, "bank.proposed", subject(row));
  if (isFirst) settle(tx, member);
  else for (const { id } of billers(tx)) queueLetter(tx, { kind: "bank_details_proposed", face: "staff", memberId: id });
  return row.id;
}

function proposed(tx: Db, member: Member, id: string): Row {
  requireBiller(member);
  requireDuty(member, "billing");
  const found = tx.select().from(table).where(eq(table.id, id)).get();
  if (!found) throw new NotFound();
  if (stateOf(found, tx) !== "proposed") throw new Refused(409, "These bank details are no longer waiting. Nothing was recorded.");
  return found;
}

/** A second member's yes: from now on every invoice shows them, and every open one announces it. Throws NotFound; Refused 403 for who proposed them, 409. */
export function confirmBankDetails(tx: Db, member: Member, id: string) {
  const found = proposed(tx, member, id);
  if (found.proposedBy === member.id) throw new Refused(403, "You proposed these bank details, so somebody else must confirm them. Nothing was recorded.");
  if (found.holdsFrom) throw new Refused(409, "These come into force by themselves. Nothing was recorded.");
  tx.update(table).set({ confirmedBy: member.id, confirmedAt: now() }).where(eq(table.id, id)).run();
  record(tx, member, "bank.confirmed", subject(found));
  settle(tx, member);
}

/** Takes back what was proposed, before it holds. Throws NotFound; Refused 403, 409. */
export function withdrawBankDetails(tx: Db, member: Member, id: string) {
  const found = proposed(tx, member, id);
  tx.update(table).set({ withdrawnAt: now() }).where(eq(table.id, id)).run();
  record(tx, member, "bank.withdrawn", subject(found));
}

/** Announces what has come into force by itself, once each. It decides nothing. Gives how many. */
export const noteBankDetails = (tx: Db, actor: System): number => settle(tx, actor);

function settle(tx: Db, actor: Viewer): number {
  const fresh = tx.select().from(table).where(and(isNull(table.announcedAt), isNull(table.withdrawnAt))).all().filter((row) => sinceOf(row, now()));
  for (const row of fresh) {
    tx.update(table).set({ announcedAt: now() }).where(eq(table.id, row.id)).run();
    record(tx, actor, "bank.in_force", subject(row));
    for (const invoice of invoices(system, tx).page({ limit: 1000, offset: 0 }, { state: "open" })) if (bankFor(invoice, tx).details?.id === row.id && bankFor(invoice, tx).changedAt) record(tx, actor, "invoice.bank_changed", subjectOf(invoice));
  }
  return fresh.length;
}
