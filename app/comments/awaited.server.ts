import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { clients, comments, members, projects } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import type { SignedIn } from "#app/people/viewer.ts";
import { visibleTo } from "#app/projects/projects.server.ts";

/** Projects whose newest comment is a member's and waits for a reply of the client, oldest first: up to `limit`, and in each row how many there are. */
export function repliesAwaited(viewer: SignedIn, limit: number, tx: Db = db) {
  const { name, showTeamMembers } = agency();
  return tx
    .select({
      id: comments.id,
      projectId: projects.id,
      title: projects.name,
      clientId: projects.clientId,
      clientName: clients.name,
      at: comments.createdAt,
      by: sql<string>`case when coalesce(${projects.showTeamMembers}, ${Number(showTeamMembers)}) then ${members.name} else ${name} end`,
      total: sql<number>`count(*) over ()`,
    })
    .from(comments)
    .innerJoin(projects, eq(projects.id, comments.projectId))
    .innerJoin(clients, eq(clients.id, projects.clientId))
    .innerJoin(members, eq(members.id, comments.memberId))
    .where(and(visibleTo(viewer), eq(comments.awaitsReply, true), isNull(projects.finishedAt), isNull(clients.archivedAt), sql`not exists (select 1 from comments n where n.project_id = comments.project_id and (n.created_at, n.rowid) > (comments.created_at, comments.rowid))`))
    .orderBy(asc(comments.createdAt))
    .limit(limit)
    .all();
}
