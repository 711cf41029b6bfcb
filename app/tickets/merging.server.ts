import { asc, eq, sql } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { ticketFiles, ticketMessages as messages, tickets as table } from "#db/schema/index.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/id.server.ts";
import { Refused } from "#app/lib/refused.ts";
import type { Member } from "#app/people/viewer.ts";
import { passOnFollowers, readersOf } from "./following.server.ts";
import { copyNotes } from "./notes.server.ts";
import { isOpen, life, waitedUntil } from "./ticket.ts";
import { type Found, subjectOf, tickets } from "./tickets.server.ts";

/** What one may be merged into: the other open ones of the same client, newest word first. Throws NotFound. */
export function targetsFor(member: Member, id: string, tx: Db = db): Found[] {
  const { clientId } = tickets(member, tx).find(id);
  return tickets(member, tx).page({ limit: 200, offset: 0 }, { state: "open", clientId, not: id });
}

/**
 * Merges one open ticket into another of the same client: its thread and its notes are copied there, each with where it
 * was written, its files come along, and its address leads there from now on. Gives the other's id. Throws NotFound,
 * Refused 409 where one of them is over, 422 for another client's.
 */
export function merge(tx: Db, member: Member, id: string, into: string): string {
  const ticket = tickets(member, tx).find(id);
  life.after(ticket.status, "merge");
  const target = targetsFor(member, id, tx).find((one) => one.id === into) ?? overOrNone(tx, member, ticket, into);
  for (const { id: before, ...message } of tx.select().from(messages).where(eq(messages.ticketId, id)).orderBy(asc(messages.createdAt), asc(sql`ticket_messages.rowid`)).all()) {
    const copy = newId();
    tx.insert(messages).values({ ...message, id: copy, ticketId: into, originId: message.originId ?? id }).run();
    for (const { fileId, clientId } of tx.select().from(ticketFiles).where(eq(ticketFiles.messageId, before)).all()) tx.insert(ticketFiles).values({ messageId: copy, clientId, fileId }).run();
  }
  copyNotes(tx, ticket, target);
  passOnFollowers(tx, ticket, target);
  // Whoever had the last word of the two has it; a client who waits for ours waits since then.
  const newer = ticket.lastMessageAt > target.lastMessageAt;
  const waitsLonger = ticket.lastBy === "client" && target.lastBy === "client" && ticket.turnAt < target.turnAt;
  tx.update(table)
    .set({
      messageCount: target.messageCount + ticket.messageCount,
      ...(newer ? { lastMessageAt: ticket.lastMessageAt, lastBy: ticket.lastBy, turnAt: target.waitingSince ? target.turnAt : ticket.turnAt } : {}),
      ...(waitsLonger ? { turnAt: ticket.turnAt } : {}),
      priority: ticket.priority > target.priority ? ticket.priority : target.priority,
      assigneeId: target.assigneeId ?? ticket.assigneeId,
      startedAt: target.startedAt ?? ticket.startedAt,
    })
    .where(eq(table.id, into))
    .run();
  tx.update(table).set({ mergedAt: now(), mergedInto: into, waitingSince: null, waitedMs: waitedUntil(ticket, now()) }).where(eq(table.id, id)).run();
  record(tx, member, "ticket.merged", subjectOf(ticket), { into: `${target.name} ${target.subject}`, number: ticket.name }, { to: readersOf(tx, ticket.clientId) });
  return into;
}

/** Why nothing can be merged into it. Throws NotFound for what the member does not see. */
function overOrNone(tx: Db, member: Member, ticket: Found, into: string): never {
  if (into === ticket.id) throw new Refused(422, "Choose another one: it cannot go on in itself", { field: "into" });
  const target = tickets(member, tx).find(into);
  if (target.clientId !== ticket.clientId) throw new Refused(422, "Choose one of the same client", { field: "into" });
  if (!isOpen(target.status)) throw new Refused(409, `${target.name} is over by now. Nothing was recorded. Choose an open one.`, { field: "into" });
  throw new Refused(422, "Choose one from the list", { field: "into" });
}
