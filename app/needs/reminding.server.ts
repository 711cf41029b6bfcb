import { and, eq, gt, inArray, isNull, max, sql } from "drizzle-orm";
import { type Db, db, transact } from "#db/client.server.ts";
import { clients, contacts, outbox, reminderRounds, reminders as table } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { untilOf } from "#app/agency/deadlines.server.ts";
import { GATHERING, awake, choicesOf, isMuted } from "#app/events/choices.server.ts";
import { lease } from "#app/events/lease.server.ts";
import { record } from "#app/events/record.server.ts";
import { remindedByRequest } from "#app/notifications/reminded.server.ts";
import { threadOf } from "#app/events/threads.ts";
import { MINUTE, now } from "#app/lib/clock.ts";
import { dayIn, isDaytime } from "#app/lib/dates.ts";
import { newId } from "#app/lib/id.server.ts";
import { Refused } from "#app/lib/refused.ts";
import { type Need, keyOf } from "#app/lib/waits.ts";
import { list } from "#app/lib/words.ts";
import { admitsContacts, contactNow } from "#app/people/sessions.server.ts";
import { type Contact, type Member, type System, system } from "#app/people/viewer.ts";
import { needsOf } from "./needs.server.ts";
import { isReminderDue } from "./reminder.ts";
import { scheduleOf } from "./schedules.server.ts";

const nobody = { address: "", agent: "" };

/** Somebody of a client, as they would stand at the portal's door now; undefined where they would not be let in. */
const standing = ({ id, personId }: { id: string; personId: string }) => contactNow({ contactId: id, personId, sessionId: "" }, nobody);

/** Every contact the post may write to, after one, by id. */
const addressable = (tx: Db, after: string) =>
  tx.select({ id: contacts.id, personId: contacts.personId }).from(contacts).innerJoin(clients, eq(clients.id, contacts.clientId)).where(and(isNull(contacts.deactivatedAt), admitsContacts, gt(contacts.id, after))).orderBy(contacts.id).limit(50).all();

/**
 * Looks through what waits for each contact, once a day in the morning of their own clock, and reminds them of what is
 * due; each in a transaction of its own, so that whoever was reminded stays so whatever happens after. Gives how many
 * people were reminded.
 */
export async function remindDue({ goOn = () => true, as }: { goOn?: () => boolean; as?: string } = {}): Promise<number> {
  const mine = lease("reminders", 5 * MINUTE, as);
  let reminded = 0;
  try {
    for (let after = ""; goOn() && mine.take(); ) {
      const some = addressable(db, after);
      for (const one of some) if (transact((tx) => remindToday(tx, one))) reminded += 1;
      if (some.length < 50) break;
      after = some.at(-1)!.id;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  } finally {
    mine.giveBack();
  }
  return reminded;
}

/** One contact's reminders of a day, where it is their morning and they were not looked at yet. */
function remindToday(tx: Db, one: { id: string; personId: string }): boolean {
  const choices = choicesOf(one.id);
  if (!isDaytime(choices.timeZone, now()) || awake(choices, now()) > now()) return false;
  const onDay = dayIn(choices.timeZone, now());
  const looked = tx.insert(reminderRounds).values({ contactId: one.id, onDay }).onConflictDoUpdate({ target: reminderRounds.contactId, set: { onDay }, setWhere: sql`${reminderRounds.onDay} <> ${onDay}` }).run();
  if (!looked.changes || choices.topics.reminders === "never") return false;
  const contact = standing(one);
  if (!contact || hasLetterToday(tx, contact)) return false;
  const due = needsOf(contact).filter((need) => !need.paused && !isMuted(tx, contact.id, threadOf(need)) && isDueFor(tx, contact, need));
  for (const need of due) remindOf(tx, system, [contact], need);
  return due.length > 0;
}

function isDueFor(tx: Db, contact: Contact, need: Need): boolean {
  const schedule = scheduleOf(need.remindedAs ?? need.kind);
  if (!schedule) return false;
  const { timeZone } = agency();
  const dueOn = need.deadline ? dayIn(timeZone, need.deadline) : null;
  const last = tx.select({ onDay: max(table.onDay) }).from(table).where(and(eq(table.contactId, contact.id), eq(table.need, keyOf(need)), dueOn ? eq(table.dueOn, dueOn) : isNull(table.dueOn))).get();
  return isReminderDue(schedule, { askedOn: dayIn(timeZone, need.since), dueOn, remindedOn: last?.onDay ?? null, today: dayIn(timeZone, now()) });
}

/** Whether a reminder went to a contact today that nothing can be added to any more: of these, or the one a request's own page sends. */
const hasLetterToday = (tx: Db, { id, clientId }: Pick<Contact, "id" | "clientId">) => {
  const day = dayIn(agency().timeZone, now());
  const gathered = tx
    .select({ on: table.onDay })
    .from(table)
    .innerJoin(outbox, and(eq(outbox.eventSeq, table.eventSeq), eq(outbox.contactId, table.contactId)))
    .where(and(eq(table.contactId, id), eq(table.onDay, day), sql`${outbox.letterId} is not null`))
    .get();
  return gathered !== undefined || remindedByRequest(clientId, tx).includes(id);
};

/** Records that contacts are reminded of a need, and queues their letters: those of one morning go as one. */
function remindOf(tx: Db, actor: Member | System, people: Contact[], need: Need) {
  const { timeZone } = agency();
  const subject = { kind: need.kind, id: need.id, clientId: people[0]!.clientId, projectId: need.projectId, title: need.title };
  const event = record(tx, actor, "reminder.sent", subject, { names: list(people.map(({ name }) => name)), need: keyOf(need) });
  for (const { id: contactId, clientId } of people) {
    const row = { contactId, clientId, need: keyOf(need), onDay: dayIn(timeZone, now()), subjectId: need.id, dueOn: need.deadline && dayIn(timeZone, need.deadline), eventSeq: event.seq, byMember: actor.kind === "member" ? actor.id : null, at: now() };
    if (!tx.insert(table).values(row).onConflictDoNothing().run().changes) continue;
    const nextAttemptAt = awake(choicesOf(contactId), new Date(now().getTime() + GATHERING));
    tx.insert(outbox).values({ id: newId(), kind: "reminder", eventSeq: event.seq, face: "portal", contactId, queuedAt: now(), nextAttemptAt }).run();
  }
}

/** Of whom something waits, who gets a letter if they are reminded now, and why the others do not. */
export interface Remindable {
  need: Need;
  people: { contact: Contact; why: null | "today" | "muted" | "off" | "paused" }[];
}

/** For a member who reminds of something: for each contact of its client for whom it waits. Undefined where it waits for nobody. */
export function remindable(tx: Db, clientId: string, key: string): Remindable | undefined {
  const people = tx.select({ id: contacts.id, personId: contacts.personId }).from(contacts).where(eq(contacts.clientId, clientId)).orderBy(contacts.name).all();
  const found = people.flatMap((one) => {
    const contact = standing(one);
    const need = contact && needsOf(contact).find((one) => keyOf(one) === key);
    return contact && need ? [{ contact, need }] : [];
  });
  if (!found[0]) return undefined;
  const day = dayIn(agency().timeZone, now());
  const reminded = new Set(tx.select({ contactId: table.contactId }).from(table).where(and(inArray(table.contactId, found.map(({ contact }) => contact.id)), eq(table.need, key), eq(table.onDay, day))).all().map(({ contactId }) => contactId));
  return {
    need: found[0].need,
    people: found.map(({ contact, need }) => ({
      contact,
      why: need.paused ? "paused" : choicesOf(contact.id).topics.reminders === "never" ? "off" : isMuted(tx, contact.id, threadOf(need)) ? "muted" : reminded.has(contact.id) || hasLetterToday(tx, contact) ? "today" : null,
    })),
  };
}

/** Reminds whoever can be reminded of it now, by name. Throws Refused 409 where it waits for nobody any more, or nobody may be written to today. */
export function remindNow(tx: Db, member: Member, clientId: string, key: string): string[] {
  const found = remindable(tx, clientId, key);
  if (!found) throw new Refused(409, "It waits for nobody there any more. Nothing was sent.");
  const people = found.people.filter(({ why }) => why === null).map(({ contact }) => contact);
  if (people.length === 0) throw new Refused(409, "Nobody there can be reminded of it today: one letter a day is enough, and some want none. Nothing was sent.");
  remindOf(tx, member, people, found.need);
  return people.map(({ name }) => name);
}

/** When each of these was last reminded of, by subject. One query. */
export function lastReminders(_member: Member, subjectIds: string[], tx: Db = db): Map<string, Date> {
  if (subjectIds.length === 0) return new Map();
  const rows = tx.select({ id: table.subjectId, at: max(table.at) }).from(table).where(inArray(table.subjectId, subjectIds)).groupBy(table.subjectId).all();
  return new Map(rows.map(({ id, at }) => [id, new Date(Number(at))]));
}

/** What waits for a contact now, each with its end in words: for the letters. */
export function waitingForContact(contactId: string) {
  const one = db.select({ id: contacts.id, personId: contacts.personId }).from(contacts).where(eq(contacts.id, contactId)).get();
  const contact = one && standing(one);
  return contact ? needsOf(contact).map((need) => ({ ...need, until: need.deadline && untilOf(need.deadline, need.wholeDay) })) : [];
}
