import { and, asc, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { clients, members, projects, tasks } from "#db/schema/index.ts";
import type { Due, Some, Waits } from "#app/lib/waits.ts";
import type { Member } from "#app/people/viewer.ts";
import { visibleTo } from "./projects.server.ts";

/** Tasks of active projects that are due by a day and not done. */
function due(member: Member, by: string, limit: number, tx: Db = db): Some<Due> {
  const rows = tx
    .select({ id: tasks.id, title: tasks.title, dueOn: tasks.dueOn, projectId: projects.id, projectName: projects.name, clientName: clients.name, who: members.name, total: sql<number>`count(*) over ()` })
    .from(tasks)
    .innerJoin(projects, eq(projects.id, tasks.projectId))
    .innerJoin(clients, eq(clients.id, projects.clientId))
    .leftJoin(members, eq(members.id, tasks.assigneeId))
    .where(and(visibleTo(member), lte(tasks.dueOn, by), inArray(tasks.status, ["open", "in_progress"]), isNull(projects.finishedAt), isNull(clients.archivedAt)))
    .orderBy(asc(tasks.dueOn), asc(tasks.id))
    .limit(limit)
    .all();
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ id, title, dueOn, projectId, projectName, clientName, who }) => ({ key: `task-${id}`, title, to: `/staff/projects/${projectId}/tasks/${id}`, about: `Task, ${projectName}, ${clientName}`, on: dueOn!, who })) };
}

/** What the agency itself has to finish. */
export const waits: Waits = { kind: "task", due };
