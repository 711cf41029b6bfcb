import { eq, inArray, or } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { contacts, eventParticulars, events, members, outbox, people } from "#db/schema/index.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import type { Member, System } from "#app/people/viewer.ts";
import type { Subject } from "./catalogue.ts";
import { record } from "./record.server.ts";

/**
 * Erases a person from what happened: names, addresses and words, with their salts, of every event by them or about
 * them, and the addresses they typed. The chain keeps its ids and still verifies; the erasure is itself on record, once for each
 * part the person played. Gives how many events lost their particulars. Throws NotFound, or Refused 403 but for owners.
 */
export function erase(tx: Db, actor: Member | System, personId: string): number {
  if (actor.kind === "member" && actor.role !== "owner") throw new Refused(403, "Only an owner may erase a person.");
  const person = tx.select().from(people).where(eq(people.id, personId)).get();
  if (!person) throw new NotFound();
  const parts = partsOf(tx, personId);
  const ids = parts.map(({ id }) => id);
  const theirs = tx.select({ seq: events.seq }).from(events).where(or(inArray(events.actorId, ids), inArray(events.subjectId, ids)));
  const { changes } = tx.delete(eventParticulars).where(inArray(eventParticulars.seq, theirs)).run();
  tx.update(outbox).set({ askedFor: "" }).where(eq(outbox.askedFor, person.email)).run();
  for (const part of parts) record(tx, actor, "person.erased", part);
  return changes;
}

/** The ids under which a person stands in the chain: as themselves, as a member, as each client's contact. */
const partsOf = (tx: Db, personId: string): Subject[] => [
  { kind: "person", id: personId, clientId: null, title: "" },
  ...tx.select({ id: members.id }).from(members).where(eq(members.personId, personId)).all().map(({ id }): Subject => ({ kind: "member", id, clientId: null, title: "" })),
  ...tx.select({ id: contacts.id, clientId: contacts.clientId }).from(contacts).where(eq(contacts.personId, personId)).all().map(({ id, clientId }): Subject => ({ kind: "contact", id, clientId, title: "" })),
];
