import { type SQL, and, asc, desc, eq, getTableColumns, isNotNull, isNull, lt, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { type Db, db } from "#db/client.server.ts";
import { clients as clientTable, contacts, members, projects as projectTable, ticketCategories as categories, tickets as table } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { isLive, visibleTo as clientVisibleTo } from "#app/clients/clients.server.ts";
import type { Subject } from "#app/events/catalogue.ts";
import { HOUR, now } from "#app/lib/clock.ts";
import { dayIn } from "#app/lib/dates.ts";
import type { Sorted } from "#app/lib/pages.ts";
import { NotFound } from "#app/lib/refused.ts";
import type { Viewer } from "#app/people/viewer.ts";
import { visibleTo as projectVisibleTo } from "#app/projects/projects.server.ts";
import { type Kind, type Priority, SILENCE, type TicketStatus, closesAt, numberOf, statusOf } from "./ticket.ts";

export type Ticket = typeof table.$inferSelect;

/**
 * Who may know of a job or ticket: of the client, contacts who may submit requests; of the agency who may see the client
 * (and the project, where it has one). Decided here and nowhere else.
 */
export const visibleTo = (viewer: Viewer): SQL | undefined => {
  if (viewer.kind === "contact") return viewer.can.submitRequests ? and(eq(table.clientId, viewer.clientId), viewer.preview && visibleTo(viewer.preview.by)) : sql`0`;
  const [client, project] = [clientVisibleTo(viewer), projectVisibleTo(viewer)];
  return and(
    client && sql`${table.clientId} in (select ${clientTable.id} from ${clientTable} where ${client})`,
    project && sql`(${table.projectId} is null or ${table.projectId} in (select ${projectTable.id} from ${projectTable} where ${project}))`,
  );
};

// `statusOf`, as it stands in SQL: for lists. The words of `open` are those of its index.
const open = sql`${table.resolvedAt} is null and ${table.declinedAt} is null and ${table.cancelledAt} is null and ${table.mergedAt} is null`;
const quietSince = sql`max(${table.resolvedAt}, ${table.lastMessageAt})`;
const states = {
  open: () => open,
  new: () => and(open, isNull(table.startedAt)),
  in_progress: () => and(open, isNotNull(table.startedAt), isNull(table.waitingSince)),
  ours: () => and(open, isNull(table.waitingSince)),
  waiting: () => and(open, isNotNull(table.waitingSince)),
  resolved: () => {
    const since = now().getTime() - SILENCE;
    // `quietSince` as two times, each of which has an index.
    return and(isNotNull(table.resolvedAt), sql`${table.id} in (select id from tickets where resolved_at > ${since} union all select id from tickets where last_message_at > ${since})`);
  },
  closed: () => and(isNotNull(table.resolvedAt), sql`${quietSince} <= ${now().getTime() - SILENCE}`),
  declined: () => isNotNull(table.declinedAt),
  cancelled: () => isNotNull(table.cancelledAt),
  merged: () => isNotNull(table.mergedAt),
  /** Over, one way or another; what was merged lives on where it went. */
  over: () => and(isNull(table.mergedAt), or(isNotNull(table.resolvedAt), isNotNull(table.declinedAt), isNotNull(table.cancelledAt))),
  overdue: () =>
    and(open, isNull(table.waitingSince), or(and(eq(table.lastBy, "client"), lt(table.turnAt, new Date(now().getTime() - agency().ticketAnswerHours * HOUR))), lt(table.wantedOn, dayIn(agency().timeZone, now())))),
} satisfies Record<string, () => SQL | undefined>;
export type TicketState = keyof typeof states;
export const isState = (word: string): word is TicketState => word in states;

export interface TicketFilter {
  state?: TicketState;
  clientId?: string;
  projectId?: string;
  kind?: Kind;
  priority?: Priority;
  /** A member's id; null for those nobody has. */
  assigneeId?: string | null;
  /** Words of the subject, or its number. */
  search?: string;
  /** Where the client had the last word, and waits for ours. */
  unanswered?: boolean;
  /** Those that wait longer than they should. */
  overdue?: boolean;
  /** All but this one. */
  not?: string;
  /** This one alone. */
  id?: string;
  /** Only of clients that are not archived. */
  live?: boolean;
}
export const ticketOrders = ["pressing", "subject", "client", "newest", "turn"] as const;
export type TicketOrder = Sorted<(typeof ticketOrders)[number]>;
export const mostPressing: TicketOrder = { by: "pressing", direction: "descending" };
export const newestWord: TicketOrder = { by: "newest", direction: "descending" };

const inOrder = ({ by, direction }: TicketOrder) => {
  const way = direction === "ascending" ? asc : desc;
  const [towards, against] = direction === "descending" ? [desc, asc] : [asc, desc];
  if (by === "pressing") return [towards(table.priority), against(table.turnAt), against(table.id)];
  if (by === "turn") return [way(table.turnAt), way(table.id)];
  if (by === "newest") return [way(table.lastMessageAt), way(table.id)];
  return [way(sql`${by === "subject" ? table.subject : clientTable.name} collate nocase`), desc(table.lastMessageAt), asc(table.id)];
};

const [assignees, openers] = [alias(members, "assignees"), alias(members, "openers")];
const columns = {
  ...getTableColumns(table),
  clientName: clientTable.name,
  projectName: projectTable.name,
  categoryName: categories.name,
  contactName: contacts.name,
  assigneeName: assignees.name,
  openerName: openers.name,
};

/** The jobs and tickets a viewer may know of. */
export const tickets = (viewer: Viewer, tx: Db = db) => {
  const matching = ({ state, clientId, projectId, kind, priority, assigneeId, search, unanswered, overdue, not, id, live }: TicketFilter) =>
    and(
      visibleTo(viewer),
      state && states[state](),
      clientId ? eq(table.clientId, clientId) : undefined,
      projectId ? eq(table.projectId, projectId) : undefined,
      kind && eq(table.kind, kind),
      priority === undefined ? undefined : eq(table.priority, priority),
      assigneeId === undefined ? undefined : assigneeId === null ? isNull(table.assigneeId) : eq(table.assigneeId, assigneeId),
      search ? wordsIn(search) : undefined,
      unanswered ? eq(table.lastBy, "client") : undefined,
      overdue ? states.overdue() : undefined,
      not ? sql`${table.id} <> ${not}` : undefined,
      id ? eq(table.id, id) : undefined,
      live ? isLive(table.clientId) : undefined,
    );
  const chosen = (where: SQL | undefined) =>
    tx
      .select(columns)
      .from(table)
      .innerJoin(clientTable, eq(clientTable.id, table.clientId))
      .innerJoin(categories, eq(categories.id, table.categoryId))
      .leftJoin(projectTable, eq(projectTable.id, table.projectId))
      .leftJoin(contacts, eq(contacts.id, table.contactId))
      .leftJoin(assignees, eq(assignees.id, table.assigneeId))
      .leftJoin(openers, eq(openers.id, table.openedBy))
      .where(where);
  return {
    page: ({ limit, offset }: { limit: number; offset: number }, filter: TicketFilter = {}, order: TicketOrder = newestWord) =>
      chosen(matching(filter)).orderBy(...inOrder(order)).limit(limit).offset(offset).all().map(asFound),
    /** The one after, or before, another in pressing order, of those asked for: also where that other is not among them any more. */
    beside(way: "next" | "previous", { id, priority, turnAt }: Pick<Ticket, "id" | "priority" | "turnAt">, filter: TicketFilter) {
      const at = turnAt.getTime();
      const after = sql`(${table.priority} < ${priority} or (${table.priority} = ${priority} and (${table.turnAt}, ${table.id}) > (${at}, ${id})))`;
      const before = sql`(${table.priority} > ${priority} or (${table.priority} = ${priority} and (${table.turnAt}, ${table.id}) < (${at}, ${id})))`;
      const found = tx
        .select({ id: table.id, kind: table.kind, number: table.number, subject: table.subject })
        .from(table)
        .where(and(matching(filter), way === "next" ? after : before))
        .orderBy(...inOrder({ by: "pressing", direction: way === "next" ? "descending" : "ascending" }))
        .limit(1)
        .get();
      return found && named(found);
    },
    count: (filter: TicketFilter = {}) => tx.select({ total: sql<number>`count(*)` }).from(table).where(matching(filter)).get()!.total,
    /** How many of the open ones stand in each of the saved views: one walk over what is open. */
    views: (memberId: string) => {
      const within = (which: SQL | undefined) => sql<number>`coalesce(sum(case when ${which} then 1 end), 0)`;
      return tx
        .select({
          open: sql<number>`count(*)`,
          mine: within(eq(table.assigneeId, memberId)),
          unassigned: within(isNull(table.assigneeId)),
          ours: within(isNull(table.waitingSince)),
          waiting: within(isNotNull(table.waitingSince)),
          overdue: within(states.overdue()),
        })
        .from(table)
        .where(and(visibleTo(viewer), open))
        .get()!;
    },
    /** One of them. Throws NotFound. */
    find(id: string) {
      const found = chosen(and(visibleTo(viewer), eq(table.id, id))).get();
      if (!found) throw new NotFound();
      return asFound(found);
    },
    /** What was merged into one that was found, oldest first. */
    mergedInto: (id: string) => tx.select({ id: table.id, kind: table.kind, number: table.number, subject: table.subject }).from(table).where(and(visibleTo(viewer), eq(table.mergedInto, id))).orderBy(asc(table.mergedAt)).all().map(named),
    /** What goes on where one that was found was closed. */
    following: (id: string) => tx.select({ id: table.id, kind: table.kind, number: table.number, subject: table.subject }).from(table).where(and(visibleTo(viewer), eq(table.followsId, id))).orderBy(asc(table.createdAt)).all().map(named),
  };
};

function wordsIn(search: string): SQL {
  const number = /^\s*([jt])-?0*(\d{1,9})\s*$/i.exec(search);
  if (number) return and(eq(table.kind, number[1]!.toLowerCase() === "j" ? "job" : "support"), eq(table.number, Number(number[2])))!;
  return sql`${table.subject} like ${`%${search.replace(/[\\%_]/g, "\\$&")}%`} escape '\\'`;
}

const named = <Row extends { kind: Kind; number: number }>(row: Row) => ({ ...row, name: numberOf(row.kind, row.number) });
type Row = Ticket & { clientName: string; projectName: string | null; categoryName: string; contactName: string | null; assigneeName: string | null; openerName: string | null };
const asFound = (row: Row) => ({ ...named(row), status: statusOf(row, now()) as TicketStatus, closesAt: closesAt(row) });
export type Found = ReturnType<typeof asFound>;

/** Where the way from what was merged ends: the id of the ticket it lives on in. For one the viewer has found. */
export function lastOf(viewer: Viewer, found: Pick<Found, "id" | "mergedInto">, tx: Db = db): string {
  let [id, next] = [found.id, found.mergedInto];
  while (next) ({ id, mergedInto: next } = tickets(viewer, tx).find(next));
  return id;
}

export const subjectOf = ({ id, clientId, projectId, subject }: Pick<Ticket, "id" | "clientId" | "projectId" | "subject">): Subject & { clientId: string } => ({ kind: "ticket", id, clientId, projectId, title: subject });
