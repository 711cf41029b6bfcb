import { type Db, db } from "#db/client.server.ts";
import { Refused } from "#app/lib/refused.ts";
import type { Member } from "#app/people/viewer.ts";
import { leads } from "#app/projects/lead.server.ts";
import { may } from "#app/team/duties.ts";
import type { InformationRequest } from "./requests.server.ts";

/**
 * Whether a member may turn to the client with a request: send it, add to it, remind of it, cancel it. Whoever may change
 * clients does, and who manages its project. Drafting one, and reviewing answers, is every member's who sees it.
 */
export const mayAsk = (member: Member, { projectId }: Pick<InformationRequest, "projectId">, tx: Db = db) => may(member, "clients") || (projectId !== null && leads(member, projectId, tx));

/** Throws Refused 403 for who may not turn to the client with this request. */
export function requireAsker(tx: Db | undefined, member: Member, request: Pick<InformationRequest, "projectId">) {
  if (!mayAsk(member, request, tx)) throw new Refused(403, request.projectId ? "Only who manages the project, a manager or an owner may do this. Ask one of them." : "Only a manager or an owner may do this. Ask one of them.");
}

/** A draft is in the hands of whoever sees it; what the client has, only of who may turn to them. Throws Refused 403. */
export function requireHand(tx: Db | undefined, member: Member, request: Pick<InformationRequest, "projectId" | "sentAt">) {
  if (request.sentAt) requireAsker(tx, member, request);
}
/** Whether a member may change a request: a button is drawn where they may. */
export const isInHand = (member: Member, request: Pick<InformationRequest, "projectId" | "sentAt">, tx: Db = db) => !request.sentAt || mayAsk(member, request, tx);
