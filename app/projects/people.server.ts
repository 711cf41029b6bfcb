import { and, asc, desc, eq, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { z } from "zod";
import { type Db, db } from "#db/client.server.ts";
import { clients, members, people as persons, projectMembers as table, projects as projectTable, tasks } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { record } from "#app/events/record.server.ts";
import { Refused } from "#app/lib/refused.ts";
import { seesAll } from "#app/people/reach.server.ts";
import type { Contact, Member, Viewer } from "#app/people/viewer.ts";
import { members as colleagues } from "#app/team/members.server.ts";
import type { PeopleForm } from "./forms.server.ts";
import { requireLead } from "./lead.server.ts";
import { type Project, projectSubject, projects, visibleTo } from "./projects.server.ts";

/** Whether this viewer may learn who of the agency works on a project: the project's own setting, else the agency's. */
export const seesTeam = (viewer: Viewer, project: Pick<Project, "showTeamMembers">) => viewer.kind !== "contact" || isTeamShown(project);

/** Whether the client sees who works on a project. */
export const isTeamShown = ({ showTeamMembers }: Pick<Project, "showTeamMembers">) => showTeamMembers ?? agency().showTeamMembers;

/** Who works on a project, managers first; nobody where the viewer may not see the team. Throws NotFound. */
export function team(viewer: Viewer, projectId: string, tx: Db = db) {
  if (!seesTeam(viewer, projects(viewer, tx).find(projectId))) return [];
  return tx
    .select({ id: members.id, name: members.name, title: members.title, manages: table.manages })
    .from(table)
    .innerJoin(members, eq(members.id, table.memberId))
    .where(and(eq(table.projectId, projectId), isNull(members.deactivatedAt)))
    .orderBy(desc(table.manages), asc(members.name))
    .all();
}

/** Everybody a project is in the hands of, managers first: who is on it, and who has a task of it the viewer sees. Nobody where they may not see the team. Throws NotFound. */
export function everybodyOn(viewer: Viewer, projectId: string, tx: Db = db) {
  if (!seesTeam(viewer, projects(viewer, tx).find(projectId))) return [];
  const hasTask = sql`exists (select 1 from ${tasks} where ${and(eq(tasks.projectId, projectId), sql`${tasks.assigneeId} = ${members.id}`, viewer.kind === "contact" ? eq(tasks.shownToClient, true) : undefined)})`;
  return tx
    .select({ id: members.id, name: members.name, title: members.title, manages: sql<boolean>`coalesce(${table.manages}, 0)`.mapWith(Boolean) })
    .from(members)
    .leftJoin(table, and(eq(table.memberId, members.id), eq(table.projectId, projectId)))
    .where(and(isNull(members.deactivatedAt), or(isNotNull(table.memberId), hasTask)))
    .orderBy(desc(sql`coalesce(${table.manages}, 0)`), asc(members.name))
    .all();
}

/** Who of the team can be given work on a project: who sees it. Throws NotFound. */
export function workersOn(member: Member, projectId: string, tx: Db = db) {
  const on = new Set(team(member, projectId, tx).map(({ id }) => id));
  return colleagues(member, tx).active().filter((colleague) => on.has(colleague.id) || seesAll(colleague));
}

/** The names of who manages each of these projects; a project without managers is absent. For members. */
export function managersOf(_member: Member, projectIds: string[], tx: Db = db): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  const rows = tx
    .select({ projectId: table.projectId, name: members.name })
    .from(table)
    .innerJoin(members, eq(members.id, table.memberId))
    .where(and(inArray(table.projectId, projectIds), eq(table.manages, true), isNull(members.deactivatedAt)))
    .orderBy(asc(members.name))
    .all();
  for (const { projectId, name } of rows) (found[projectId] ??= []).push(name);
  return found;
}

/** Whom a contact may turn to: the managers of their active projects, as far as the team is shown. */
export const yourTeam = (contact: Contact, tx: Db = db) =>
  tx
    .selectDistinct({ id: members.id, name: members.name, title: members.title, email: persons.email, phone: members.phone })
    .from(projectTable)
    .innerJoin(table, and(eq(table.projectId, projectTable.id), eq(table.manages, true)))
    .innerJoin(members, eq(members.id, table.memberId))
    .innerJoin(persons, eq(persons.id, members.personId))
    .where(and(visibleTo(contact), isNull(projectTable.finishedAt), isNull(members.deactivatedAt), agency().showTeamMembers ? or(isNull(projectTable.showTeamMembers), eq(projectTable.showTeamMembers, true)) : eq(projectTable.showTeamMembers, true)))
    .orderBy(asc(members.name))
    .limit(12)
    .all();

/** The projects under way that somebody is on, as far as the viewer sees them, newest activity first: up to `limit`, and how many there are. */
export function worksOn(viewer: Member, memberId: string, limit: number, tx: Db = db) {
  const rows = tx
    .select({
      id: projectTable.id,
      name: projectTable.name,
      clientName: clients.name,
      manages: table.manages,
      lastActivityAt: projectTable.lastActivityAt,
      openTasks: sql<number>`(select count(*) from ${tasks} where ${tasks.assigneeId} = ${memberId} and ${tasks.status} in ('open', 'in_progress') and ${tasks.projectId} = ${projectTable.id})`,
      total: sql<number>`count(*) over ()`,
    })
    .from(table)
    .innerJoin(projectTable, eq(projectTable.id, table.projectId))
    .innerJoin(clients, eq(clients.id, projectTable.clientId))
    .where(and(eq(table.memberId, memberId), visibleTo(viewer), isNull(projectTable.finishedAt)))
    .orderBy(desc(projectTable.lastActivityAt))
    .limit(limit)
    .all();
  return { total: rows[0]?.total ?? 0, projects: rows.map(({ total: _, ...project }) => project) };
}

/** Says who works on a project, and who of them manages it. Gives the names of those taken off who still have open tasks there. Throws NotFound, Refused 403 for who does not lead it, or 422 for somebody who is not on the team. */
export function setPeople(tx: Db, member: Member, projectId: string, chosen: z.output<typeof PeopleForm>): string[] {
  const project = projects(member, tx).find(projectId);
  requireLead(tx, member, project);
  const known = new Set(colleagues(member, tx).active().map(({ id }) => id));
  const ids = [...new Set([...chosen.managers, ...chosen.members])];
  if (ids.some((id) => !known.has(id))) throw new Refused(422, "Somebody you chose is no longer on the team. Open the page again and choose from who is.");
  const gone = tx.delete(table).where(eq(table.projectId, projectId)).returning({ id: table.memberId }).all().map(({ id }) => id).filter((id) => !ids.includes(id));
  if (ids.length) tx.insert(table).values(ids.map((memberId) => ({ projectId, memberId, manages: chosen.managers.includes(memberId) }))).run();
  record(tx, member, "project.people_changed", projectSubject(project));
  return stillBusy(tx, projectId, gone);
}

/** Which of these still have open tasks on a project, by name: somebody should take them over. */
const stillBusy = (tx: Db, projectId: string, memberIds: string[]) =>
  tx
    .selectDistinct({ name: members.name })
    .from(tasks)
    .innerJoin(members, eq(members.id, tasks.assigneeId))
    .where(and(eq(tasks.projectId, projectId), inArray(tasks.status, ["open", "in_progress"]), inArray(tasks.assigneeId, memberIds)))
    .orderBy(asc(members.name))
    .all()
    .map(({ name }) => name);
