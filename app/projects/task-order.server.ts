import { and, eq, gt, gte, lt, lte, sql } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { tasks as table } from "#db/schema/index.ts";
import { record } from "#app/events/record.server.ts";
import { PAGE_LENGTH } from "#app/lib/pages.ts";
import { Refused } from "#app/lib/refused.ts";
import type { Member } from "#app/people/viewer.ts";
import { taskFor, taskSubject, tasks } from "./tasks.server.ts";

/** Where a task stands in its project's list: the page of it and the row, so that who moved it comes back to it. */
export function listedAt(member: Member, projectId: string, id: string, tx: Db = db): string {
  const { position } = taskFor(member, projectId, id, tx);
  const page = Math.ceil(position / PAGE_LENGTH);
  return `/staff/projects/${projectId}/tasks${page > 1 ? `?page=${page}` : ""}#task-${id}`;
}

/**
 * Moves a task to a place in its project's order, counted from 1; the others close ranks, so that places stay dense
 * whoever else is ordering. A place beyond the ends is the end. Throws NotFound.
 */
export function placeTask(tx: Db, member: Member, projectId: string, id: string, place: number) {
  const task = taskFor(member, projectId, id, tx);
  const to = Math.max(1, Math.min(place, tasks(member, tx).count(projectId)));
  if (to === task.position) return;
  const between = to < task.position ? and(gte(table.position, to), lt(table.position, task.position)) : and(gt(table.position, task.position), lte(table.position, to));
  tx.update(table).set({ position: sql`${table.position} + ${to < task.position ? 1 : -1}` }).where(and(eq(table.projectId, projectId), between)).run();
  tx.update(table).set({ position: to }).where(eq(table.id, id)).run();
  record(tx, member, "task.moved", taskSubject(task));
}

/** Moves a task one place up or down. Throws NotFound, or Refused 409 where it already stands at that end. */
export function orderTask(tx: Db, member: Member, projectId: string, id: string, way: "up" | "down") {
  const { position } = taskFor(member, projectId, id, tx);
  const to = way === "up" ? position - 1 : position + 1;
  if (to < 1 || to > tasks(member, tx).count(projectId)) throw new Refused(409, `This task is already ${way === "up" ? "first" : "last"}. Nothing was recorded.`);
  placeTask(tx, member, projectId, id, to);
}
