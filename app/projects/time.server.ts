import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { type Db, db, prepared } from "#db/client.server.ts";
import { members, timeEntries as table } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import type { Subject } from "#app/events/catalogue.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { dayIn } from "#app/lib/dates.ts";
import { newId } from "#app/lib/id.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import type { Member, Viewer } from "#app/people/viewer.ts";
import { type Project, projects, touch } from "./projects.server.ts";

const sum = (which: unknown) => sql<number>`coalesce(sum(${table.minutes} * ${which}), 0)`;
const totals = prepared((db) => db.select({ total: sum(sql`1`), billable: sum(table.billable) }).from(table).where(eq(table.projectId, sql.placeholder("id"))).prepare());

/** What both faces may know of a project's time, in minutes. Who, when and what for is for members: `timeOn`. Throws NotFound. */
export function timeTotals(viewer: Viewer, projectId: string, tx: Db = db): { total: number; billable: number } {
  const { id } = projects(viewer, tx).find(projectId);
  return totals().get({ id })!;
}

/** Minutes logged on each of these projects, in one query, for members. A project without time is absent. */
export const minutesOn = (_member: Member, projectIds: string[], tx: Db = db): Record<string, number> =>
  Object.fromEntries(
    tx
      .select({ id: table.projectId, minutes: sum(sql`1`) })
      .from(table)
      .where(inArray(table.projectId, projectIds))
      .groupBy(table.projectId)
      .all()
      .map(({ id, minutes }) => [id, minutes]),
  );

/** The time logged on a project, newest day first, for members. Throws NotFound. */
export const timeOn = (member: Member, projectId: string, tx: Db = db) => {
  const { id } = projects(member, tx).find(projectId);
  return {
    page: ({ limit, offset }: { limit: number; offset: number }) =>
      tx
        .select({ id: table.id, workedOn: table.workedOn, minutes: table.minutes, billable: table.billable, note: table.note, memberId: table.memberId, memberName: members.name })
        .from(table)
        .innerJoin(members, eq(members.id, table.memberId))
        .where(eq(table.projectId, id))
        .orderBy(desc(table.workedOn), desc(table.createdAt))
        .limit(limit)
        .offset(offset)
        .all(),
    count: () => tx.select({ total: sql<number>`count(*)` }).from(table).where(eq(table.projectId, id)).get()!.total,
    /** Minutes by month, "YYYY-MM", newest first: whole months, whatever page is shown. */
    months: () => tx.select({ month, minutes: sum(sql`1`) }).from(table).where(eq(table.projectId, id)).groupBy(month).orderBy(desc(month)).all(),
    find(entryId: string) {
      const found = tx.select().from(table).where(and(eq(table.id, entryId), eq(table.projectId, id))).get();
      if (!found) throw new NotFound();
      return found;
    },
  };
};

const month = sql<string>`substr(${table.workedOn}, 1, 7)`;

const subjectOf = (entryId: string, { id, clientId, name }: Pick<Project, "id" | "clientId" | "name">): Subject => ({ kind: "time_entry", id: entryId, clientId, projectId: id, title: name });

/** Time worked on a day of the agency's zone; 1 to 1,440 minutes. */
export type Worked = Pick<typeof table.$inferSelect, "workedOn" | "minutes" | "billable" | "note">;

/** Logs time one has worked. Gives the entry's id. Throws NotFound, or Refused 422 for a day that is yet to come. */
export function logTime(tx: Db, member: Member, projectId: string, entry: Worked): string {
  const project = projects(member, tx).find(projectId);
  if (entry.workedOn > dayIn(agency().timeZone, now())) throw new Refused(422, "Choose today or a day before", { field: "workedOn" });
  const id = newId();
  tx.insert(table).values({ id, projectId, clientId: project.clientId, memberId: member.id, ...entry, createdAt: now() }).run();
  touch(tx, projectId);
  record(tx, member, "time.logged", subjectOf(id, project), { minutes: entry.minutes });
  return id;
}

/** Who may remove an entry: who logged it, managers and owners. */
export const mayRemoveTime = (member: Member, { memberId }: { memberId: string }) => memberId === member.id || member.role !== "member";

/** Removes a time entry. Throws NotFound, or Refused 403 for somebody else's without being a manager or an owner. */
export function removeTime(tx: Db, member: Member, projectId: string, entryId: string) {
  const project = projects(member, tx).find(projectId);
  const entry = timeOn(member, projectId, tx).find(entryId);
  if (!mayRemoveTime(member, entry)) throw new Refused(403, "Only who logged this time, a manager or an owner may remove it.");
  tx.delete(table).where(eq(table.id, entryId)).run();
  record(tx, member, "time.removed", subjectOf(entryId, project), { minutes: entry.minutes });
}
