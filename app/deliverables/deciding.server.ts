import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { type Db, transact } from "#db/client.server.ts";
import { clients, contacts, deliverables as table, pins, roundApprovers, roundDecisions, rounds } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { clockTime, dayIn, longDay } from "#app/lib/dates.ts";
import { newId } from "#app/lib/id.server.ts";
import { Refused } from "#app/lib/refused.ts";
import { list } from "#app/lib/words.ts";
import { admitsContacts } from "#app/people/sessions.server.ts";
import { type Contact, type Member, type System, system } from "#app/people/viewer.ts";
import { noteFirstView, observes } from "#app/questions/questions.server.ts";
import { type Decision, decide } from "#app/receipts/receipts.server.ts";
import type { Frozen } from "#app/receipts/receipt.ts";
import { type Verdict, isOpen, life } from "./deliverable.ts";
import { type Found, approversOf, changeOpen, changed, deliverables, decisionsOf, piecesOf, roundOf, subjectOf } from "./deliverables.server.ts";
import type { ApprovalForm, OutsideApprovalForm, RevisionsForm } from "./forms.server.ts";

export const VERBS = { approve: "Approve this round", revise: "Request revisions", record: "Record their approval" };
/** The sentence beside the box: it stands in the receipt as it was shown. */
export const consentTo = ({ title, round, clientName }: Pick<Found, "title" | "round" | "clientName">) => `I have looked at round ${round} of “${title}” and approve it for ${clientName}.`;

/**
 * Approves the round that was looked at, signed with a typed name (domain.md G1 to G11). Gives the receipt's id. Throws
 * NotFound; Refused 403 without the permission or where this contact was not asked; 409 where it was decided, withdrawn
 * or replaced.
 */
export function approve(tx: Db, contact: Contact, id: string, { round, note, signedName }: z.output<typeof ApprovalForm>): string {
  const found = decidable(tx, contact, id, round, "approved");
  const receipt = decide(
    tx,
    contact,
    { ...aboutRound(tx, contact, found, note), action: "deliverable.approved", says: `approved ${found.title}, round ${round}, for ${found.clientName}`, verb: VERBS.approve },
    { signedName, consent: consentTo(found) },
  );
  keep(tx, contact, found, { verdict: "approved", note, receipt });
  return receipt;
}

/** Asks for changes, in words or by pins on this round. Gives the receipt's id. Throws as `approve`, and Refused 422 where neither is there. */
export function requestRevisions(tx: Db, contact: Contact, id: string, { round, note }: z.output<typeof RevisionsForm>): string {
  const found = decidable(tx, contact, id, round, "needs_changes");
  const open = tx.select({ number: pins.number }).from(pins).where(and(eq(pins.roundId, found.roundId), isNull(pins.settledAt), isNotNull(pins.contactId))).orderBy(pins.number).all();
  if (!note && open.length === 0) throw new Refused(422, "Say what should change, or leave a pin on the work first", { field: "note" });
  const pinned = open.length ? `With ${open.length === 1 ? "pin" : "pins"} ${list(open.map(({ number }) => String(number)))} on the work.` : "";
  const receipt = decide(
    tx,
    contact,
    { ...aboutRound(tx, contact, found, note), action: "deliverable.revisions_requested", says: `requested revisions of ${found.title}, round ${round}, for ${found.clientName}`, verb: VERBS.revise },
    { reason: [note, pinned].filter(Boolean).join("\n\n") },
  );
  keep(tx, contact, found, { verdict: "needs_changes", note, receipt });
  return receipt;
}

/** Records an approval the client gave elsewhere: its receipt says so, and shows no signature of theirs. Gives the receipt's id. Throws NotFound, Refused 409. */
export function recordOutsideApproval(tx: Db, member: Member, id: string, { round, note }: z.output<typeof OutsideApprovalForm>): string {
  const found = deliverables(member, tx).find(id);
  requireRound(found, round);
  life.after(found.status, "record_approval");
  const receipt = decide(
    tx,
    member,
    { ...aboutRound(tx, member, found, ""), action: "deliverable.approval_recorded", says: `recorded that ${found.clientName} approved ${found.title}, round ${round}, outside the portal`, verb: VERBS.record },
    { outside: note },
  );
  tx.insert(roundDecisions).values({ id: newId(), roundId: found.roundId, clientId: found.clientId, memberId: member.id, verdict: "approved", note, receiptId: receipt, decidedAt: now() }).run();
  changeOpen(tx, found.roundId, { decision: "approved", decidedAt: now() });
  changed(tx, id);
  return receipt;
}

/** One that this contact may decide now. Whoever is too late learns who was first, and when. */
function decidable(tx: Db, contact: Contact, id: string, round: number, verdict: Verdict): Found {
  if (contact.preview) throw new Refused(403, "This is a preview. Nothing was recorded.");
  const found = deliverables(contact, tx).find(id);
  if (!contact.can.approveWork) throw new Refused(403, "Approving work is switched off for your account. Nothing was recorded. Ask us to switch it on.");
  requireRound(found, round);
  requireOpen(tx, contact, found);
  if (found.policy === "any") return life.after(found.status, verdict === "approved" ? "approve" : "request_revisions") && found;
  const asked = approversOf({ id: found.roundId, clientId: found.clientId }, tx);
  const me = asked.find(({ contactId }) => contactId === contact.id);
  if (!me) throw new Refused(403, `This was asked of ${list(asked.map(({ name }) => name))}. Nothing was recorded.`);
  if (me.verdict === verdict) throw new Refused(409, `${verdict === "approved" ? "You approved this already" : "You requested revisions already"}, and it waits for the others. Nothing more was recorded.`);
  life.after(found.status, me.verdict ? "change_decision" : verdict === "approved" ? "approve" : "request_revisions");
  return found;
}

function requireRound(found: Found, round: number) {
  if (found.round !== round) throw new Refused(409, `Replaced by round ${found.round}. Nothing was recorded.`);
}

function requireOpen(tx: Db, contact: Contact, found: Found) {
  if (isOpen(found.status)) return;
  if (found.status === "withdrawn") throw new Refused(409, "We took this back before you answered. Nothing was recorded.");
  const last = decisionsOf(contact, found, { id: found.roundId, clientId: found.clientId }, tx).findLast(({ replacedAt }) => !replacedAt);
  const { timeZone } = agency();
  const when = last && `${clockTime(timeZone, last.decidedAt)} on ${longDay(dayIn(timeZone, last.decidedAt))}`;
  const did = last?.byAgency ? "recorded an approval of this" : last?.verdict === "approved" ? "approved this" : "requested revisions";
  throw new Refused(409, last ? `${last.you ? "You" : last.name} ${did} at ${when}. Nothing more was recorded.` : "This was decided already. Nothing more was recorded.");
}

/** What was in front of whoever decides: the round as it was published, and the fingerprint of each file. */
function aboutRound(tx: Db, viewer: Contact | Member, found: Found, said: string): Omit<Decision, "action" | "says" | "verb"> {
  const round = roundOf(viewer, found, found.round, tx);
  const shown = piecesOf(round, tx);
  const asFiles = shown.filter(({ fileId }) => fileId);
  const snapshot: Frozen = {
    title: found.title,
    round: round.number,
    roundsIncluded: found.roundsIncluded,
    note: round.note,
    dueOn: round.dueOn,
    policy: round.policy,
    project: found.projectName,
    client: found.clientName,
    agency: agency().name,
    shown: shown.map(({ title, alt, name, sha256, url }): Frozen => (url ? { title, url } : { title, alt, file: name!, sha256: sha256! })),
    said,
  };
  return { subject: subjectOf(found), number: null, version: round.number, snapshot, files: asFiles.map(({ name, size, sha256 }) => ({ name: name!, size: size!, sha256: sha256! })), amount: null, permission: "approveWork" };
}

/** Writes a contact's answer; an earlier one of theirs stays on record. The last that was waited for closes the round. */
function keep(tx: Db, contact: Contact, found: Found, { verdict, note, receipt }: { verdict: Verdict; note: string; receipt: string }) {
  const { roundId, clientId, policy } = found;
  tx.update(roundDecisions).set({ replacedAt: now() }).where(and(eq(roundDecisions.roundId, roundId), eq(roundDecisions.contactId, contact.id), isNull(roundDecisions.replacedAt))).run();
  tx.insert(roundDecisions).values({ id: newId(), roundId, clientId, contactId: contact.id, verdict, note, receiptId: receipt, decidedAt: now() }).run();
  changeOpen(tx, roundId, { firstActedAt: sql`coalesce(${rounds.firstActedAt}, ${now().getTime()})` as never });
  changed(tx, found.id);
  const asked = approversOf({ id: roundId, clientId }, tx);
  if (policy === "any") return changeOpen(tx, roundId, { decision: verdict, decidedAt: now() });
  // Whose access has ended still counts as waited for: nothing is ever approved by itself.
  if (asked.some(({ verdict }) => !verdict)) return;
  const outcome = asked.some(({ verdict }) => verdict === "needs_changes") ? "needs_changes" : "approved";
  changeOpen(tx, roundId, { decision: outcome, decidedAt: now() });
  record(tx, system, "deliverable.completed", subjectOf(found), { outcome: outcome === "approved" ? "approved" : "changes are needed" });
}

/** Notes that a contact opened the round it stands at: the first time only, and only where they may be observed. Opening needs no permission. */
export function noteOpened(contact: Contact, found: Found, request: Request) {
  if (!observes(contact, request) || !life.can(found.status, "open")) return;
  transact((tx) => {
    noteFirstView(tx, contact, subjectOf(found), found.round, "deliverable.opened");
    tx.update(rounds).set({ firstActedAt: now() }).where(and(eq(rounds.id, found.roundId), isNull(rounds.firstActedAt), isNull(rounds.decision), isNull(rounds.withdrawnAt))).run();
  });
}

/** Whether somebody is left who could answer an open round: of those named where all are asked, else of all its client's contacts. */
const somebodyLeft = sql`case ${rounds.policy} when 'all'
  then exists (select 1 from ${roundApprovers} join ${contacts} on ${contacts.id} = ${roundApprovers.contactId} where ${roundApprovers.roundId} = ${rounds.id} and ${contacts.deactivatedAt} is null and ${contacts.canApproveWork} = 1 and not exists (select 1 from ${roundDecisions} where ${roundDecisions.roundId} = ${rounds.id} and ${roundDecisions.contactId} = ${contacts.id} and ${roundDecisions.replacedAt} is null))
  else exists (select 1 from ${contacts} where ${contacts.clientId} = ${rounds.clientId} and ${contacts.deactivatedAt} is null and ${contacts.canApproveWork} = 1) end`;
export const isStalled = sql`(${rounds.publishedAt} is not null and ${rounds.decision} is null and ${rounds.withdrawnAt} is null and not ${somebodyLeft})`;

/** Tells the agency, once, of open rounds that nobody is left to answer; they stay open. Where somebody is there again, it may be told anew. Gives how many were noted. */
export function noteStalled(tx: Db, actor: System): number {
  tx.update(rounds).set({ stalledNotedAt: null }).where(and(isNotNull(rounds.stalledNotedAt), isNull(rounds.decision), isNull(rounds.withdrawnAt), sql`not ${isStalled}`)).run();
  const stalled = tx
    .select({ id: table.id, clientId: table.clientId, projectId: table.projectId, title: table.title, roundId: rounds.id })
    .from(rounds)
    .innerJoin(table, eq(table.id, rounds.deliverableId))
    .innerJoin(clients, and(eq(clients.id, table.clientId), admitsContacts))
    .where(and(isStalled, isNull(rounds.stalledNotedAt)))
    .limit(200)
    .all();
  for (const { roundId, ...found } of stalled) {
    tx.update(rounds).set({ stalledNotedAt: now() }).where(eq(rounds.id, roundId)).run();
    record(tx, actor, "deliverable.stalled", subjectOf(found));
  }
  return stalled.length;
}
