import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { type Db, db, prepared } from "#db/client.server.ts";
import { projects as projectTable, tasks, timers as table } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { dayIn } from "#app/lib/dates.ts";
import { NoFields, blank } from "#app/lib/form.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { hours } from "#app/lib/words.ts";
import type { Member } from "#app/people/viewer.ts";
import { projectSubject, projects, visibleTo } from "#app/projects/projects.server.ts";
import { type Worked, logTime } from "./entries.server.ts";
import type { TimerForm } from "./forms.server.ts";
import { type TimerShown, barelyRan, minutesRun, ranTooLong } from "./timer.ts";

// On every page of the staff side.
const own = prepared((db) =>
  db
    .select({ projectId: table.projectId, taskId: table.taskId, task: tasks.title, startedAt: table.startedAt, stoppedAt: table.stoppedAt })
    .from(table)
    .leftJoin(tasks, eq(tasks.id, table.taskId))
    .where(eq(table.memberId, sql.placeholder("memberId")))
    .prepare(),
);

export interface Timer {
  projectId: string;
  /** Null where the member may no longer see it. */
  projectName: string | null;
  taskId: string | null;
  task: string | null;
  startedAt: Date;
  stoppedAt: Date | null;
}

/** This member's one timer: running, or stopped and waiting to be completed. Undefined where there is none. */
export function timerOf(member: Member, tx: Db = db): Timer | undefined {
  const found = own().get({ memberId: member.id });
  if (!found) return undefined;
  const seen = tx.select({ name: projectTable.name }).from(projectTable).where(and(visibleTo(member), eq(projectTable.id, found.projectId))).get();
  // Who has left a project keeps the minutes that ran, and learns nothing of it any more.
  return { ...found, task: seen ? found.task : null, startedAt: found.startedAt!, projectName: seen?.name ?? null };
}

/** The timer as the rail shows it, with its button. */
export function timerShown(member: Member): TimerShown | null {
  const timer = timerOf(member);
  if (!timer) return null;
  const { projectName, task, startedAt, stoppedAt } = timer;
  return {
    on: task ?? projectName ?? "A project you are no longer on",
    project: task && projectName,
    running: !stoppedAt,
    elapsed: (stoppedAt ?? now()).getTime() - startedAt.getTime(),
    stop: stoppedAt ? null : blank(NoFields, member, "/staff/timer/stop"),
  };
}

/** What a timer has come to, in minutes; the day it counts on is the one it was started on, across midnight too. */
export const workedBy = ({ startedAt, stoppedAt }: Pick<Timer, "startedAt" | "stoppedAt">) => ({ workedOn: dayIn(agency().timeZone, startedAt), minutes: minutesRun(startedAt, stoppedAt ?? now()) });

/**
 * Starts this member's timer. One that runs already becomes an entry in the same act. Gives a sentence that says what
 * happened to it, or undefined. Throws NotFound, or Refused 409 where the earlier one needs a word first: it ran for
 * more than 24 hours, its day is full, or its project is closed to them.
 */
export function startTimer(tx: Db, member: Member, projectId: string, { taskId }: z.output<typeof TimerForm>): string | undefined {
  const project = projects(member, tx).find(projectId);
  if (taskId && !tx.select({ id: tasks.id }).from(tasks).where(and(eq(tasks.id, taskId), eq(tasks.projectId, projectId))).get()) throw new Refused(422, "Choose a task of this project", { field: "taskId" });
  const before = timerOf(member, tx);
  if (before && !before.stoppedAt && before.projectId === projectId && before.taskId === (taskId || null)) throw new Refused(409, `Your timer is running on ${project.name} already.`);
  const said = before && settle(tx, member, before);
  tx.insert(table).values({ memberId: member.id, projectId, clientId: project.clientId, taskId: taskId || null, startedAt: now(), stoppedAt: null }).run();
  record(tx, member, "timer.started", projectSubject(project));
  return said;
}

/** Ends the timer before the one that is about to start. */
function settle(tx: Db, member: Member, before: Timer): string {
  const { projectId, projectName, taskId, startedAt, stoppedAt } = before;
  if (!projectName) throw new Refused(409, "Your timer runs on a project you are no longer on. Drop it first; then start this one.");
  const worked = workedBy(before);
  if (ranTooLong(worked.minutes)) throw new Refused(409, `Your timer on ${projectName} has run for more than 24 hours. Say first what you worked; then start this one.`);
  if (barelyRan(startedAt, stoppedAt ?? now())) {
    dropTimer(tx, member);
    return `The timer on ${projectName} had run for less than a minute and is dropped.`;
  }
  tx.delete(table).where(eq(table.memberId, member.id)).run();
  try {
    logTime(tx, member, projectId, { ...worked, taskId, billable: true, note: "" });
  } catch (problem) {
    if (problem instanceof Refused) throw new Refused(409, `Your timer on ${projectName} cannot be logged by itself: ${problem.message}. Stop it and complete it first.`);
    throw problem;
  }
  return `${hours(worked.minutes)} h on ${projectName} are logged, billable, without words yet.`;
}

/** Stops this member's timer at this moment; it waits to be completed. Throws Refused 409 where none runs. */
export function stopTimer(tx: Db, member: Member) {
  const timer = timerOf(member, tx);
  const { changes } = tx.update(table).set({ stoppedAt: now() }).where(and(eq(table.memberId, member.id), isNull(table.stoppedAt))).run();
  if (!changes) throw new Refused(409, timer ? "This timer has been stopped already." : "No timer of yours is running. Nothing was recorded.");
  note(tx, member, timer!, "timer.stopped");
}

/** Lets a stopped timer run on, as if it had never been stopped for what lies between. Throws Refused 409 where none waits. */
export function resumeTimer(tx: Db, member: Member) {
  const timer = timerOf(member, tx);
  const between = timer?.stoppedAt ? now().getTime() - timer.stoppedAt.getTime() : 0;
  const { changes } = tx.update(table).set({ startedAt: new Date((timer?.startedAt.getTime() ?? 0) + between), stoppedAt: null }).where(and(eq(table.memberId, member.id), isNotNull(table.stoppedAt))).run();
  if (!changes) throw new Refused(409, timer ? "This timer is running already." : "No timer of yours is waiting. Nothing was recorded.");
  note(tx, member, timer!, "timer.resumed");
}

/** Makes an entry of this member's timer, with the words and the hours its person gave. Throws Refused 409 where there is none, and as `logTime` does. */
export function completeTimer(tx: Db, member: Member, worked: Worked): string {
  const timer = timerOf(member, tx);
  if (!timer) throw new Refused(409, "This timer has been logged or dropped already. Nothing was recorded.");
  tx.delete(table).where(eq(table.memberId, member.id)).run();
  return logTime(tx, member, timer.projectId, worked);
}

/** Forgets this member's timer. Throws NotFound where there is none. */
export function dropTimer(tx: Db, member: Member) {
  const timer = timerOf(member, tx);
  if (!timer) throw new NotFound();
  tx.delete(table).where(eq(table.memberId, member.id)).run();
  note(tx, member, timer, "timer.dropped");
}

function note(tx: Db, member: Member, { projectId }: Timer, action: "timer.stopped" | "timer.resumed" | "timer.dropped") {
  const project = tx.select({ id: projectTable.id, clientId: projectTable.clientId, name: projectTable.name }).from(projectTable).where(eq(projectTable.id, projectId)).get()!;
  record(tx, member, action, projectSubject(project));
}
