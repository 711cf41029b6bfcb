import { type SQL, and, asc, desc, eq, getTableColumns, isNotNull, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { type Db, db, prepared } from "#db/client.server.ts";
import { clients, projectMembers, projects as table } from "#db/schema/index.ts";
import { clients as clientsOf } from "#app/clients/clients.server.ts";
import type { Subject } from "#app/events/catalogue.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/id.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { mustStillBe } from "#app/lib/stamp.server.ts";
import { type Sight, isNarrow, isOnProject, projectsInReach } from "#app/people/reach.server.ts";
import type { Member, Viewer } from "#app/people/viewer.ts";
import { requireDuty } from "#app/team/duties.ts";
import { requireLead } from "./lead.server.ts";
import { type ProjectOrder, newestFirst } from "./asked.ts";
import type { ProjectChangeForm, ProjectForm } from "./forms.server.ts";

const { internalNotes: _internal, ...columns } = getTableColumns(table);
/** A project as both faces may know it; its internal notes are asked for by members alone: `internalNotesOf`. */
export type Project = Omit<typeof table.$inferSelect, "internalNotes">;

/**
 * Who may know that a project exists: its client's contacts; of the agency owners and managers, and members who are on
 * it or to whom the agency opens all; in a preview who is both. Decided here and nowhere else; exported for what lies
 * inside a project.
 */
export const visibleTo = (viewer: Sight): SQL | undefined => {
  if (viewer.kind === "contact") return and(eq(table.clientId, viewer.clientId), projectsInReach(viewer, table.id));
  if (viewer.kind === "stranger") return sql`0`;
  return projectsInReach(viewer, table.id);
};

function inOrder({ by, direction }: ProjectOrder) {
  const way = direction === "ascending" ? asc : desc;
  if (by === "activity") return [way(table.lastActivityAt)];
  const name = sql`${table.name} collate nocase`;
  if (by === "name") return [way(name), asc(table.id)];
  if (by === "client") return [way(sql`${clients.name} collate nocase`), name, asc(table.id)];
  // A finished project has no stage any more: the list says so in its place.
  return [way(sql`case when ${table.finishedAt} is null then ${table.stage} else 'Finished' end collate nocase`), name, asc(table.id)];
}

export interface ProjectFilter {
  id?: string;
  state?: "active" | "finished";
  clientId?: string;
  /** Words within the project's name. */
  search?: string;
}

/** The projects a viewer may see, newest activity first. */
export const projects = (viewer: Viewer, tx: Db = db) => ({
  page: ({ limit, offset }: { limit: number; offset: number }, filter: ProjectFilter = {}, order: ProjectOrder = newestFirst) =>
    tx
      .select({ ...columns, clientName: clients.name })
      .from(table)
      .innerJoin(clients, eq(clients.id, table.clientId))
      .where(matching(viewer, filter))
      .orderBy(...inOrder(order))
      .limit(limit)
      .offset(offset)
      .all(),
  count: (filter: ProjectFilter = {}) => tx.select({ total: sql<number>`count(*)` }).from(table).where(matching(viewer, filter)).get()!.total,
  /** One project with its client's name. Throws NotFound. */
  find(id: string): Project & { clientName: string } {
    const found = oneFor(viewer, id);
    if (!found) throw new NotFound();
    return found;
  },
});

// Every page of a project asks this several times: ready for each kind of viewer.
const one = (isVisible: SQL | undefined) =>
  prepared((db) =>
    db
      .select({ ...columns, clientName: clients.name })
      .from(table)
      .innerJoin(clients, eq(clients.id, table.clientId))
      .where(and(isVisible, eq(table.id, sql.placeholder("id"))))
      .prepare(),
  );
const [oneOfClient, oneOfMember, oneOfAll] = [one(eq(table.clientId, sql.placeholder("clientId"))), one(isOnProject(table.id, sql.placeholder("memberId"))), one(undefined)];

function oneFor(viewer: Viewer, id: string) {
  if (viewer.kind === "contact" && viewer.preview) return one(visibleTo(viewer))().get({ id });
  if (viewer.kind === "contact") return oneOfClient().get({ id, clientId: viewer.clientId });
  if (viewer.kind === "stranger") return undefined;
  return isNarrow(viewer) ? oneOfMember().get({ id, memberId: viewer.id }) : oneOfAll().get({ id });
}

const matching = (viewer: Viewer, { id, state, clientId, search }: ProjectFilter) =>
  and(
    visibleTo(viewer),
    state && (state === "active" ? isNull(table.finishedAt) : isNotNull(table.finishedAt)),
    id ? eq(table.id, id) : undefined,
    clientId ? eq(table.clientId, clientId) : undefined,
    search ? sql`${table.name} LIKE ${`%${search.replace(/[\\%_]/g, "\\$&")}%`} ESCAPE '\\'` : undefined,
  );

/** What members wrote about a project for themselves. Throws NotFound. */
export function internalNotesOf(member: Member, id: string, tx: Db = db): string {
  const found = tx.select({ internalNotes: table.internalNotes }).from(table).where(and(visibleTo(member), eq(table.id, id))).get();
  if (!found) throw new NotFound();
  return found.internalNotes;
}

export const projectSubject = (project: Pick<Project, "id" | "clientId" | "name">): Subject => ({ kind: "project", id: project.id, clientId: project.clientId, projectId: project.id, title: project.name });

/** Something the client may know of happened in a project: it stands first in lists. */
export const touch = (tx: Db, id: string) => tx.update(table).set({ lastActivityAt: now() }).where(eq(table.id, id)).run();

/**
 * Begins a project for a client, managed by who begins it; `setPeople` gives it to others. Gives its id. Throws NotFound,
 * Refused 403 by role, or 409 for an archived client.
 */
export function startProject(tx: Db, member: Member, clientId: string, { team, ...words }: z.output<typeof ProjectForm>): string {
  const { archivedAt } = clientsOf(member, tx).find(clientId);
  requireDuty(member, "projects");
  if (archivedAt) throw new Refused(409, "This client is archived. Bring it back first; then begin the project.", { field: "clientId" });
  const project = { id: newId(), clientId, ...words, showTeamMembers: shownBy[team], lastActivityAt: now(), createdAt: now() };
  tx.insert(table).values(project).run();
  tx.insert(projectMembers).values({ projectId: project.id, memberId: member.id, manages: true }).run();
  record(tx, member, "project.started", projectSubject(project));
  return project.id;
}

/** What a change of a project's details is held against. */
export const detailsOf = (member: Member, id: string, tx: Db = db) => {
  const project = projects(member, tx).find(id);
  const { name, summary, stage } = project;
  return { name, summary, stage, team: teamSetting(project), internalNotes: internalNotesOf(member, id, tx) };
};

/** Changes what is said of a project. Throws NotFound, Refused 403 for who does not lead it, or 409 where somebody changed it since `seen`. */
export function changeProject(tx: Db, member: Member, id: string, { team, seen, ...words }: z.output<typeof ProjectChangeForm>) {
  const project = projects(member, tx).find(id);
  requireLead(tx, member, project);
  mustStillBe(seen, detailsOf(member, id, tx), "Somebody changed these details while you were writing. Nothing was recorded. Open the page again in another tab, compare, and save again if yours should stand.");
  tx.update(table).set({ ...words, showTeamMembers: shownBy[team] }).where(eq(table.id, id)).run();
  record(tx, member, "project.changed", projectSubject({ ...project, name: words.name }));
}

const shownBy = { agency: null, shown: true, hidden: false } as const;
/** The setting as the form names it. */
export const teamSetting = ({ showTeamMembers }: Pick<Project, "showTeamMembers">) => (showTeamMembers === null ? "agency" : showTeamMembers ? "shown" : "hidden");

/** Marks a project as finished: it stays, for reading and talking. Throws NotFound, Refused 403 for who does not lead it, or 409 where it is finished. */
export function finishProject(tx: Db, member: Member, id: string) {
  const project = projects(member, tx).find(id);
  requireLead(tx, member, project);
  const { changes } = tx.update(table).set({ finishedAt: now(), lastActivityAt: now() }).where(and(eq(table.id, id), isNull(table.finishedAt))).run();
  if (!changes) throw new Refused(409, `${project.name} is already finished. Nothing was recorded.`);
  record(tx, member, "project.finished", projectSubject(project));
}

/** Takes a finished project up again. Throws NotFound, Refused 403 for who does not lead it, or 409 where it is not finished. */
export function resumeProject(tx: Db, member: Member, id: string) {
  const project = projects(member, tx).find(id);
  requireLead(tx, member, project);
  const { changes } = tx.update(table).set({ finishedAt: null, lastActivityAt: now() }).where(and(eq(table.id, id), isNotNull(table.finishedAt))).run();
  if (!changes) throw new Refused(409, `${project.name} is not finished. Nothing was recorded.`);
  record(tx, member, "project.resumed", projectSubject(project));
}
