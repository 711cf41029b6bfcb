import { and, count, eq, gte, inArray, isNotNull, isNull, max, sql } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { contacts, documents, projects, timeEntries } from "#db/schema/index.ts";
import { NotFound } from "#app/lib/refused.ts";
import { projectsInReach } from "#app/people/reach.server.ts";
import type { Viewer } from "#app/people/viewer.ts";

export interface ListFigures {
  contacts: number;
  activeProjects: number;
  lastActivityAt: Date | null;
}

/** What the list of clients says of each, as far as the viewer sees into it: two queries, however many clients. */
export function figuresInList(viewer: Viewer, clientIds: string[], tx: Db = db): Record<string, ListFigures> {
  requireAgency(viewer);
  const figures = Object.fromEntries(clientIds.map((id): [string, ListFigures] => [id, { contacts: 0, activeProjects: 0, lastActivityAt: null }]));
  const addressable = tx.select({ id: contacts.clientId, total: count() }).from(contacts).where(and(inArray(contacts.clientId, clientIds), isNull(contacts.deactivatedAt))).groupBy(contacts.clientId).all();
  for (const { id, total } of addressable) figures[id]!.contacts = total;
  const work = tx
    .select({ id: projects.clientId, active: sql<number>`sum(${projects.finishedAt} is null)`, last: max(projects.lastActivityAt) })
    .from(projects)
    .where(and(inArray(projects.clientId, clientIds), projectsInReach(viewer, projects.id)))
    .groupBy(projects.clientId)
    .all();
  for (const { id, active, last } of work) Object.assign(figures[id]!, { activeProjects: active, lastActivityAt: last });
  return figures;
}

/** One client's figures, of the projects the viewer sees; `month` is YYYY-MM of the agency's zone, time is in minutes. */
export function figuresOf(viewer: Viewer, clientId: string, month: string, tx: Db = db): { activeProjects: number; documentsShared: number; minutesThisMonth: number; lastActivityAt: Date | null } {
  requireAgency(viewer);
  const its = tx.select({ id: projects.id }).from(projects).where(and(eq(projects.clientId, clientId), projectsInReach(viewer, projects.id)));
  return {
    activeProjects: tx.select({ total: count() }).from(projects).where(and(eq(projects.clientId, clientId), projectsInReach(viewer, projects.id), isNull(projects.finishedAt))).get()!.total,
    documentsShared: tx.select({ total: count() }).from(documents).where(and(eq(documents.clientId, clientId), projectsInReach(viewer, documents.projectId), isNotNull(documents.sharedAt), isNull(documents.removedAt))).get()!.total,
    lastActivityAt: tx.select({ at: max(projects.lastActivityAt) }).from(projects).where(and(eq(projects.clientId, clientId), projectsInReach(viewer, projects.id))).get()!.at,
    // By project, because that is how time is indexed.
    minutesThisMonth: tx.select({ total: sql<number>`coalesce(sum(${timeEntries.minutes}), 0)` }).from(timeEntries).where(and(inArray(timeEntries.projectId, its), gte(timeEntries.workedOn, `${month}-01`))).get()!.total,
  };
}

function requireAgency(viewer: Viewer) {
  if (viewer.kind !== "member" && viewer.kind !== "system") throw new NotFound();
}
