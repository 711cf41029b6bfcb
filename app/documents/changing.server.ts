import { eq } from "drizzle-orm";
import type { z } from "zod";
import { type Db, db } from "#db/client.server.ts";
import { documents as table } from "#db/schema/index.ts";
import { record } from "#app/events/record.server.ts";
import { Refused } from "#app/lib/refused.ts";
import { mustStillBe } from "#app/lib/stamp.server.ts";
import type { Member } from "#app/people/viewer.ts";
import { projects, touch } from "#app/projects/projects.server.ts";
import { renamed, stemOf } from "./document.ts";
import { documents, subjectOf } from "./documents.server.ts";
import type { DocumentForm } from "./forms.server.ts";
import { asUsed } from "./spelling.server.ts";

/** What a change of a document is held against. Throws NotFound. */
export function detailsOf(member: Member, id: string, tx: Db = db) {
  const { name, label, projectId } = documents(member, tx).find(id);
  return { name: stemOf(name), label: label ?? "", projectId };
}

/**
 * Gives a document another name (its file keeps its own, and its ending), another label, or another project of the same
 * client. Throws NotFound, or Refused: 409 where somebody changed it since `seen`, 422 for another client's project.
 */
export function changeDocument(tx: Db, member: Member, id: string, { name, label, projectId, seen }: z.output<typeof DocumentForm>) {
  const before = documents(member, tx).find(id);
  mustStillBe(seen, detailsOf(member, id, tx), "Somebody changed this document while you were writing. Nothing was recorded. Open the page again in another tab, compare, and save again if yours should stand.");
  const [from, to] = [projects(member, tx).find(before.projectId), projects(member, tx).find(projectId)];
  if (to.clientId !== before.clientId) throw new Refused(422, `A document stays with its client. Choose a project of ${from.clientName}`, { field: "projectId" });
  const after = { ...before, name: renamed(before.name, name), label: asUsed(tx, projectId, label), projectId };
  tx.update(table).set({ name: after.name, label: after.label, projectId }).where(eq(table.id, id)).run();
  const subject = subjectOf(after);
  if (after.name !== before.name) record(tx, member, "document.renamed", subject, { from: before.name });
  if (after.projectId !== before.projectId) {
    if (before.sharedAt) touch(tx, projectId);
    record(tx, member, "document.moved", subject, { from: from.name });
  }
  if (after.label !== before.label) record(tx, member, after.label ? "document.labelled" : "document.unlabelled", subject, { label: after.label ?? before.label });
  return after;
}
