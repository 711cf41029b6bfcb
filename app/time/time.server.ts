import { and, desc, eq, getTableColumns, inArray, sql } from "drizzle-orm";
import { type Db, db, prepared } from "#db/client.server.ts";
import { members, tasks, timeEntries as table } from "#db/schema/index.ts";
import type { Viewer, Member } from "#app/people/viewer.ts";
import { NotFound } from "#app/lib/refused.ts";
import { projects } from "#app/projects/projects.server.ts";

export type Entry = typeof table.$inferSelect;

export const sumOf = (which: unknown) => sql<number>`coalesce(sum(${table.minutes} * ${which}), 0)`;
const totals = prepared((db) => db.select({ total: sumOf(sql`1`), billable: sumOf(table.billable) }).from(table).where(eq(table.projectId, sql.placeholder("id"))).prepare());

/** What both faces may know of a project's time, in minutes. Who, when and what for is for members: `timeOn`. Throws NotFound. */
export function timeTotals(viewer: Viewer, projectId: string, tx: Db = db): { total: number; billable: number } {
  const { id } = projects(viewer, tx).find(projectId);
  return totals().get({ id })!;
}

/** Minutes logged on each of these projects, in one query, for members. A project without time is absent. */
export const minutesOn = (_member: Member, projectIds: string[], tx: Db = db): Record<string, number> =>
  Object.fromEntries(
    tx
      .select({ id: table.projectId, minutes: sumOf(sql`1`) })
      .from(table)
      .where(inArray(table.projectId, projectIds))
      .groupBy(table.projectId)
      .all()
      .map(({ id, minutes }) => [id, minutes]),
  );

/** Minutes logged on one task, for members. Throws NotFound. */
export function minutesOnTask(member: Member, projectId: string, taskId: string, tx: Db = db): number {
  const { id } = projects(member, tx).find(projectId);
  return tx.select({ minutes: sumOf(sql`1`) }).from(table).where(and(eq(table.taskId, taskId), eq(table.projectId, id))).get()!.minutes;
}

const month = sql<string>`substr(${table.workedOn}, 1, 7)`;
const { id, workedOn, minutes, billable, note, memberId, taskId } = getTableColumns(table);
/** What a list of entries shows; the rate is asked for by `find` alone. */
const columns = { id, workedOn, minutes, billable, note, memberId, memberName: members.name, taskId, task: tasks.title };

/** The time logged on a project, newest day first, for members. Throws NotFound. */
export const timeOn = (member: Member, projectId: string, tx: Db = db) => {
  const project = projects(member, tx).find(projectId);
  const here = eq(table.projectId, project.id);
  return {
    page: ({ limit, offset }: { limit: number; offset: number }) =>
      tx
        .select(columns)
        .from(table)
        .innerJoin(members, eq(members.id, table.memberId))
        .leftJoin(tasks, eq(tasks.id, table.taskId))
        .where(here)
        .orderBy(desc(table.workedOn), desc(table.createdAt))
        .limit(limit)
        .offset(offset)
        .all(),
    count: () => tx.select({ total: sql<number>`count(*)` }).from(table).where(here).get()!.total,
    /** Minutes by month, "YYYY-MM", newest first: whole months, whatever page is shown. */
    months: () => tx.select({ month, minutes: sumOf(sql`1`) }).from(table).where(here).groupBy(month).orderBy(desc(month)).all(),
    find(entryId: string): Entry {
      const found = tx.select().from(table).where(and(eq(table.id, entryId), here)).get();
      if (!found) throw new NotFound();
      return found;
    },
  };
};
