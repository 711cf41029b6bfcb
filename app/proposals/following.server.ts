import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { proposals as table } from "#db/schema/index.ts";
import { record } from "#app/events/record.server.ts";
import { Refused } from "#app/lib/refused.ts";
import type { Member } from "#app/people/viewer.ts";
import { startProject } from "#app/projects/projects.server.ts";
import { requireSender } from "./duty.server.ts";
import { life } from "./proposal.ts";
import { proposals, subjectOf } from "./proposals.server.ts";
import { proposalTemplates } from "./templates.server.ts";
import { draftProposal, workingDraft } from "./writing.server.ts";

/** Begins a proposal with a template's words, or with none. Gives its id. Throws NotFound, Refused 409 for an archived client. */
export function beginProposal(tx: Db, member: Member, { clientId, title, templateId }: { clientId: string; title: string; templateId?: string }): string {
  return draftProposal(tx, member, clientId, title, templateId ? proposalTemplates(member, tx).find(templateId) : undefined);
}

/** Begins another with the same text and prices, whoever it is for; its files stay where they are. Gives its id. Throws NotFound, Refused 409. */
export function duplicateProposal(tx: Db, member: Member, id: string, { clientId, title }: { clientId: string; title: string }): string {
  return draftProposal(tx, member, clientId, title, workingDraft(tx, member, id));
}

/** Starts the project an accepted proposal is about, once, and ties them together. Gives the project's id. Throws NotFound; Refused 403 by role, 409 where it was not accepted or has its project. */
export function startProjectFrom(tx: Db, member: Member, id: string, name: string): string {
  const proposal = proposals(member, tx).find(id);
  requireSender(tx, member, proposal);
  life.after(proposal.status, "start_project");
  const projectId = startProject(tx, member, proposal.clientId, { name, summary: "", stage: "", team: "agency", internalNotes: "" });
  const { changes } = tx.update(table).set({ projectId }).where(and(eq(table.id, id), isNull(table.projectId))).run();
  if (!changes) throw new Refused(409, "A project was started from this proposal already. Nothing was recorded.");
  record(tx, member, "proposal.project_started", subjectOf({ ...proposal, projectId }), { project: projectId });
  return projectId;
}
