import { and, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { type Db, db } from "#db/client.server.ts";
import { clients, contacts, proposalVersions as versions, proposals as table } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { record } from "#app/events/record.server.ts";
import { DAY, now } from "#app/lib/clock.ts";
import { dayIn, endOfDay, isDaytime, isRunningOut, longDay } from "#app/lib/dates.ts";
import { nextNumber } from "#app/lib/numbers.server.ts";
import { Refused } from "#app/lib/refused.ts";
import { mustStillBe } from "#app/lib/stamp.server.ts";
import { admitsContacts } from "#app/people/sessions.server.ts";
import type { Member, System } from "#app/people/viewer.ts";
import { answerTimeAsks, showsTeam } from "#app/questions/questions.server.ts";
import { canonical, decide, sha256 } from "#app/receipts/receipts.server.ts";
import type { Frozen } from "#app/receipts/receipt.ts";
import type { OutsideAnswerForm, SendForm } from "./forms.server.ts";
import { type Content, lacks, life, numberOf } from "./proposal.ts";
import { type Found, type Snapshot, type Version, proposals, subjectOf } from "./proposals.server.ts";
import { requireSender } from "./duty.server.ts";
import { draftOf, setRecipients, workedFor, workingDraft } from "./writing.server.ts";
import { amountOf } from "./answering.server.ts";

/** The day a proposal is open until, where nobody says otherwise. */
export const usualExpiry = () => dayIn(agency().timeZone, new Date(now().getTime() + agency().proposalDays * DAY));

/** What keeps a proposal from being sent, in a sentence, and where it is mended. */
export interface Hindrance {
  words: string;
  to: string;
  label: string;
}

/** Why a proposal cannot be sent now; empty where it can. The page says the same instead of a button. */
export function hindrances(tx: Db, { id, clientId, content }: { id: string; clientId: string; content: Content }): Hindrance[] {
  const without = lacks(content).map((words) => ({ words, to: `/staff/proposals/${id}/edit`, label: "Go on writing" }));
  const people = tx.select({ admitted: sql<number>`${admitsContacts}` }).from(contacts).innerJoin(clients, eq(clients.id, contacts.clientId)).where(and(eq(contacts.clientId, clientId), isNull(contacts.deactivatedAt))).all();
  const client = `/staff/clients/${clientId}`;
  if (people.length === 0) without.push({ words: "This client has no active contact", to: client, label: "Add a contact" });
  else if (!people.some(({ admitted }) => admitted)) without.push({ words: "The portal is closed to this client, so nobody there could read it", to: client, label: "Open the portal to them" });
  return without;
}

/**
 * Sends a draft, or the next version of what was sent: the text is frozen under its SHA-256, a first version gets its
 * number, an earlier one is superseded, and the client's contacts are written to. Throws NotFound; Refused 409 where it
 * was changed since the check page showed it or may not be sent, 422 for what is missing.
 */
export function sendProposal(tx: Db, member: Member, id: string, { seen, expiresOn = usualExpiry(), recipients: chosen }: z.output<typeof SendForm>): number {
  const draft = workingDraft(tx, member, id);
  requireSender(tx, member, draft);
  const move = draft.version === 0 ? "send" : "revise";
  life.after(draft.status, move);
  mustStillBe(seen, draftOf(draft), "Somebody changed this proposal while you were checking it. Nothing was sent. Check it again.");
  const { name: client } = workedFor(tx, member, draft.clientId);
  const [hindrance] = hindrances(tx, draft);
  if (hindrance) throw new Refused(422, `${hindrance.words}. Nothing was sent.`);
  requireOpenDay(expiresOn);
  setRecipients(tx, draft, chosen);

  const proposal = tx.select().from(table).where(eq(table.id, id)).get()!;
  const number = proposal.number ?? nextNumber(tx, "proposal");
  const version = proposal.version + 1;
  const snapshot = snapshotOf({ ...draft, version, number: numberOf(number), clientName: client }, member, tx);
  const text = canonical(snapshot);
  if (draft.sent) only(tx.update(versions).set({ supersededAt: now() }).where(and(eq(versions.proposalId, id), eq(versions.version, draft.version), isNull(versions.supersededAt))).run());
  only(tx.update(table).set({ number, version, expiresOn, changedAt: now() }).where(and(eq(table.id, id), eq(table.version, draft.version))).run());
  tx.insert(versions).values({ proposalId: id, clientId: proposal.clientId, version, snapshot: text, sha256: sha256(text), expiresOn, sentBy: member.id, sentAt: now(), endingNotedAt: knownToEnd(expiresOn) }).run();
  answerTimeAsks(tx, proposal);
  record(tx, member, move === "send" ? "proposal.sent" : "proposal.revised", subjectOf(proposal), { version, number: numberOf(number), until: longDay(expiresOn), sha256: sha256(text) }, chosen.length ? { to: chosen } : {});
  return version;
}

/** What is frozen when this draft is sent as it stands: the check page shows it as the client will read it. */
export function snapshotOf({ number, version, title, clientName, authorName, currency, content, attachments, ...draft }: ReturnType<typeof workingDraft>, member: Member, tx: Db = db): Snapshot {
  const { name, address, locale } = agency();
  const from = showsTeam(member, subjectOf({ ...draft, title }), tx) ? authorName : name;
  return { number: number ?? "", version, title, client: clientName, agency: { name, address }, from, currency, locale, content, files: attachments.map(({ name, size, sha256 }) => ({ name, size, sha256 })) };
}

/** Who gives little time knows that it runs out: they are not told once more. */
const knownToEnd = (expiresOn: string) => (isRunningOut(endOfDay(agency().timeZone, expiresOn), now()) ? now() : null);

function requireOpenDay(expiresOn: string) {
  if (expiresOn < dayIn(agency().timeZone, now())) throw new Refused(422, "That day has passed already. Choose today or later", { field: "expiresOn" });
}

/** Gives more time for the same version and fingerprint. Throws NotFound, Refused 409 where it is decided or withdrawn, 422 for a day that has passed. */
export function extendProposal(tx: Db, member: Member, id: string, expiresOn: string) {
  const proposal = proposals(member, tx).find(id);
  requireSender(tx, member, proposal);
  life.after(proposal.status, "extend");
  requireOpenDay(expiresOn);
  change(tx, proposal, { expiresOn, expiryNotedAt: null, endingNotedAt: knownToEnd(expiresOn) });
  answerTimeAsks(tx, proposal);
  record(tx, member, "proposal.extended", subjectOf(proposal), { until: longDay(expiresOn) });
}

/** Takes it back; pages that are open get 409. Throws NotFound, Refused 409 where it is not open. */
export function withdrawProposal(tx: Db, member: Member, id: string, reason: string) {
  const proposal = proposals(member, tx).find(id);
  requireSender(tx, member, proposal);
  life.after(proposal.status, "withdraw");
  change(tx, proposal, { withdrawnAt: now(), reason });
  record(tx, member, "proposal.withdrawn", subjectOf(proposal), reason ? { excerpt: reason } : {});
}

/** Records an answer the client gave elsewhere: its receipt says so, and shows no signature of theirs. Gives the receipt's id. Throws NotFound, Refused 409. */
export function recordOutsideAnswer(tx: Db, member: Member, id: string, { answer, note }: z.output<typeof OutsideAnswerForm>): string {
  const proposal = proposals(member, tx).find(id);
  requireSender(tx, member, proposal);
  life.after(proposal.status, answer === "accepted" ? "record_acceptance" : "record_decline");
  const { sent, snapshot, number, title, clientName } = proposal;
  const receipt = decide(
    tx,
    member,
    { action: "proposal.answer_recorded", says: `recorded that ${clientName} ${answer} proposal ${number}, ${title}, outside the portal`, verb: "Record their answer", subject: subjectOf(proposal), number, version: sent!.version, snapshot: snapshot as unknown as Frozen, files: snapshot!.files, amount: amountOf(proposal, []), permission: "approveWork", particulars: { answer } },
    { outside: note },
  );
  change(tx, proposal, { decision: answer, decidedAt: now(), chosen: [], reason: note, receiptId: receipt });
  answerTimeAsks(tx, proposal);
  return receipt;
}

/** Tells the agency, once each and by day, that the time to answer runs out: there is still time to remind of it, or to give more. Gives how many. */
export function noteEnding(tx: Db, actor: System): number {
  if (!isDaytime(agency().timeZone, now())) return 0;
  const ending = proposals(actor, tx).page({ limit: 200, offset: 0 }, { status: "sent", untold: true, live: true });
  for (const proposal of ending) {
    change(tx, proposal, { endingNotedAt: now() });
    record(tx, actor, "proposal.ending", subjectOf(proposal), { version: proposal.version, until: longDay(proposal.sent!.expiresOn) });
  }
  return ending.length;
}

/** Writes on the clock's behalf, once each, that a proposal expired. It decides nothing: the last day held by itself. Gives how many. */
export function noteExpired(tx: Db, actor: System): number {
  const expired = proposals(actor, tx).page({ limit: 200, offset: 0 }, { status: "expired", unnoted: true });
  for (const proposal of expired) {
    tx.update(versions).set({ expiryNotedAt: now() }).where(and(eq(versions.proposalId, proposal.id), eq(versions.version, proposal.version))).run();
    record(tx, actor, "proposal.expired", subjectOf(proposal), { version: proposal.version });
  }
  return expired.length;
}

/** Changes the newest version as it was read: decided, withdrawn or superseded meanwhile, it is left alone. Throws Refused 409. */
export function change(tx: Db, { id, version }: Pick<Found, "id" | "version">, after: Partial<Version>) {
  const where = and(eq(versions.proposalId, id), eq(versions.version, version), isNull(versions.decision), isNull(versions.withdrawnAt), isNull(versions.supersededAt));
  only(tx.update(versions).set(after).where(where).run());
}

function only({ changes }: { changes: number }) {
  if (changes !== 1) throw new Refused(409, "This has changed since you opened the page. Nothing was recorded.");
}
