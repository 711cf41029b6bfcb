import { and, count, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { documents } from "#db/schema/index.ts";
import type { Viewer } from "#app/people/viewer.ts";

/** How many documents each of these projects holds for this viewer: contacts count shared ones. None is absent. */
export function documentCounts(viewer: Viewer, projectIds: string[], tx: Db = db): Record<string, number> {
  const counted = tx
    .select({ projectId: documents.projectId, total: count() })
    .from(documents)
    .where(and(inArray(documents.projectId, projectIds), isNull(documents.removedAt), viewer.kind === "contact" ? and(eq(documents.clientId, viewer.clientId), isNotNull(documents.sharedAt)) : undefined))
    .groupBy(documents.projectId)
    .all();
  return Object.fromEntries(counted.map(({ projectId, total }) => [projectId, total]));
}
