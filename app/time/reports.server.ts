import { and, asc, desc, eq, gte, lte, type SQL, sql } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { members, projects as projectTable, tasks, timeEntries as table } from "#db/schema/index.ts";
import { daysAfter } from "#app/lib/dates.ts";
import { NotFound } from "#app/lib/refused.ts";
import type { Member } from "#app/people/viewer.ts";
import { projects, visibleTo } from "#app/projects/projects.server.ts";
import { members as colleagues } from "#app/team/members.server.ts";
import { sumOf } from "./time.server.ts";

/** Days of the agency's zone, both included; either may be open. */
export interface Range {
  from?: string;
  to?: string;
}

const within = ({ from, to }: Range): SQL | undefined => and(from ? gte(table.workedOn, from) : undefined, to ? lte(table.workedOn, to) : undefined);
const month = sql<string>`substr(${table.workedOn}, 1, 7)`;

/** A project's minutes by month, newest first, and member, by name: only what there is. Throws NotFound. */
export function byMemberAndMonth(member: Member, projectId: string, range: Range, tx: Db = db) {
  const { id } = projects(member, tx).find(projectId);
  return tx
    .select({ month, memberId: table.memberId, name: members.name, total: sumOf(sql`1`), billable: sumOf(table.billable) })
    .from(table)
    .innerJoin(members, eq(members.id, table.memberId))
    .where(and(eq(table.projectId, id), within(range)))
    .groupBy(month, table.memberId)
    .orderBy(desc(month), asc(members.name))
    .all();
}

/** A project's entries for a file, oldest first, asked for as they are sent. Throws NotFound. */
export function entriesOf(member: Member, projectId: string, range: Range, tx: Db = db) {
  const { id } = projects(member, tx).find(projectId);
  return tx
    .select({ workedOn: table.workedOn, name: members.name, task: tasks.title, note: table.note, minutes: table.minutes, billable: table.billable })
    .from(table)
    .innerJoin(members, eq(members.id, table.memberId))
    .leftJoin(tasks, eq(tasks.id, table.taskId))
    .where(and(eq(table.projectId, id), within(range)))
    .orderBy(asc(table.workedOn), asc(table.createdAt))
    .all();
}

/** Whose week a member may read: their own; managers and owners anybody's. Throws NotFound. */
export function sheetOwner(member: Member, id: string | null, tx: Db = db): { id: string; name: string } {
  if (!id || id === member.id) return { id: member.id, name: member.name };
  if (member.role === "member") throw new NotFound();
  const found = colleagues(member, tx).find(id);
  return { id: found.id, name: found.name };
}

/** Somebody's entries of seven days from `monday`, as far as the viewer sees their projects; and the minutes they do not see. Throws NotFound. */
export function weekOf(member: Member, ownerId: string | null, monday: string, tx: Db = db) {
  const owner = sheetOwner(member, ownerId, tx);
  const theirs = and(eq(table.memberId, owner.id), within({ from: monday, to: daysAfter(monday, 6) }));
  const entries = tx
    .select({ id: table.id, workedOn: table.workedOn, minutes: table.minutes, billable: table.billable, note: table.note, projectId: table.projectId, project: projectTable.name, task: tasks.title })
    .from(table)
    .innerJoin(projectTable, eq(projectTable.id, table.projectId))
    .leftJoin(tasks, eq(tasks.id, table.taskId))
    .where(and(theirs, visibleTo(member)))
    .orderBy(asc(table.workedOn), asc(table.createdAt))
    .all();
  const { all } = tx.select({ all: sumOf(sql`1`) }).from(table).where(theirs).get()!;
  return { owner, entries, hidden: all - entries.reduce((sum, { minutes }) => sum + minutes, 0) };
}
