import { and, eq, inArray, ne, sql } from "drizzle-orm";
import type { z } from "zod";
import { type Db } from "#db/client.server.ts";
import { members, tasks, timeEntries as table } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import type { Subject } from "#app/events/catalogue.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { dayIn, longDay } from "#app/lib/dates.ts";
import { newId } from "#app/lib/id.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { mustStillBe } from "#app/lib/stamp.server.ts";
import { hours } from "#app/lib/words.ts";
import type { Member } from "#app/people/viewer.ts";
import { type Project, projects, touch } from "#app/projects/projects.server.ts";
import type { MarkForm } from "./forms.server.ts";
import { MOST_MINUTES } from "./time.ts";
import { type Entry, sumOf, timeOn } from "./time.server.ts";

const subjectOf = (entryId: string, { id, clientId, name }: Pick<Project, "id" | "clientId" | "name">): Subject => ({ kind: "time_entry", id: entryId, clientId, projectId: id, title: name });

/** Time worked on a day of the agency's zone; 1 to 1,440 minutes. */
export type Worked = Pick<Entry, "workedOn" | "minutes" | "billable" | "note"> & { taskId?: string | null };

/**
 * Logs time one has worked, at the rate one has today. Gives the entry's id. Throws NotFound, or Refused 422 for a day
 * that is yet to come, for a day that would have more than 24 hours, and for a task of another project.
 */
export function logTime(tx: Db, member: Member, projectId: string, entry: Worked): string {
  const project = projects(member, tx).find(projectId);
  requireRoom(tx, member.id, entry);
  requireTask(tx, projectId, entry.taskId);
  const id = newId();
  const rateMinor = tx.select({ rate: members.rateMinor }).from(members).where(eq(members.id, member.id)).get()?.rate ?? null;
  tx.insert(table).values({ id, projectId, clientId: project.clientId, memberId: member.id, ...entry, taskId: entry.taskId || null, rateMinor, createdAt: now() }).run();
  touch(tx, projectId);
  record(tx, member, "time.logged", subjectOf(id, project), { minutes: entry.minutes });
  return id;
}

/** Who may change or remove an entry: who logged it, managers and owners. */
export const mayChangeTime = (member: Member, { memberId }: { memberId: string }) => memberId === member.id || member.role !== "member";

function mayChange(member: Member, entry: Entry, verb: string) {
  if (!mayChangeTime(member, entry)) throw new Refused(403, `Only who logged this time, a manager or an owner may ${verb} it.`);
}

/** Time that stands on an invoice stays as it is; only its words may change. Throws Refused 409. */
function requireUnbilled({ invoiceId, billedAt }: Entry, verb: string) {
  if (invoiceId) throw new Refused(409, billedAt ? `This time is billed, so nobody can ${verb} it any more. Void or credit its invoice first. Nothing was recorded.` : `This time stands on a draft invoice, so nobody can ${verb} it. Take its line out of the draft first. Nothing was recorded.`);
}

/** What a change of an entry is held against. */
export const detailsOf = ({ workedOn, minutes, billable, note, taskId }: Entry) => ({ workedOn, minutes, billable, note, taskId });

/** Changes an entry; its rate stays as it was. Throws NotFound, Refused 403, 409 where somebody changed it since `seen` or it stands on an invoice, or 422 as `logTime` does. */
export function changeTime(tx: Db, member: Member, projectId: string, entryId: string, { seen, ...change }: Worked & { seen?: string }) {
  const project = projects(member, tx).find(projectId);
  const entry = timeOn(member, projectId, tx).find(entryId);
  mayChange(member, entry, "change");
  if (change.workedOn !== entry.workedOn || change.minutes !== entry.minutes || change.billable !== entry.billable) requireUnbilled(entry, "change");
  mustStillBe(seen, detailsOf(entry), "Somebody changed this time while you were writing. Nothing was recorded. Open the page again in another tab, compare, and save again if yours should stand.");
  requireRoom(tx, entry.memberId, change, entryId);
  requireTask(tx, projectId, change.taskId);
  tx.update(table).set({ ...change, taskId: change.taskId || null }).where(eq(table.id, entryId)).run();
  touch(tx, projectId);
  record(tx, member, "time.changed", subjectOf(entryId, project), { minutes: change.minutes });
}

/** Marks entries of a project as billable, or as not; those that are so already stay. Gives how many changed. Throws NotFound, or Refused 403. */
export function markTime(tx: Db, member: Member, projectId: string, { entries: ids, as }: z.output<typeof MarkForm>): number {
  const project = projects(member, tx).find(projectId);
  const found = tx.select().from(table).where(and(eq(table.projectId, project.id), inArray(table.id, ids))).all();
  if (found.length !== new Set(ids).size) throw new NotFound();
  for (const entry of found) mayChange(member, entry, "mark");
  const changing = found.filter(({ billable }) => billable !== (as === "billable"));
  for (const entry of changing) requireUnbilled(entry, "mark");
  for (const { id } of changing) {
    tx.update(table).set({ billable: as === "billable" }).where(eq(table.id, id)).run();
    record(tx, member, "time.marked", subjectOf(id, project), { marked: as === "billable" ? "billable" : "not billable" });
  }
  if (changing.length) touch(tx, projectId);
  return changing.length;
}

/** Removes a time entry. Throws NotFound, or Refused 403 for somebody else's without being a manager or an owner. */
export function removeTime(tx: Db, member: Member, projectId: string, entryId: string) {
  const project = projects(member, tx).find(projectId);
  const entry = timeOn(member, projectId, tx).find(entryId);
  mayChange(member, entry, "remove");
  requireUnbilled(entry, "remove");
  tx.delete(table).where(eq(table.id, entryId)).run();
  record(tx, member, "time.removed", subjectOf(entryId, project), { minutes: entry.minutes });
}

/** Throws Refused 422 for a day yet to come, or one that has no room for so many minutes beside what its person logged already. */
function requireRoom(tx: Db, memberId: string, { workedOn, minutes }: Pick<Worked, "workedOn" | "minutes">, entryId = "") {
  if (workedOn > dayIn(agency().timeZone, now())) throw new Refused(422, "Choose today or a day before", { field: "workedOn" });
  const { taken } = tx.select({ taken: sumOf(sql`1`) }).from(table).where(and(eq(table.memberId, memberId), eq(table.workedOn, workedOn), ne(table.id, entryId))).get()!;
  const left = MOST_MINUTES - taken;
  if (minutes > left) throw new Refused(422, `${hours(taken)} hours stand on ${longDay(workedOn)} already, and a day has 24. ${left ? `Enter at most ${hours(left)}, or` : "Change those, or"} choose another day`, { field: "hours" });
}

function requireTask(tx: Db, projectId: string, taskId: string | null | undefined) {
  if (taskId && !tx.select({ id: tasks.id }).from(tasks).where(and(eq(tasks.id, taskId), eq(tasks.projectId, projectId))).get()) throw new Refused(422, "Choose a task of this project", { field: "taskId" });
}
