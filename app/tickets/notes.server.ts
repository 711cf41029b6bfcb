import { and, asc, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { type Db, db } from "#db/client.server.ts";
import { members, ticketNotes as table, tickets as ticketTable } from "#db/schema/index.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/id.server.ts";
import type { Member } from "#app/people/viewer.ts";
import { callThose, inHandsOf } from "./following.server.ts";
import type { NoteForm } from "./forms.server.ts";
import { numberOf } from "./ticket.ts";
import { type Ticket, subjectOf, tickets } from "./tickets.server.ts";

// Nothing of this file is for a contact: it takes members alone, and the portal may not import it (tests/shape/notes.test.ts).

/** The internal notes on a ticket, oldest first. Throws NotFound. */
export function notesOn(member: Member, id: string, tx: Db = db) {
  const ticket = tickets(member, tx).find(id);
  return tx
    .select({ id: table.id, body: table.body, at: table.createdAt, name: members.name, memberId: table.memberId, originKind: ticketTable.kind, originNumber: ticketTable.number })
    .from(table)
    .innerJoin(members, eq(members.id, table.memberId))
    .leftJoin(ticketTable, eq(ticketTable.id, table.originId))
    .where(and(eq(table.ticketId, ticket.id), eq(table.clientId, ticket.clientId)))
    .orderBy(asc(table.createdAt), asc(sql`ticket_notes.rowid`))
    .all()
    .map(({ memberId, originKind, originNumber, ...note }) => ({ ...note, you: memberId === member.id, from: originKind && originNumber !== null ? numberOf(originKind, originNumber) : null }));
}
export type Note = ReturnType<typeof notesOn>[number];

/** Writes an internal note; in any status. Its words stand in its own table and nowhere else: in no event, no letter, no index. Gives its id. Throws NotFound. */
export function addNote(tx: Db, member: Member, id: string, { body }: z.output<typeof NoteForm>): string {
  const ticket = tickets(member, tx).find(id);
  const noteId = newId();
  tx.insert(table).values({ id: noteId, ticketId: id, clientId: ticket.clientId, memberId: member.id, body, createdAt: now() }).run();
  const called = callThose(tx, member, ticket, body);
  record(tx, member, "ticket.noted", subjectOf(ticket), {}, { members: (inHandsOf(tx, ticket) ?? []).filter((memberId) => !called.includes(memberId)) });
  return noteId;
}

/** Copies what stands on one ticket to the one it is merged into, each note with where it was written. */
export function copyNotes(tx: Db, from: Pick<Ticket, "id">, to: Pick<Ticket, "id">) {
  for (const note of tx.select().from(table).where(eq(table.ticketId, from.id)).orderBy(asc(table.createdAt), asc(sql`ticket_notes.rowid`)).all())
    tx.insert(table).values({ ...note, id: newId(), ticketId: to.id, originId: note.originId ?? from.id }).run();
}
