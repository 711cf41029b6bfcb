import { and, eq, inArray, isNull } from "drizzle-orm";
import type { z } from "zod";
import type { Db } from "#db/client.server.ts";
import { acceptanceContacts as asked, acceptances as table, clients, contacts } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { documents } from "#app/documents/documents.server.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { isDaytime, isRunningOut } from "#app/lib/dates.ts";
import { newId } from "#app/lib/id.server.ts";
import { Refused } from "#app/lib/refused.ts";
import { admitsContacts } from "#app/people/sessions.server.ts";
import type { Contact, Member, System } from "#app/people/viewer.ts";
import type { QuestionForm } from "#app/questions/forms.server.ts";
import { answerTimeAsks, ask, askForMoreTime } from "#app/questions/questions.server.ts";
import { deadlineOf, life } from "./acceptance.ts";
import { type Acceptance, type Found, acceptances, askedOf, subjectOf, untilWords } from "./acceptances.server.ts";
import type { AcceptanceForm, ExtensionForm } from "./forms.server.ts";

type Words = z.output<typeof AcceptanceForm>;
type Deadline = z.output<typeof ExtensionForm>;

/**
 * Asks for acceptance of the version of a document the member saw, from chosen contacts. The document is shared with it
 * already, or this is refused. Gives its id. Throws NotFound, Refused 409 for another version or one not shared, 422 for
 * nobody to ask, somebody who may not decide, or a deadline that has passed.
 */
export function requestAcceptance(tx: Db, member: Member, { documentId, version, contacts: chosen, ...words }: Words, replaces: string | null = null): string {
  const { document, file } = documents(member, tx).file(documentId, undefined);
  if (document.version !== version) throw new Refused(409, `Replaced by version ${document.version}. Nothing was recorded. Read it first, then ask again.`);
  if (!document.sharedAt) throw new Refused(409, `${document.name} is not shared with the client, so nobody could read what they accept. Share it first.`, { field: "documentId" });
  requireFuture(words);
  const people = deciders(tx, document.clientId, chosen);
  const row = { id: newId(), clientId: document.clientId, projectId: document.projectId, documentId, version, fileId: file.id, ...words, expiresTime: words.expiresTime ?? null, replaces, requestedBy: member.id, requestedAt: now(), endingNotedAt: knownToEnd(words) };
  tx.insert(table).values(row).run();
  tx.insert(asked).values(people.map(({ id }) => ({ acceptanceId: row.id, clientId: row.clientId, contactId: id }))).run();
  record(tx, member, "acceptance.requested", subjectOf(row), { version, until: untilWords(row) });
  return row.id;
}

/** Those of the chosen who can be asked: addressable, of this client, allowed to approve. Throws Refused 422. */
function deciders(tx: Db, clientId: string, chosen: string[]) {
  const open = tx.select({ id: clients.id }).from(clients).where(and(eq(clients.id, clientId), admitsContacts)).get();
  if (!open) throw new Refused(422, "The portal is closed to this client, so nobody there could accept. Open it again first. Nothing was recorded.");
  if (chosen.length === 0) throw new Refused(422, "Choose at least one contact", { field: "contacts" });
  const found = tx.select({ id: contacts.id, name: contacts.name, mayAccept: contacts.canApproveWork }).from(contacts).where(and(eq(contacts.clientId, clientId), inArray(contacts.id, chosen), isNull(contacts.deactivatedAt))).all();
  if (found.length !== new Set(chosen).size) throw new Refused(422, "Somebody you chose is not a contact of this client any more. Choose again", { field: "contacts" });
  const powerless = found.find(({ mayAccept }) => !mayAccept);
  if (powerless) throw new Refused(422, `${powerless.name} may not approve work. Choose somebody who may, or switch it on for them first`, { field: "contacts" });
  return found;
}

const instantOf = ({ expiresOn, expiresTime = null }: { expiresOn: string; expiresTime?: string | null }) => deadlineOf({ expiresOn, expiresTime }, agency().timeZone);

/** Who gives little time knows that it runs out: they are not told once more. */
const knownToEnd = (deadline: Deadline) => (isRunningOut(instantOf(deadline), now()) ? now() : null);

function requireFuture(deadline: Deadline) {
  if (now() > instantOf(deadline)) throw new Refused(422, "That has passed already. Choose a later time", { field: "expiresOn" });
}

/** Gives more time; the version stays. Throws NotFound, Refused 409 where it is not pending, 422 for a deadline that has passed. */
export function extendAcceptance(tx: Db, member: Member, id: string, deadline: Deadline) {
  const acceptance = acceptances(member, tx).find(id);
  life.after(acceptance.status, "extend");
  requireFuture(deadline);
  const after = { expiresOn: deadline.expiresOn, expiresTime: deadline.expiresTime ?? null, endingNotedAt: knownToEnd(deadline) };
  change(tx, acceptance, after);
  answerTimeAsks(tx, acceptance);
  record(tx, member, "acceptance.extended", subjectOf(acceptance), { until: untilWords(after) });
}

/** Takes it back; pages that are open get 409. Throws NotFound, Refused 409 where it is not pending. */
export function withdrawAcceptance(tx: Db, member: Member, id: string, reason: string) {
  const acceptance = acceptances(member, tx).find(id);
  life.after(acceptance.status, "withdraw");
  change(tx, acceptance, { withdrawnAt: now(), withdrawnWhy: reason });
  record(tx, member, "acceptance.withdrawn", subjectOf(acceptance), reason ? { excerpt: reason } : {});
}

/** Asks anew for one that expired, with a new deadline: linked, and of the document's version of today. Gives the new one's id. Throws as `requestAcceptance`, and Refused 409 where it has not expired. */
export function resendAcceptance(tx: Db, member: Member, id: string, words: Words): string {
  const acceptance = acceptances(member, tx).find(id);
  life.after(acceptance.status, "resend");
  if (tx.select({ id: table.id }).from(table).where(eq(table.replaces, id)).get()) throw new Refused(409, "This was sent again already. Nothing was recorded.");
  answerTimeAsks(tx, acceptance);
  return requestAcceptance(tx, member, { ...words, documentId: acceptance.documentId }, id);
}

/** A new version takes the place of one that somebody was asked to accept: what was pending is withdrawn, and asked anew of the new one. */
export function followVersion(tx: Db, member: Member, { id: documentId, version }: { id: string; version: number }) {
  for (const acceptance of acceptances(member, tx).page({ limit: 1000, offset: 0 }, { documentId, status: "pending" })) {
    const still = askedOf(acceptance, tx).filter(({ endedAt, mayAccept }) => !endedAt && mayAccept);
    life.after(acceptance.status, "replace");
    change(tx, acceptance, { withdrawnAt: now(), withdrawnWhy: `Replaced by version ${version}` });
    record(tx, member, "acceptance.withdrawn", subjectOf(acceptance), { excerpt: `Version ${version} takes its place.` }, { tells: still.length ? "no one" : "client" });
    const { title, note, policy, expiresOn, expiresTime } = acceptance;
    if (still.length) requestAcceptance(tx, member, { documentId, version, title, note, policy, expiresOn, expiresTime: expiresTime ?? undefined, contacts: still.map(({ contactId }) => contactId) }, acceptance.id);
  }
}

/** A document somebody is asked to accept stays where they can read it. Throws NotFound, Refused 409. */
export function requireNothingPending(tx: Db, member: Member, documentId: string) {
  const pending = acceptances(member, tx).page({ limit: 1, offset: 0 }, { documentId, status: "pending" })[0];
  if (pending) throw new Refused(409, `${pending.clientName} is asked to accept this document. Withdraw that request first, then come back. Nothing was recorded.`);
}

/** Asks about what is open to a yes. Gives the question's id. Throws NotFound, Refused 403 without the permission, 409 once it is accepted, taken back or over. */
export function askAbout(tx: Db, contact: Contact, id: string, question: z.output<typeof QuestionForm>): string {
  const acceptance = acceptances(contact, tx).find(id);
  if (!life.can(acceptance.status, "ask")) throw new Refused(409, `${closedBecause(tx, acceptance)} Your question was not sent. What you wrote stands below, to copy.`);
  return ask(tx, contact, subjectOf(acceptance), question);
}

/** Why an acceptance is not open any more, in a sentence. */
export function closedBecause(tx: Db, acceptance: Found): string {
  if (acceptance.status === "withdrawn") return "We took this back before you answered.";
  if (acceptance.status === "expired") return `The time to accept this passed on ${untilWords(acceptance)}.`;
  const first = askedOf(acceptance, tx).find(({ acceptedAt }) => acceptedAt);
  return first ? `${first.name} accepted this already.` : "This was accepted already.";
}

/** Asks for more time after it expired. Throws NotFound, Refused 409 where it has not expired, was sent again, or somebody asked already. */
export function askForTime(tx: Db, contact: Contact, id: string, note: string) {
  const acceptance = acceptances(contact, tx).find(id);
  if (!life.can(acceptance.status, "ask_for_time")) throw new Refused(409, `${acceptance.status === "pending" ? `This is open until ${untilWords(acceptance)}, so you can answer it now.` : closedBecause(tx, acceptance)} Nothing was recorded.`);
  if (tx.select({ id: table.id }).from(table).where(eq(table.replaces, id)).get()) throw new Refused(409, "We sent this again already. Nothing was recorded.");
  askForMoreTime(tx, contact, subjectOf(acceptance), { note });
}

/** Tells the agency, once each and by day, that the time to accept runs out: there is still time to remind of it, or to give more. Gives how many. */
export function noteEnding(tx: Db, actor: System): number {
  if (!isDaytime(agency().timeZone, now())) return 0;
  const ending = acceptances(actor, tx).page({ limit: 200, offset: 0 }, { status: "pending", untold: true, live: true });
  for (const acceptance of ending) {
    tx.update(table).set({ endingNotedAt: now() }).where(eq(table.id, acceptance.id)).run();
    record(tx, actor, "acceptance.ending", subjectOf(acceptance), { until: untilWords(acceptance) });
  }
  return ending.length;
}

/** Writes on the clock's behalf, once each, that the time to accept has passed. It decides nothing: the deadline held by itself. Gives how many. */
export function noteExpired(tx: Db, actor: System): number {
  const expired = acceptances(actor, tx).page({ limit: 200, offset: 0 }, { status: "expired", unnoted: true });
  for (const acceptance of expired) {
    tx.update(table).set({ expiryNotedAt: now() }).where(eq(table.id, acceptance.id)).run();
    record(tx, actor, "acceptance.expired", subjectOf(acceptance), { version: acceptance.version });
  }
  return expired.length;
}

/** Changes one that still stands as it was read: accepted or withdrawn meanwhile, it is left alone. Throws Refused 409. */
function change(tx: Db, { id }: Pick<Found, "id">, after: Partial<Acceptance>) {
  const { changes } = tx.update(table).set(after).where(and(eq(table.id, id), isNull(table.acceptedAt), isNull(table.withdrawnAt))).run();
  if (!changes) throw new Refused(409, "This has changed since you opened the page. Nothing was recorded.");
}

