import { type AnyColumn, and, asc, count, desc, eq, getTableColumns, isNotNull, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { type Db, db } from "#db/client.server.ts";
import { clients as table, contacts, members, projects } from "#db/schema/index.ts";
import type { Subject } from "#app/events/catalogue.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/id.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { mustStillBe } from "#app/lib/stamp.server.ts";
import { clientsInReach, projectsInReach } from "#app/people/reach.server.ts";
import type { Viewer } from "#app/people/viewer.ts";
import { requireDuty } from "#app/team/duties.ts";
import { members as team } from "#app/team/members.server.ts";
import { type ClientOrder, byName } from "./asked.ts";
import { endAccess } from "./access.server.ts";
import type { ClientChangeForm, ClientForm } from "./forms.server.ts";

export type Client = typeof table.$inferSelect;

/**
 * Who may know a client's record: of the agency who sees all, and members who look after it or are on a project of it.
 * A contact learns the client's name from being its contact, and nothing more here.
 */
export const visibleTo = (viewer: Viewer) => (viewer.kind === "member" || viewer.kind === "system" ? clientsInReach(viewer, table.id) : sql`0`);

/** "Is a client we still work for", of a column of client ids. */
export const isLive = (column: AnyColumn) => sql`${column} not in (select ${table.id} from ${table} where ${isNotNull(table.archivedAt)})`;

export interface ClientFilter {
  /** Words within the name. */
  search?: string;
  archived?: boolean;
}

/** Which clients are asked for, of those the viewer may know. */
export const matching = (viewer: Viewer, { search, archived = false }: ClientFilter) =>
  and(
    visibleTo(viewer),
    archived ? isNotNull(table.archivedAt) : isNull(table.archivedAt),
    search ? sql`${table.name} LIKE ${`%${search.replace(/[\\%_]/g, "\\$&")}%`} ESCAPE '\\'` : undefined,
  );

/** What a list stands in order by; last activity is as far as the viewer sees into the client's projects. */
function inOrder(viewer: Viewer, { by, direction }: ClientOrder) {
  const [way, name] = [direction === "ascending" ? asc : desc, sql`${table.name} COLLATE NOCASE`];
  if (by === "name") return [way(name)];
  if (by === "team") return [sql`${table.lookedAfterBy} IS NULL`, way(sql`${members.name} COLLATE NOCASE`), name];
  return [way(sql`(SELECT max(${projects.lastActivityAt}) FROM ${projects} WHERE ${and(sql`${projects.clientId} = ${table.id}`, projectsInReach(viewer, projects.id))})`), name];
}

/** The agency's clients, by name unless said otherwise; archived ones apart. */
export const clients = (viewer: Viewer, tx: Db = db) => ({
  page: ({ limit, offset }: { limit: number; offset: number }, filter: ClientFilter = {}, order: ClientOrder = byName) =>
    tx
      .select({ id: table.id, name: table.name, sinceOn: table.sinceOn, archivedAt: table.archivedAt, lookedAfterBy: members.name })
      .from(table)
      .leftJoin(members, eq(members.id, table.lookedAfterBy))
      .where(matching(viewer, filter))
      .orderBy(...inOrder(viewer, order), table.id)
      .limit(limit)
      .offset(offset)
      .all(),
  count: (filter: ClientFilter = {}) => tx.select({ total: count() }).from(table).where(matching(viewer, filter)).get()!.total,
  /** One client with the name of who looks after it. Throws NotFound. */
  find(id: string): Client & { lookedAfterByName: string | null } {
    const found = tx
      .select({ ...getTableColumns(table), lookedAfterByName: members.name })
      .from(table)
      .leftJoin(members, eq(members.id, table.lookedAfterBy))
      .where(and(visibleTo(viewer), eq(table.id, id)))
      .get();
    if (!found) throw new NotFound();
    return found;
  },
  /** Id and name of every client work may be done for: for a list to choose from. */
  active: () => tx.select({ id: table.id, name: table.name }).from(table).where(matching(viewer, {})).orderBy(sql`${table.name} COLLATE NOCASE`).all(),
});

/** What a change of a client's details is held against. */
export const detailsOf = ({ name, address, sinceOn, lookedAfterBy, internalNotes }: Client) => ({ name, address, sinceOn, lookedAfterBy, internalNotes });

/** Takes on a client. Gives its id. Throws NotFound for who is not of the agency, Refused 403 by role, 422 where who looks after it is not on the team. */
export function addClient(tx: Db, viewer: Viewer, { lookedAfterBy, ...words }: z.output<typeof ClientForm>): string {
  requireDuty(viewer, "clients");
  const id = newId();
  tx.insert(table).values({ id, ...words, lookedAfterBy: onTeam(tx, viewer, lookedAfterBy), createdAt: now() }).run();
  record(tx, viewer, "client.added", clientSubject({ id, name: words.name }));
  return id;
}

/** Changes a client's details. Throws NotFound, Refused 403 by role, 409 where it is archived or was changed meanwhile. */
export function changeClient(tx: Db, viewer: Viewer, id: string, { lookedAfterBy = undefined, seen, ...words }: z.output<typeof ClientChangeForm>) {
  const client = activeClient(tx, viewer, id);
  mustStillBe(seen, detailsOf(client), "Somebody changed these details while you were writing. Nothing was recorded. Open the page again in another tab, compare, and save again if yours should stand.");
  const after = { ...words, lookedAfterBy: lookedAfterBy === client.lookedAfterBy ? client.lookedAfterBy : onTeam(tx, viewer, lookedAfterBy) };
  const changed = Object.keys(after).filter((field) => after[field as keyof typeof after] !== client[field as keyof typeof after]);
  if (changed.length === 0) return;
  tx.update(table).set(after).where(eq(table.id, id)).run();
  record(tx, viewer, "client.changed", clientSubject({ id, name: after.name }), { fields: changed.join(", ") });
}

/**
 * Puts a client away: its contacts' sessions end, their links are void and letters stop, in this transaction. Nothing
 * is deleted. Throws NotFound, Refused 403 by role, or 409 where it is archived already.
 */
export function archiveClient(tx: Db, viewer: Viewer, id: string) {
  const client = activeClient(tx, viewer, id);
  tx.update(table).set({ archivedAt: now() }).where(and(eq(table.id, id), isNull(table.archivedAt))).run();
  for (const contact of tx.select({ id: contacts.id, personId: contacts.personId }).from(contacts).where(eq(contacts.clientId, id)).all()) endAccess(tx, contact, "client archived");
  record(tx, viewer, "client.archived", clientSubject(client));
}

/** Brings an archived client back, with its contacts as they were. Throws NotFound, Refused 403 by role, or 409 where it is not archived. */
export function restoreClient(tx: Db, viewer: Viewer, id: string) {
  const client = clients(viewer, tx).find(id);
  requireDuty(viewer, "clients");
  if (!client.archivedAt) throw new Refused(409, `${client.name} is not archived. Nothing was recorded.`);
  tx.update(table).set({ archivedAt: null }).where(eq(table.id, id)).run();
  record(tx, viewer, "client.restored", clientSubject(client));
}

/** A client that is not archived, for who may change it. Throws NotFound, Refused 403 by role, or 409. */
export function activeClient(tx: Db | undefined, viewer: Viewer, id: string) {
  const client = clients(viewer, tx).find(id);
  requireDuty(viewer, "clients");
  if (client.archivedAt) throw new Refused(409, `${client.name} is archived. Nothing was recorded. Bring the client back first.`);
  return client;
}

export const clientSubject = ({ id, name }: Pick<Client, "id" | "name">): Subject => ({ kind: "client", id, clientId: id, title: name });

/** The id of a member who is on the team, or null for nobody. Throws Refused 422. */
function onTeam(tx: Db, viewer: Viewer, id: string | undefined): string | null {
  if (!id) return null;
  if (!team(viewer, tx).active().some((member) => member.id === id)) throw new Refused(422, "Choose somebody who is on the team", { field: "lookedAfterBy" });
  return id;
}
