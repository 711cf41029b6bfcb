import { type Db, db } from "#db/client.server.ts";
import { Refused } from "#app/lib/refused.ts";
import type { Member } from "#app/people/viewer.ts";
import { leads } from "#app/projects/lead.server.ts";
import { may } from "#app/team/duties.ts";
import { type ProposalMove, life } from "./proposal.ts";
import { proposals } from "./proposals.server.ts";

type Offered = { projectId: string | null };

/** Whether a member may bind the agency: send, extend, withdraw, record an answer. Who writes drafts is every member who sees the client. */
export const maySend = (member: Member, { projectId }: Offered, tx: Db = db) => may(member, "clients") || (projectId !== null && leads(member, projectId, tx));

/** Throws Refused 403 for who may only write. */
export function requireSender(tx: Db, member: Member, proposal: Offered) {
  if (!maySend(member, proposal, tx)) throw new Refused(403, "Only a manager or an owner may send a proposal, or settle one that was sent. Nothing was recorded. Ask one of them.");
}

/** A proposal this member may bind the agency with, where `move` is open now. Throws NotFound, Refused 403 for who may only write, 409 where it stands otherwise. */
export function mustSend(member: Member, id: string, move?: ProposalMove, tx: Db = db) {
  const found = proposals(member, tx).find(id);
  requireSender(tx, member, found);
  if (move) life.after(found.status, move);
  return found;
}
