import { and, asc, between, count, desc, eq, inArray, isNull, lt, max, ne, or, sql } from "drizzle-orm";
import type { z } from "zod";
import { type Db, db } from "#db/client.server.ts";
import { members, tasks as table } from "#db/schema/index.ts";
import type { Subject } from "#app/events/catalogue.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/id.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { mustStillBe } from "#app/lib/stamp.server.ts";
import type { Member, Viewer } from "#app/people/viewer.ts";
import type { TaskChangeForm, TaskForm } from "./forms.server.ts";
import { seesTeam, workersOn } from "./people.server.ts";
import { projects, touch } from "./projects.server.ts";
import { type TaskMove, type TasksAsked, life, soonFrom, taskBadge } from "./task.ts";

type Task = typeof table.$inferSelect;

/** Within a project one may see: contacts know of tasks that are shown to them, and of no others. */
export const visibleTo = (viewer: Viewer) => (viewer.kind === "contact" ? and(eq(table.clientId, viewer.clientId), eq(table.shownToClient, true)) : undefined);

/** The tasks of a project in their order, without internal notes; without assignees where the viewer may not see the team. */
export const tasks = (viewer: Viewer, tx: Db = db) => ({
  on(projectId: string, { limit, offset }: { limit: number; offset: number } = { limit: 1000, offset: 0 }, asked: TasksAsked = {}) {
    const project = projects(viewer, tx).find(projectId);
    const named = seesTeam(viewer, project);
    return tx
      .select({ id: table.id, title: table.title, status: table.status, dueOn: table.dueOn, shownToClient: table.shownToClient, position: table.position, assignee: members.name })
      .from(table)
      .leftJoin(members, eq(members.id, table.assigneeId))
      .where(and(eq(table.projectId, project.id), visibleTo(viewer), matching(asked)))
      .orderBy(...orderOf(asked))
      .limit(limit)
      .offset(offset)
      .all()
      .map(({ assignee, ...task }) => (named ? { ...task, assignee } : { ...task, assignee: null }));
  },
  /** How far each of these projects is: done of all, cancelled ones left out. A project without tasks is absent. */
  progress(projectIds: string[]): Record<string, { done: number; all: number }> {
    const counted = tx
      .select({ projectId: table.projectId, all: count(), done: sql<number>`sum(${table.status} = 'done')` })
      .from(table)
      .where(and(inArray(table.projectId, projectIds), visibleTo(viewer), ne(table.status, "cancelled")))
      .groupBy(table.projectId)
      .all();
    return Object.fromEntries(counted.map(({ projectId, ...progress }) => [projectId, progress]));
  },
  count: (projectId: string, asked: TasksAsked = {}) => tx.select({ all: count() }).from(table).where(and(eq(table.projectId, projectId), visibleTo(viewer), matching(asked))).get()!.all,
});

const matching = ({ state, assignee, due, today = "", search }: TasksAsked) =>
  and(
    state === "todo" || due ? isOpen : state ? eq(table.status, state) : undefined,
    assignee === "nobody" ? isNull(table.assigneeId) : assignee ? eq(table.assigneeId, assignee) : undefined,
    due === "late" ? lt(table.dueOn, today) : due === "soon" ? between(table.dueOn, today, soonFrom(today)) : undefined,
    search ? sql`${table.title} LIKE ${`%${search.replace(/[\\%_]/g, "\\$&")}%`} ESCAPE '\\'` : undefined,
  );

const isOpen = inArray(table.status, ["open", "in_progress"]);

/** Tasks without a day, or without anybody, stand last whichever way the list is turned; equals stand in their own order. */
function orderOf({ sort: { by, direction } = { by: "place", direction: "ascending" } }: TasksAsked) {
  const way = direction === "ascending" ? asc : desc;
  const column = { place: table.position, title: sql`${table.title} COLLATE NOCASE`, assignee: sql`${members.name} COLLATE NOCASE`, due: table.dueOn, status: sql`CASE ${table.status} WHEN 'open' THEN 1 WHEN 'in_progress' THEN 2 WHEN 'done' THEN 3 ELSE 4 END` }[by];
  return [...(by === "due" || by === "assignee" ? [sql`${column} IS NULL`] : []), way(column), asc(table.position)];
}

/** One task of a project as members know it, its internal notes with it. Throws NotFound. */
export function taskFor(member: Member, projectId: string, id: string, tx: Db = db): Task & { assignee: string | null } {
  const project = projects(member, tx).find(projectId);
  const found = tx
    .select({ task: table, assignee: members.name })
    .from(table)
    .leftJoin(members, eq(members.id, table.assigneeId))
    .where(and(eq(table.id, id), eq(table.projectId, project.id)))
    .get();
  if (!found) throw new NotFound();
  return { ...found.task, assignee: found.assignee };
}

/** The tasks of a project that work is still to be done on, in their order, to choose one from; `kept` is among them however it stands. */
export function taskChoices(member: Member, projectId: string, kept: string | null = null, tx: Db = db) {
  const project = projects(member, tx).find(projectId);
  return tx.select({ id: table.id, title: table.title }).from(table).where(and(eq(table.projectId, project.id), kept ? or(isOpen, eq(table.id, kept)) : isOpen)).orderBy(asc(table.position)).limit(300).all();
}

export const taskSubject = ({ id, clientId, projectId, title }: Pick<Task, "id" | "clientId" | "projectId" | "title">): Subject => ({ kind: "task", id, clientId, projectId, title });

/** Adds a task at the end. Gives its id. Throws NotFound, or Refused 422 for an assignee who is not on the project. */
export function addTask(tx: Db, member: Member, projectId: string, input: z.output<typeof TaskForm>): string {
  const { clientId } = projects(member, tx).find(projectId);
  requireWorker(tx, member, projectId, input.assigneeId);
  const last = tx.select({ position: max(table.position) }).from(table).where(eq(table.projectId, projectId)).get()!.position ?? 0;
  const task = { id: newId(), projectId, clientId, ...input, assigneeId: input.assigneeId ?? null, dueOn: input.dueOn ?? null, status: "open" as const, position: last + 1, createdAt: now() };
  tx.insert(table).values(task).run();
  if (task.shownToClient) touch(tx, projectId);
  record(tx, member, "task.added", taskSubject(task));
  return task.id;
}

/** What a change of a task is held against. */
export const detailsOf = ({ title, assigneeId, dueOn, shownToClient, internalNotes }: Task) => ({ title, assigneeId, dueOn, shownToClient, internalNotes });

/**
 * Changes what is said of a task. Throws NotFound, Refused 422 for an assignee who is not on the project, or 409 where
 * somebody changed it since `seen`.
 */
export function changeTask(tx: Db, member: Member, projectId: string, id: string, { seen, ...input }: z.output<typeof TaskChangeForm>) {
  const task = taskFor(member, projectId, id, tx);
  mustStillBe(seen, detailsOf(task), "Somebody changed this task while you were writing. Nothing was recorded. Open the page again in another tab, compare, and save again if yours should stand.");
  // Who has left keeps the tasks they have; they are given no new ones.
  if (input.assigneeId !== task.assigneeId) requireWorker(tx, member, projectId, input.assigneeId);
  tx.update(table).set({ ...input, assigneeId: input.assigneeId ?? null, dueOn: input.dueOn ?? null }).where(eq(table.id, id)).run();
  if (input.shownToClient) touch(tx, projectId);
  record(tx, member, "task.changed", taskSubject({ ...task, title: input.title }));
}

/** Throws Refused 422 for who is not on the project. */
export function requireWorker(tx: Db, member: Member, projectId: string, id: string | undefined) {
  if (id && !workersOn(member, projectId, tx).some((worker) => worker.id === id)) throw new Refused(422, "Choose somebody who is on this project", { field: "assigneeId" });
}

/** Starts, stops, finishes, cancels or reopens a task. Throws NotFound, or Refused 409 where its status does not allow it. */
export function moveTask(tx: Db, member: Member, projectId: string, id: string, move: TaskMove) {
  const task = taskFor(member, projectId, id, tx);
  const status = life.after(task.status, move);
  tx.update(table).set({ status }).where(and(eq(table.id, id), eq(table.status, task.status))).run();
  if (task.shownToClient) touch(tx, projectId);
  record(tx, member, "task.status_changed", taskSubject(task), { status: taskBadge[status].label });
}
