import { and, asc, eq, isNull } from "drizzle-orm";
import { db, transact } from "#db/client.server.ts";
import { contacts, proposalRecipients as recipients } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { now } from "#app/lib/clock.ts";
import { distance, endOfDay, isRunningOut, longDay } from "#app/lib/dates.ts";
import { list } from "#app/lib/words.ts";
import type { Contact, SignedIn } from "#app/people/viewer.ts";
import { noteFirstView, observes, openTimeAsk, showsTeam } from "#app/questions/questions.server.ts";
import { threadAbout } from "#app/questions/thread.server.ts";
import { deciderOf } from "./answering.server.ts";
import { offerOf } from "./offer.server.ts";
import { type Chosen, life } from "./proposal.ts";
import { type Found, proposals, subjectOf, versionsOf } from "./proposals.server.ts";

/** Who of a client may answer its proposals now. */
const answerersOf = ({ clientId }: Pick<Found, "clientId">) =>
  db.select({ id: contacts.id, name: contacts.name }).from(contacts).where(and(eq(contacts.clientId, clientId), eq(contacts.canApproveWork, true), isNull(contacts.deactivatedAt))).orderBy(asc(contacts.name)).all();

/** Whom it was sent to, by name; the client where nobody was named. */
export const recipientNames = ({ id, clientId, clientName }: Pick<Found, "id" | "clientId" | "clientName">) =>
  list(
    db
      .select({ name: contacts.name })
      .from(recipients)
      .innerJoin(contacts, eq(contacts.id, recipients.contactId))
      .where(and(eq(recipients.proposalId, id), eq(recipients.clientId, clientId)))
      .orderBy(asc(contacts.name))
      .all()
      .map(({ name }) => name),
  ) || clientName;

/** Who the reader may know a proposal is from. */
export const senderFor = (viewer: SignedIn, found: Found) => (viewer.kind === "member" || showsTeam(viewer, subjectOf(found)) ? found.snapshot!.from : agency().name);

/** The optional lines a URL chooses: those of this version, whatever else is asked for. Once answered, what was taken. */
export function chosenIn({ status, sent, snapshot }: Pick<Found, "status" | "sent" | "snapshot">, asked: string[]): Chosen {
  if (status === "accepted") return sent!.chosen ?? [];
  return snapshot!.content.lines.filter(({ id, optional }) => optional && asked.includes(id)).map(({ id }) => id);
}

/** Whether this contact may answer now. */
export const mayAnswer = (contact: Contact, { status }: Pick<Found, "status">) => status === "sent" && contact.can.approveWork;

/** Whether this contact may ask a question now. */
export const mayAsk = (contact: Contact, { status }: Pick<Found, "status">) => life.can(status, "ask") && contact.can.comment;

/** The end of the last day, in words, and amber words where it is near. */
export function openUntil({ status, sent }: Pick<Found, "status" | "sent">) {
  const end = endOfDay(agency().timeZone, sent!.expiresOn);
  return { day: sent!.expiresOn, words: longDay(sent!.expiresOn), distance: status === "sent" || status === "expired" ? distance(end, now()) : null, hurry: status === "sent" && isRunningOut(end, now()) ? distance(end, now()) : null };
}

/** How a proposal stands for this contact: plain data for the page and for a form that was refused. */
export function standingFor(contact: Contact, found: Found) {
  const { id, clientId, version, status, sent } = found;
  const others = answerersOf({ clientId }).filter((answerer) => answerer.id !== contact.id).map(({ name }) => name);
  const isDecided = status === "accepted" || status === "declined";
  return {
    id,
    version,
    status,
    mine: mayAnswer(contact, found),
    others: list(others),
    until: openUntil(found),
    // What was said with an answer; a reason to take it back is told too, and neither is anybody else's.
    decided: isDecided ? { by: deciderOf(db, found), at: sent!.decidedAt!, receiptId: sent!.receiptId } : null,
    why: sent!.reason,
    timeAsk: openTimeAsk({ id }) ?? null,
  };
}

/** Everything a contact reads of a proposal. That they opened this version is noted the first time, where they may be observed. Throws NotFound. */
export function readingFor(contact: Contact, id: string, request: Request) {
  const found = proposals(contact).find(id);
  const subject = subjectOf(found);
  if (observes(contact, request)) transact((tx) => noteFirstView(tx, contact, subject, found.version, "proposal.viewed"));
  const chosen = chosenIn(found, new URL(request.url).searchParams.getAll("chosen"));
  return {
    offer: found.status === "withdrawn" ? null : offerOf(found.snapshot!, chosen, senderFor(contact, found)),
    title: found.title,
    number: found.number!,
    sentAt: found.sent!.sentAt,
    toWhom: recipientNames(found),
    chosen,
    standing: standingFor(contact, found),
    versions: versionsOf(found).map(({ version, sentAt, decision }) => ({ version, sentAt, decision })),
    thread: threadAbout(contact, subject, found.clientName),
    mayAsk: mayAsk(contact, found),
  };
}
