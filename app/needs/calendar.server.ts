import { and, eq, isNull } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { calendarFeeds as table, members } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { MINUTE, now } from "#app/lib/clock.ts";
import { attachmentNamed } from "#app/lib/attachment.server.ts";
import { dayIn } from "#app/lib/dates.ts";
import { env } from "#app/lib/env.server.ts";
import { NoFields, blank } from "#app/lib/form.server.ts";
import { hashed, newSecret } from "#app/lib/id.server.ts";
import { NotFound } from "#app/lib/refused.ts";
import { type Need, type OnClient, keyOf } from "#app/lib/waits.ts";
import { contactNow, contactsOfPerson } from "#app/people/sessions.server.ts";
import type { Contact, Face, Member, SignedIn } from "#app/people/viewer.ts";
import { type Entry, calendarOf } from "./ics.ts";
import { needsOf } from "./needs.server.ts";
import { askedOfClients } from "./waiting.server.ts";

const nobody = { address: "", agent: "" };
const faceOf = ({ kind }: SignedIn): Face => (kind === "contact" ? "portal" : "staff");
export const calendarPath = (viewer: SignedIn) => `/${faceOf(viewer)}/profile/calendar`;
export const feedAddress = (secret: string) => `${env().PUBLIC_URL}/calendar/${secret}.ics`;

/** Makes a person's secret address for a face, in place of an earlier one, which ends. Gives the secret: it is shown once, and kept as its hash alone. */
export function startFeed(tx: Db, viewer: SignedIn): string {
  endFeed(tx, viewer);
  const secret = newSecret();
  tx.insert(table).values({ id: hashed(secret), face: faceOf(viewer), personId: viewer.personId, createdAt: now() }).run();
  return secret;
}

export const endFeed = (tx: Db, viewer: SignedIn) => tx.update(table).set({ endedAt: now() }).where(living(viewer)).run();
const living = (viewer: SignedIn) => and(eq(table.personId, viewer.personId), eq(table.face, faceOf(viewer)), isNull(table.endedAt));

/** The page of a person's calendar: whether there is an address, since when, and when it was last asked for. */
export function calendarPage(viewer: SignedIn, tx: Db = db) {
  const feed = viewer.kind === "contact" && viewer.preview ? undefined : tx.select().from(table).where(living(viewer)).get();
  return { feed: feed ? { createdAt: feed.createdAt, readAt: feed.readAt } : null, make: blank(NoFields, viewer, calendarPath(viewer)), end: blank(NoFields, viewer, `${calendarPath(viewer)}/end`) };
}

/** The calendar behind a secret: of its person as they stand now. Throws NotFound for one that is not living, or whose person is no longer let in. */
export function feedOf(secret: string, tx: Db = db): Response {
  const feed = tx.select().from(table).where(and(eq(table.id, hashed(secret)), isNull(table.endedAt))).get();
  if (!feed) throw new NotFound();
  const entries = feed.face === "portal" ? ofPerson(tx, feed.personId) : ofMember(tx, feed.personId);
  if (!entries) throw new NotFound();
  if (!feed.readAt || now().getTime() - feed.readAt.getTime() > MINUTE) tx.update(table).set({ readAt: now() }).where(eq(table.id, feed.id)).run();
  return ics(calendarOf(`Due at ${agency().name}`, entries), "due.ics");
}

/** What is due for a person with all the clients they are a contact of; named where there are several. Undefined where there is none. */
function ofPerson(tx: Db, personId: string): Entry[] | undefined {
  const people = contactsOfPerson(tx, personId).flatMap(({ id }) => contactNow({ contactId: id, personId, sessionId: "" }, nobody) ?? []);
  if (people.length === 0) return undefined;
  return people.flatMap((contact) => needsOf(contact).flatMap((need) => entryOf(contact, need, people.length > 1)));
}

const host = () => new URL(env().PUBLIC_URL).hostname;

function entryOf(contact: Contact, need: Need, named: boolean): Entry[] {
  if (!need.deadline) return [];
  const href = new URL(need.to, env().PUBLIC_URL);
  href.searchParams.set("client", contact.clientId);
  return [{ uid: `${keyOf(need)}-${contact.id}@${host()}`, title: `${need.verb}: ${need.title}${named ? ` (${contact.clientName})` : ""}`, about: `${need.label}. ${need.why}`, href: href.href, on: need.wholeDay ? dayIn(agency().timeZone, need.deadline) : need.deadline, stamp: need.since }];
}

/** For one of the agency: what is due from clients, as far as they see. */
function ofMember(tx: Db, personId: string): Entry[] | undefined {
  const row = tx.select().from(members).where(and(eq(members.personId, personId), isNull(members.deactivatedAt))).get();
  if (!row) return undefined;
  const member: Member = { kind: "member", id: row.id, personId, name: row.name, email: "", title: row.title, role: row.role, sessionId: "", ...nobody };
  const due = (one: OnClient): Entry[] =>
    one.deadline ? [{ uid: `${keyOf(one)}-${row.id}@${host()}`, title: `${one.clientName}: ${one.title}`, about: `${one.label}, waiting on the client`, href: `${env().PUBLIC_URL}${one.to}`, on: dayIn(agency().timeZone, one.deadline), stamp: one.since }] : [];
  return askedOfClients(member, 500).rows.flatMap(due);
}

/** One thing that is due, as a file to keep. Throws NotFound for what does not wait for this contact, or has no day. */
export function itemFile(contact: Contact, key: string): Response {
  const need = needsOf(contact).find((one) => keyOf(one) === key);
  const [entry] = need ? entryOf(contact, need, false) : [];
  if (!entry) throw new NotFound();
  return ics(calendarOf(entry.title, [entry]), `${need!.title}.ics`);
}

const ics = (body: string, name: string) => new Response(body, { headers: { "Content-Type": "text/calendar; charset=utf-8", "Content-Disposition": attachmentNamed(name), "Cache-Control": "no-store" } });
