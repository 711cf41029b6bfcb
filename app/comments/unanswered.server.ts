import { and, asc, eq, gt, isNotNull, isNull, sql } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { clients, comments as table, contacts, projects } from "#db/schema/index.ts";
import type { Member } from "#app/people/viewer.ts";
import { visibleTo } from "#app/projects/projects.server.ts";

/** The active projects whose last word is a contact's, longest wait first: up to `limit` of them, and how many there are. */
export function unanswered(member: Member, limit: number, tx: Db = db) {
  const newest = sql`(select c.id from comments c where c.project_id = ${projects.id} order by c.created_at desc, c.rowid desc limit 1)`;
  const rows = tx
    .select({ id: table.id, projectId: projects.id, projectName: projects.name, clientName: clients.name, contactName: contacts.name, at: table.createdAt, total: sql<number>`count(*) over ()` })
    .from(projects)
    .innerJoin(clients, eq(clients.id, projects.clientId))
    .innerJoin(table, eq(table.id, newest))
    .innerJoin(contacts, eq(contacts.id, table.contactId))
    .where(and(visibleTo(member), gt(projects.commentCount, 0), isNull(projects.finishedAt), isNull(clients.archivedAt), isNotNull(table.contactId)))
    .orderBy(asc(table.createdAt))
    .limit(limit)
    .all();
  return { total: rows[0]?.total ?? 0, threads: rows.map(({ total: _, ...thread }) => thread) };
}
