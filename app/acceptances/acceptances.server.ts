import { type SQL, and, asc, desc, eq, getTableColumns, gte, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { acceptanceContacts as asked, acceptances as table, clients, contacts, files, projects as projectTable } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { isLive } from "#app/clients/clients.server.ts";
import { now } from "#app/lib/clock.ts";
import { RUNNING_OUT, clockTime, dayIn, daysAfter, partsIn } from "#app/lib/dates.ts";
import type { MoveOf } from "#app/lib/lifecycle.ts";
import { NotFound } from "#app/lib/refused.ts";
import type { SignedIn, Viewer } from "#app/people/viewer.ts";
import { visibleTo as projectVisibleTo } from "#app/projects/projects.server.ts";
import type { Asked } from "#app/questions/questions.server.ts";
import { LAPSED, noTimeAsked } from "#app/questions/unanswered.server.ts";
import { type AcceptanceStatus, deadlineOf, life, statusOf } from "./acceptance.ts";

export type Acceptance = typeof table.$inferSelect;

/** Who may know that an acceptance was asked for: who may see its project. Every contact of the client does; deciding is another matter. */
export const visibleTo = (viewer: Viewer) => {
  const project = projectVisibleTo(viewer);
  return and(
    viewer.kind === "contact" ? eq(table.clientId, viewer.clientId) : undefined,
    project && sql`+${table.projectId} in (select ${projectTable.id} from ${projectTable} where ${project})`,
  );
};

export interface AcceptanceFilter {
  status?: AcceptanceStatus;
  clientId?: string;
  projectId?: string;
  documentId?: string;
  /** Those that wait for this contact's own yes. */
  awaits?: string;
  /** What was asked anew in this one's place. */
  replacing?: string;
  /** Accepted or expired: nobody need act. */
  settled?: boolean;
  /** Expired, and not yet put on record. */
  unnoted?: boolean;
  /** Running out, and the agency was not told yet. */
  untold?: boolean;
  /** Expired of late without a word since: neither sent again, nor is more time asked for. */
  lapsed?: boolean;
  /** This one alone. */
  id?: string;
  /** Only of clients that are not archived. */
  live?: boolean;
}

/** A wall clock of the agency's zone, as days and times stand in the table: to find what has expired without asking row by row. */
function wallClock(at: Date) {
  const { timeZone } = agency();
  const { hour, minute, second } = partsIn(timeZone, at);
  return { today: dayIn(timeZone, at), time: `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`, isPast: second > 0 };
}

/** Those whose time ends before an instant; the exact instant is `deadlineOf`, this is its shape in SQL. */
const endsBefore = (at: Date) => {
  const { today, time, isPast } = wallClock(at);
  return or(sql`${table.expiresOn} < ${today}`, and(eq(table.expiresOn, today), isPast ? sql`${table.expiresTime} <= ${time}` : sql`${table.expiresTime} < ${time}`));
};
const hasExpired = () => endsBefore(now());
const open = and(isNull(table.acceptedAt), isNull(table.withdrawnAt));
const being = (status: AcceptanceStatus): SQL | undefined => {
  if (status === "accepted") return isNotNull(table.acceptedAt);
  if (status === "withdrawn") return isNotNull(table.withdrawnAt);
  return status === "expired" ? and(open, hasExpired()) : and(open, sql`not coalesce(${hasExpired()}, 0)`);
};

const columns = { ...getTableColumns(table), clientName: clients.name, projectName: projectTable.name, fileName: files.name, size: files.size, sha256: files.sha256 };

const orders = { newest: [desc(table.requestedAt), desc(table.id)], deadline: [asc(table.expiresOn), asc(sql`coalesce(${table.expiresTime}, '24:00')`), asc(table.id)] };

/** The acceptances a viewer may know of, newest first. */
export const acceptances = (viewer: Viewer, tx: Db = db) => {
  const matching = ({ status, clientId, projectId, documentId, awaits, replacing, settled, unnoted, untold, lapsed, id, live }: AcceptanceFilter) =>
    and(
      visibleTo(viewer),
      status && being(status),
      clientId ? eq(table.clientId, clientId) : undefined,
      projectId ? eq(table.projectId, projectId) : undefined,
      documentId ? eq(table.documentId, documentId) : undefined,
      awaits ? sql`exists (select 1 from ${asked} where ${asked.acceptanceId} = ${table.id} and ${asked.contactId} = ${awaits} and ${asked.acceptedAt} is null)` : undefined,
      replacing ? eq(table.replaces, replacing) : undefined,
      settled ? and(isNull(table.withdrawnAt), or(isNotNull(table.acceptedAt), hasExpired())) : undefined,
      unnoted ? isNull(table.expiryNotedAt) : undefined,
      untold ? and(isNull(table.endingNotedAt), endsBefore(new Date(now().getTime() + RUNNING_OUT))) : undefined,
      lapsed ? and(being("expired"), gte(table.expiresOn, daysAfter(dayIn(agency().timeZone, now()), -LAPSED)), noTimeAsked(table.id), sql`not exists (select 1 from acceptances later where later.replaces = ${table.id})`) : undefined,
      id ? eq(table.id, id) : undefined,
      live ? isLive(table.clientId) : undefined,
    );
  const chosen = (where: SQL | undefined) =>
    tx
      .select(columns)
      .from(table)
      .innerJoin(clients, eq(clients.id, table.clientId))
      .innerJoin(projectTable, eq(projectTable.id, table.projectId))
      .innerJoin(files, eq(files.id, table.fileId))
      .where(where);
  return {
    page: ({ limit, offset }: { limit: number; offset: number }, filter: AcceptanceFilter = {}, order: "newest" | "deadline" = "newest") => chosen(matching(filter)).orderBy(...orders[order]).limit(limit).offset(offset).all().map(withStatus),
    count: (filter: AcceptanceFilter = {}) => tx.select({ total: sql<number>`count(*)` }).from(table).where(matching(filter)).get()!.total,
    /** One of them, with the file it is about. Throws NotFound. */
    find(id: string) {
      const found = chosen(and(visibleTo(viewer), eq(table.id, id))).get();
      if (!found) throw new NotFound();
      return withStatus(found);
    },
  };
};

const withStatus = <Row extends Acceptance>(row: Row) => {
  const { timeZone } = agency();
  return { ...row, status: statusOf(row, timeZone, now()), deadline: deadlineOf(row, timeZone) };
};
export type Found = ReturnType<ReturnType<typeof acceptances>["find"]>;

/** One that this move is open to now: a page offers no form for another. Throws NotFound, Refused 409. */
export function mustBeOpenTo(viewer: Viewer, id: string, move: MoveOf<typeof life.table>) {
  const found = acceptances(viewer).find(id);
  life.after(found.status, move);
  return found;
}

/** Of whom a yes is asked, and who gave it; whose access has ended is said. For one the viewer has found. */
export const askedOf = ({ id, clientId }: Pick<Acceptance, "id" | "clientId">, tx: Db = db) =>
  tx
    .select({ contactId: asked.contactId, name: contacts.name, role: contacts.role, acceptedAt: asked.acceptedAt, receiptId: asked.receiptId, mayAccept: contacts.canApproveWork, endedAt: contacts.deactivatedAt })
    .from(asked)
    .innerJoin(contacts, eq(contacts.id, asked.contactId))
    .where(and(eq(asked.acceptanceId, id), eq(asked.clientId, clientId)))
    .orderBy(asc(contacts.name))
    .all();

/** Of several the viewer has found, who else can still accept each, by its id: one query. */
export function stillAskedOf(ids: string[], tx: Db = db): Map<string, { contactId: string; name: string }[]> {
  const rows = tx
    .select({ id: asked.acceptanceId, contactId: asked.contactId, name: contacts.name })
    .from(asked)
    .innerJoin(contacts, eq(contacts.id, asked.contactId))
    .where(and(inArray(asked.acceptanceId, ids), isNull(asked.acceptedAt), isNull(contacts.deactivatedAt), eq(contacts.canApproveWork, true)))
    .orderBy(asc(contacts.name))
    .all();
  const by = new Map<string, { contactId: string; name: string }[]>();
  for (const { id, ...one } of rows) by.set(id, [...(by.get(id) ?? []), one]);
  return by;
}

export const subjectOf = ({ id, clientId, projectId, title }: Pick<Acceptance, "id" | "clientId" | "projectId" | "title">): Asked => ({ kind: "acceptance", id, clientId, projectId, title });

/** "21 Nov 2025, 5:00 pm": for sentences and letters. */
export const untilWords = ({ expiresOn, expiresTime }: Pick<Acceptance, "expiresOn" | "expiresTime">) => {
  const { timeZone } = agency();
  return expiresTime ? `${expiresOn}, ${clockTime(timeZone, deadlineOf({ expiresOn, expiresTime }, timeZone))}` : expiresOn;
};

/** Whether this acceptance waits for this contact's own yes. */
export const waitsFor = (viewer: SignedIn, status: AcceptanceStatus, people: { contactId: string; acceptedAt: Date | null }[]) =>
  viewer.kind === "contact" && viewer.can.approveWork && status === "pending" && people.some(({ contactId, acceptedAt }) => contactId === viewer.id && !acceptedAt);
