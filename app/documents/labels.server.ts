import { and, count, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { type Db, db } from "#db/client.server.ts";
import { documents as table } from "#db/schema/index.ts";
import { record } from "#app/events/record.server.ts";
import { Refused } from "#app/lib/refused.ts";
import type { Member, Viewer } from "#app/people/viewer.ts";
import { projectSubject, projects } from "#app/projects/projects.server.ts";
import { visibleTo } from "./documents.server.ts";
import type { LabelForm } from "./forms.server.ts";

/** The labels of the documents a viewer may see, on one project or on all, with how many stand under each; by name. */
export const labelsOf = (viewer: Viewer, projectId?: string, tx: Db = db) =>
  tx
    .select({ label: sql<string>`${table.label}`, documents: count() })
    .from(table)
    .where(and(visibleTo(viewer), isNotNull(table.label), projectId ? eq(table.projectId, projectId) : undefined))
    .groupBy(table.label)
    .orderBy(sql`${table.label} collate nocase`)
    .limit(200)
    .all();

/**
 * Gives a label of a project another name, on every document under it; an empty one takes it off. Throws NotFound, or
 * Refused 409 where nothing stands under it any more.
 */
export function renameLabel(tx: Db, member: Member, projectId: string, { label, to }: z.output<typeof LabelForm>) {
  const project = projects(member, tx).find(projectId);
  const { changes } = tx
    .update(table)
    .set({ label: to.normalize("NFC") || null })
    .where(and(eq(table.projectId, projectId), eq(table.label, label), isNull(table.removedAt)))
    .run();
  if (!changes) throw new Refused(409, `No document stands under ${label} any more. Nothing was recorded. Open the page again to see the labels as they are now.`);
  record(tx, member, to ? "label.renamed" : "label.removed", projectSubject(project), { from: label, to });
  return changes;
}
