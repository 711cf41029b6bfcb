import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Db } from "#db/client.server.ts";
import { tickets as table } from "#db/schema/index.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { Refused } from "#app/lib/refused.ts";
import type { Contact, Member } from "#app/people/viewer.ts";
import { inHandsOf, readersOf } from "./following.server.ts";
import type { DeclineForm, RatingForm, ReopenForm } from "./forms.server.ts";
import { requireSubmitter, say } from "./submitting.server.ts";
import { type Rating, type Side, life, ratings, waitedUntil } from "./ticket.ts";
import { type Found, type Ticket, subjectOf, tickets } from "./tickets.server.ts";

/** What its row says once it is resolved: the present wait for the client ends with it. */
export const settled = (ticket: Pick<Ticket, "waitingSince" | "waitedMs">, by: Side) => ({ resolvedAt: now(), resolvedBy: by, waitingSince: null, waitedMs: waitedUntil(ticket, now()), turnAt: now() });

/** A member says that it is done; the client is asked whether it is. Throws NotFound, Refused 409. */
export function resolve(tx: Db, member: Member, id: string) {
  const ticket = tickets(member, tx).find(id);
  life.after(ticket.status, "resolve");
  tx.update(table).set({ ...settled(ticket, "agency"), firstResponseAt: ticket.firstResponseAt ?? now() }).where(eq(table.id, id)).run();
  record(tx, member, "ticket.resolved", subjectOf(ticket), {}, { to: readersOf(tx, ticket.clientId) });
}

/** "This is solved": a contact says so. Throws NotFound, Refused 409. */
export function solve(tx: Db, contact: Contact, id: string) {
  const ticket = theirs(tx, contact, id);
  life.after(ticket.status, "solve");
  tx.update(table).set(settled(ticket, "client")).where(eq(table.id, id)).run();
  record(tx, contact, "ticket.solved", subjectOf(ticket), {}, { members: inHandsOf(tx, ticket) });
}

/** "Not solved", and what is still wrong. Gives the message's id. Throws NotFound, Refused 409. */
export function reopen(tx: Db, contact: Contact, id: string, { body }: z.output<typeof ReopenForm>): string {
  const ticket = theirs(tx, contact, id);
  if (ticket.status === "closed") throw new Refused(409, `${ticket.name} is closed by now. Reply to it, and we take it up again.`);
  life.after(ticket.status, "reopen");
  reopened(tx, contact, ticket, body);
  const message = say(tx, contact, ticket, body, []);
  tx.update(table).set({ lastBy: "client" }).where(eq(table.id, id)).run();
  return message;
}

/** Not solved, or a word on what was over: it is in progress again, and counted. */
export function reopened(tx: Db, contact: Contact, ticket: Found, body: string) {
  tx.update(table)
    .set({ resolvedAt: null, resolvedBy: null, reopenCount: ticket.reopenCount + 1, turnAt: now(), startedAt: ticket.startedAt ?? now() })
    .where(eq(table.id, ticket.id))
    .run();
  record(tx, contact, "ticket.reopened", subjectOf(ticket), { excerpt: body.slice(0, 300) }, { members: inHandsOf(tx, ticket) });
}

/** A contact no longer needs it. Throws NotFound, Refused 409. */
export function cancel(tx: Db, contact: Contact, id: string) {
  const ticket = theirs(tx, contact, id);
  if (ticket.status === "resolved" || ticket.status === "closed") throw new Refused(409, `${ticket.name} was resolved meanwhile, so there is nothing to cancel. Nothing was recorded.`);
  life.after(ticket.status, "cancel");
  tx.update(table).set({ cancelledAt: now(), waitingSince: null, waitedMs: waitedUntil(ticket, now()), turnAt: now() }).where(eq(table.id, id)).run();
  record(tx, contact, "ticket.cancelled", subjectOf(ticket), {}, { members: inHandsOf(tx, ticket) });
}

/** A job we do not take on; the client reads why. Throws NotFound, Refused 409 for what is begun, or no job. */
export function decline(tx: Db, member: Member, id: string, { reason }: z.output<typeof DeclineForm>) {
  const ticket = tickets(member, tx).find(id);
  requireDeclinable(ticket);
  tx.update(table).set({ declinedAt: now(), declinedWhy: reason, firstResponseAt: ticket.firstResponseAt ?? now(), turnAt: now() }).where(eq(table.id, id)).run();
  record(tx, member, "ticket.declined", subjectOf(ticket), { excerpt: reason.slice(0, 300) }, { to: readersOf(tx, ticket.clientId) });
}

/** Help is never declined, nor is what somebody has begun. Throws Refused 409. */
export function requireDeclinable({ kind, status, name }: Pick<Found, "kind" | "status" | "name">) {
  if (kind !== "job") throw new Refused(409, `${name} asks for help, and that is not declined. Answer it, and resolve it.`);
  if (status === "in_progress" || status === "waiting") throw new Refused(409, `${name} is in progress already. Answer it, and resolve it.`);
  life.after(status, "decline");
}

/** How it was, once it is resolved; said again, the last word stands. Throws NotFound, Refused 409. */
export function rate(tx: Db, contact: Contact, id: string, { rating, note }: z.output<typeof RatingForm>) {
  const ticket = theirs(tx, contact, id);
  life.after(ticket.status, "rate");
  tx.update(table).set({ rating: rating as Rating, ratingNote: note, ratedBy: contact.id, ratedAt: now() }).where(eq(table.id, id)).run();
  record(tx, contact, "ticket.rated", subjectOf(ticket), { rating: ratings[rating as Rating], ...(note ? { excerpt: note.slice(0, 300) } : {}) }, { members: inHandsOf(tx, ticket) });
}

function theirs(tx: Db, contact: Contact, id: string): Found {
  requireSubmitter(contact);
  return tickets(contact, tx).find(id);
}
