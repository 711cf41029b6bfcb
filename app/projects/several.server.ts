import { and, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import type { Db } from "#db/client.server.ts";
import { tasks as table } from "#db/schema/index.ts";
import { record } from "#app/events/record.server.ts";
import { NotFound } from "#app/lib/refused.ts";
import type { Member } from "#app/people/viewer.ts";
import type { SeveralForm } from "./forms.server.ts";
import { projects, touch } from "./projects.server.ts";
import { isTaskMove, life } from "./task.ts";
import { moveTask, requireWorker, taskSubject } from "./tasks.server.ts";

/**
 * Does one thing to several tasks of a project. What stands so already, or cannot be moved there, is left as it is.
 * Gives how many changed and how many were left. Throws NotFound where one of them is not of this project, or Refused
 * 422 for an assignee who is not on the project.
 */
export function changeSeveral(tx: Db, member: Member, projectId: string, { tasks: ids, act }: Pick<z.output<typeof SeveralForm>, "tasks" | "act">): { changed: number; left: number } {
  const project = projects(member, tx).find(projectId);
  const found = tx.select().from(table).where(and(eq(table.projectId, project.id), inArray(table.id, ids))).all();
  if (found.length !== new Set(ids).size) throw new NotFound();
  const changing = isTaskMove(act) ? found.filter(({ status }) => life.can(status, act)) : [];
  for (const { id } of changing) moveTask(tx, member, projectId, id, act as never);
  const changed = isTaskMove(act) ? changing.length : say(tx, member, projectId, found, act);
  return { changed, left: found.length - changed };
}

/** Says of each task that it is shown or not, or whose it is. */
function say(tx: Db, member: Member, projectId: string, found: (typeof table.$inferSelect)[], act: string): number {
  const assigneeId = act.startsWith("assign:") ? act.slice("assign:".length) || null : undefined;
  if (assigneeId) requireWorker(tx, member, projectId, assigneeId);
  const change = assigneeId === undefined ? { shownToClient: act === "show" } : { assigneeId };
  const changing = found.filter((task) => (assigneeId === undefined ? task.shownToClient !== (act === "show") : task.assigneeId !== assigneeId));
  for (const task of changing) {
    tx.update(table).set(change).where(eq(table.id, task.id)).run();
    record(tx, member, "task.changed", taskSubject(task));
  }
  if (changing.some((task) => task.shownToClient || act === "show")) touch(tx, projectId);
  return changing.length;
}
