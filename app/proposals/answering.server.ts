import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import type { Db } from "#db/client.server.ts";
import { contacts, proposalVersions as versions, receipts as receiptTable } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { now } from "#app/lib/clock.ts";
import { clockTime, dayIn, longDay } from "#app/lib/dates.ts";
import { Refused } from "#app/lib/refused.ts";
import type { Contact } from "#app/people/viewer.ts";
import type { QuestionForm } from "#app/questions/forms.server.ts";
import { ask, askForMoreTime } from "#app/questions/questions.server.ts";
import { decide } from "#app/receipts/receipts.server.ts";
import type { Frozen } from "#app/receipts/receipt.ts";
import type { AcceptForm, DeclineForm } from "./forms.server.ts";
import { priceOf } from "./price.server.ts";
import { type Chosen, type ProposalMove, life } from "./proposal.ts";
import { type Found, proposals, subjectOf } from "./proposals.server.ts";

/** The sentence beside the box: it stands in the receipt as it was shown. */
export const consentTo = ({ clientName }: Pick<Found, "clientName">) => `I have read the proposal and its terms, and I may accept for ${clientName}.`;

/** What a proposal costs with these optional lines, as the button and the receipt say it: "$6,400.00", "$900.00 a month". */
export const amountOf = ({ snapshot, currency }: Pick<Found, "snapshot" | "currency">, chosen: Chosen) => priceOf(snapshot!.content, chosen, currency, snapshot!.locale);

export const verbFor = (proposal: Pick<Found, "snapshot" | "currency">, chosen: Chosen) => `Accept for ${amountOf(proposal, chosen).shown}`;

/**
 * Accepts the version that was read, with the optional lines chosen, signed with a typed name (domain.md G1 to G11).
 * Gives the receipt's id. Throws NotFound; Refused 403 without the permission, 409 where it was decided, withdrawn or
 * replaced, or costs something else than the button said, 410 where it expired.
 */
export function accept(tx: Db, contact: Contact, id: string, { version, chosen, amount, signedName }: z.output<typeof AcceptForm>): string {
  const proposal = answerable(tx, contact, id, version, "accept");
  const { snapshot, number, title, clientName, sent } = proposal;
  const optional = new Set(snapshot!.content.lines.filter(({ optional }) => optional).map(({ id }) => id));
  if (chosen.some((line) => !optional.has(line))) throw new Refused(409, "A line you chose is not part of this version. Nothing was recorded. Open the proposal again.");
  const price = amountOf(proposal, chosen);
  if (price.minor !== amount) throw new Refused(409, `With the lines you chose it costs ${price.shown}. Nothing was recorded. Check it and accept again.`);
  const receipt = decide(
    tx,
    contact,
    { action: "proposal.accepted", says: `accepted proposal ${number}, ${title}, version ${version}, for ${price.shown}`, verb: verbFor(proposal, chosen), subject: subjectOf(proposal), number, version, snapshot: { ...(snapshot as unknown as { [name: string]: Frozen }), chosen }, files: snapshot!.files, amount: price, permission: "approveWork", particulars: { sha256: sent!.sha256 } },
    { signedName, consent: consentTo({ clientName }) },
  );
  settle(tx, proposal, { decision: "accepted", chosen, receiptId: receipt });
  return receipt;
}

/** Declines the version that was read. Gives the receipt's id. Throws as `accept`, and Refused 422 where the agency asks for a reason and there is none. */
export function decline(tx: Db, contact: Contact, id: string, { version, reason }: z.output<typeof DeclineForm>): string {
  const proposal = answerable(tx, contact, id, version, "decline");
  if (agency().declineNeedsReason && !reason) throw new Refused(422, "Say why, in a sentence: it helps us to make a better offer", { field: "reason" });
  const { snapshot, number, title } = proposal;
  const receipt = decide(
    tx,
    contact,
    { action: "proposal.declined", says: `declined proposal ${number}, ${title}, version ${version}`, verb: "Decline proposal", subject: subjectOf(proposal), number, version, snapshot: snapshot as unknown as Frozen, files: snapshot!.files, amount: null, permission: "approveWork", particulars: reason ? { excerpt: reason.slice(0, 300) } : {} },
    { reason },
  );
  settle(tx, proposal, { decision: "declined", reason, receiptId: receipt });
  return receipt;
}

/** Asks about what is open to an answer. Gives the question's id. Throws NotFound, Refused 403 without the permission, 409 once it is answered, taken back or over. */
export function askAbout(tx: Db, contact: Contact, id: string, question: z.output<typeof QuestionForm>): string {
  const proposal = proposals(contact, tx).find(id);
  if (!life.can(proposal.status, "ask")) throw new Refused(409, `${closedBecause(tx, proposal)} Your question was not sent. What you wrote stands below, to copy.`);
  return ask(tx, contact, subjectOf(proposal), question);
}

/** Asks for more time after it expired. Throws NotFound, Refused 409 where it has not expired, or somebody asked already. */
export function askForTime(tx: Db, contact: Contact, id: string, note: string) {
  const proposal = proposals(contact, tx).find(id);
  if (!life.can(proposal.status, "ask_for_time")) throw new Refused(409, `${proposal.status === "sent" ? `This proposal is open until ${longDay(proposal.sent!.expiresOn)}, so you can answer it now.` : closedBecause(tx, proposal)} Nothing was recorded.`);
  askForMoreTime(tx, contact, subjectOf(proposal), { note });
}

/** The proposal, where this contact may answer this version of it now; who is too late learns what happened. */
function answerable(tx: Db, contact: Contact, id: string, version: number, move: ProposalMove & ("accept" | "decline")) {
  if (contact.preview) throw new Refused(403, "This is a preview. Nothing was recorded.");
  const proposal = proposals(contact, tx).find(id);
  if (!contact.can.approveWork) throw new Refused(403, "Answering proposals is switched off for your account. Nothing was recorded. Ask us to switch it on.");
  const { status, sent } = proposal;
  if (status === "withdrawn") throw new Refused(409, `${closedBecause(tx, proposal)} Nothing was recorded.`);
  if (proposal.version !== version) throw new Refused(409, `Replaced by version ${proposal.version}. Nothing was recorded. Read the new version, then answer.`);
  if (status === "expired") throw new Refused(410, `This proposal was open until ${longDay(sent!.expiresOn)}. Nothing was recorded. You can ask us for more time.`);
  if (status === "accepted" || status === "declined") throw new Refused(409, `${closedBecause(tx, proposal)} Nothing more was recorded.`);
  life.after(status, move);
  return proposal;
}

/** Why a proposal is not open to this client any more, in a sentence. */
function closedBecause(tx: Db, proposal: Found): string {
  const { status, sent } = proposal;
  if (status === "withdrawn") return "We took this proposal back before you answered.";
  if (status === "expired") return `This proposal was open until ${longDay(sent!.expiresOn)}.`;
  return `${deciderOf(tx, proposal)} ${status} this ${at(sent!.decidedAt!)}.`;
}

const at = (instant: Date) => {
  const { timeZone } = agency();
  return `on ${longDay(dayIn(timeZone, instant))} at ${clockTime(timeZone, instant)}`;
};

function settle(tx: Db, { id, version }: Pick<Found, "id" | "version">, decided: { decision: "accepted" | "declined"; chosen?: Chosen; reason?: string; receiptId: string }) {
  const where = and(eq(versions.proposalId, id), eq(versions.version, version), isNull(versions.decision), isNull(versions.withdrawnAt), isNull(versions.supersededAt));
  const { changes } = tx.update(versions).set({ ...decided, decidedAt: now() }).where(where).run();
  if (!changes) throw new Refused(409, "This was decided just now. Nothing more was recorded.");
}

/** Who decided what was sent last: a contact of theirs, or the agency on their behalf. For one that was decided. */
export function deciderOf(tx: Db, { sent, clientId }: Pick<Found, "sent" | "clientId">): string {
  const receipt = tx.select({ contactId: receiptTable.contactId }).from(receiptTable).where(and(eq(receiptTable.id, sent!.receiptId!), eq(receiptTable.clientId, clientId))).get();
  const contact = receipt?.contactId ? tx.select({ name: contacts.name }).from(contacts).where(eq(contacts.id, receipt.contactId)).get() : undefined;
  return contact?.name ?? agency().name;
}
