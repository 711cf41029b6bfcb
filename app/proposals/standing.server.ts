import { db } from "#db/client.server.ts";
import type { Member } from "#app/people/viewer.ts";
import { openTimeAsk, viewsOf } from "#app/questions/questions.server.ts";
import { threadAbout } from "#app/questions/thread.server.ts";
import type { Frozen } from "#app/receipts/receipt.ts";
import { canonical } from "#app/receipts/receipts.server.ts";
import { deciderOf } from "./answering.server.ts";
import { sentFilesOf } from "./attachments.server.ts";
import { audienceOfProposal } from "./audience.server.ts";
import { maySend } from "./duty.server.ts";
import { offerOf } from "./offer.server.ts";
import { type ProposalMove, life, mayWrite } from "./proposal.ts";
import { type Snapshot, subjectOf, versionsOf } from "./proposals.server.ts";
import { snapshotOf } from "./sending.server.ts";
import { workingDraft } from "./writing.server.ts";

/** Everything a member reads of a proposal, and what they may do with it now. Throws NotFound. */
export function standing(member: Member, id: string) {
  const found = workingDraft(db, member, id);
  const subject = subjectOf(found);
  const views = viewsOf(found);
  const { status, sent, snapshot, version } = found;
  const sends = maySend(member, found);
  const can = (move: ProposalMove) => life.can(status, move);
  return {
    found,
    offer: offerOf(snapshot ?? snapshotOf(found, member), sent?.chosen ?? []),
    files: (snapshot ? sentFilesOf(found) : found.attachments).map(({ id, name, size }) => ({ id, name, size })),
    versions: versionsOf(found).map((one) => ({ version: one.version, sentAt: one.sentAt, sha256: one.sha256, supersededAt: one.supersededAt, decision: one.decision, decidedAt: one.decidedAt, receiptId: one.receiptId, opened: views.filter((view) => view.version === one.version) })),
    decided: sent?.decision ? { decision: sent.decision, by: deciderOf(db, found), at: sent.decidedAt!, receiptId: sent.receiptId!, reason: sent.reason } : null,
    /** Whether something was written since that the client has not been sent. */
    revised: snapshot !== null && mayWrite(status) && canonical(wordsOf(snapshot)) !== canonical(wordsOf(snapshotOf(found, member))),
    timeAsk: openTimeAsk(found) ?? null,
    thread: threadAbout(member, subject, found.clientName),
    audience: audienceOfProposal(member, id),
    later: version === 0 ? audienceOfProposal(member, id, true) : null,
    may: {
      send: can("send"),
      revise: can("revise"),
      extend: sends && can("extend"),
      withdraw: sends && can("withdraw"),
      record: sends && can("record_acceptance"),
      start: sends && can("start_project") && found.projectId === null,
      discard: can("discard"),
      keep: sends,
    },
    subject,
  };
}

/** What a client would read anew. */
const wordsOf = ({ title, content, files }: Snapshot) => ({ title, content: content as unknown as Frozen, files });
