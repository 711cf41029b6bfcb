import { type SQL, and, asc, desc, eq, getTableColumns, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { clients as clientTable, contacts, files as fileTable, informationRequests as table, members, projects as projectTable, requestDrafts, requestFiles, requestItems as items, requestSubmissions as submissions } from "#db/schema/index.ts";
import { isLive, visibleTo as clientVisibleTo } from "#app/clients/clients.server.ts";
import type { Sorted } from "#app/lib/pages.ts";
import { NotFound } from "#app/lib/refused.ts";
import type { SignedIn, Viewer } from "#app/people/viewer.ts";
import { visibleTo as projectVisibleTo } from "#app/projects/projects.server.ts";
import type { Asked } from "#app/questions/questions.server.ts";
import { type ItemStatus, type RequestStatus, itemStatusOf, numberOf, progressOf, statusOf } from "./request.ts";

export type InformationRequest = typeof table.$inferSelect;
export type Item = typeof items.$inferSelect;
export type Submission = typeof submissions.$inferSelect;

/** Who may know that something was asked: of the agency who may see the client (and the project, where it has one); of the client every contact, once it was sent. */
export const visibleTo = (viewer: Viewer): SQL | undefined => {
  if (viewer.kind === "contact") return and(eq(table.clientId, viewer.clientId), isNotNull(table.sentAt), viewer.preview && visibleTo(viewer.preview.by));
  const [client, project] = [clientVisibleTo(viewer), projectVisibleTo(viewer)];
  return and(
    client && sql`${table.clientId} in (select ${clientTable.id} from ${clientTable} where ${client})`,
    project && sql`(${table.projectId} is null or ${table.projectId} in (select ${projectTable.id} from ${projectTable} where ${project}))`,
  );
};

export interface RequestFilter {
  /** Completed holds what was cancelled too; current is what is not completed, drafts among it. */
  tab?: "open" | "completed" | "draft" | "current";
  clientId?: string;
  projectId?: string;
  search?: string;
  /** Those with an answer that nobody has reviewed yet. */
  waiting?: boolean;
  /** Those that wait for the client: with an item nobody has answered yet, or that was returned. */
  lacking?: boolean;
  /** This one alone. */
  id?: string;
  /** Only of clients that are not archived. */
  live?: boolean;
}
export const requestOrders = ["title", "client", "sent", "due"] as const;
export type RequestOrder = Sorted<(typeof requestOrders)[number]>;
/** Drafts are as new as the day they were begun. */
export const newestFirst: RequestOrder = { by: "sent", direction: "descending" };

// `statusOf`, as it stands in SQL: for filters. The newest submission is the one that counts; each item is looked at once.
const ofItems = (what: SQL) => sql`(select ${what} from request_items i left join request_submissions s on s.item_id = i.id and s.number = (select max(n.number) from request_submissions n where n.item_id = i.id) where i.request_id = ${table.id})`;
const settled = sql`(i.waived_at is not null or s.accepted_at is not null)`;
const waits = sql`(i.waived_at is null and s.item_id is not null and s.accepted_at is null and s.rejected_at is null)`;
const isComplete = ofItems(sql`case when max(i.required) = 1 then min(i.required = 0 or ${settled}) and not max(${waits}) else count(*) > 0 and min(${settled}) end`);
const inTab = {
  draft: and(isNull(table.sentAt), isNull(table.cancelledAt)),
  open: and(isNotNull(table.sentAt), isNull(table.cancelledAt), sql`not ${isComplete}`),
  current: and(isNull(table.cancelledAt), sql`(${table.sentAt} is null or not ${isComplete})`),
  completed: sql`(${table.cancelledAt} is not null or (${table.sentAt} is not null and ${isComplete}))`,
} satisfies Record<NonNullable<RequestFilter["tab"]>, SQL | undefined>;

const isLacking = ofItems(sql`coalesce(max(not ${settled} and not ${waits}), 0)`);
const isWaiting = and(isNotNull(table.sentAt), isNull(table.cancelledAt), ofItems(sql`coalesce(max(${waits}), 0)`));

const keyOf = { title: sql`${table.title} collate nocase`, client: sql`${clientTable.name} collate nocase`, sent: sql`coalesce(${table.sentAt}, ${table.createdAt})`, due: sql`${table.dueOn}` } satisfies Record<RequestOrder["by"], SQL>;
/** What has no due date stands last, either way round. */
const inOrder = ({ by, direction }: RequestOrder) => {
  const way = direction === "ascending" ? asc : desc;
  return [...(by === "due" ? [sql`${table.dueOn} is null`] : []), way(keyOf[by]), ...(by === "sent" ? [] : [desc(keyOf.sent)]), desc(table.id)];
};

const columns = { ...getTableColumns(table), clientName: clientTable.name, projectName: projectTable.name, authorName: members.name };

/** The requests a viewer may know of, newest first. */
export const requests = (viewer: Viewer, tx: Db = db) => {
  const matching = ({ tab, clientId, projectId, search, waiting, lacking, id, live }: RequestFilter) =>
    and(
      visibleTo(viewer),
      tab && inTab[tab],
      waiting ? isWaiting : undefined,
      lacking ? and(inTab.open, isLacking) : undefined,
      id ? eq(table.id, id) : undefined,
      live ? isLive(table.clientId) : undefined,
      clientId ? eq(table.clientId, clientId) : undefined,
      projectId ? eq(table.projectId, projectId) : undefined,
      search ? sql`${table.title} like ${`%${search.replace(/[\\%_]/g, "\\$&")}%`} escape '\\'` : undefined,
    );
  const chosen = (where: SQL | undefined) =>
    tx.select(columns).from(table).innerJoin(clientTable, eq(clientTable.id, table.clientId)).innerJoin(members, eq(members.id, table.authorId)).leftJoin(projectTable, eq(projectTable.id, table.projectId)).where(where);
  return {
    page({ limit, offset }: { limit: number; offset: number }, filter: RequestFilter = {}, order: RequestOrder = newestFirst) {
      const rows = chosen(matching(filter)).orderBy(...inOrder(order)).limit(limit).offset(offset).all();
      const all = grouped(itemsOf(rows.map(({ id }) => id), tx), ({ requestId }) => requestId);
      return rows.map((row) => asFound(row, all.get(row.id) ?? []));
    },
    count: (filter: RequestFilter = {}) => tx.select({ total: sql<number>`count(*)` }).from(table).where(matching(filter)).get()!.total,
    /** One request with its items, each with its newest submission. Throws NotFound. */
    find(id: string) {
      const found = chosen(and(visibleTo(viewer), eq(table.id, id))).get();
      if (!found) throw new NotFound();
      return asFound(found, itemsOf([id], tx));
    },
  };
};

/** Rows by what they belong to, in their order. */
function grouped<Row>(rows: Row[], of: (row: Row) => string) {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(of(row));
    if (group) group.push(row);
    else groups.set(of(row), [row]);
  }
  return groups;
}

const asFound = <Row extends InformationRequest & { clientName: string; projectName: string | null; authorName: string }>(row: Row, items: ItemRow[]) => ({
  ...row,
  number: numberOf(row.number),
  items,
  status: statusOf({ ...row, items, everAnswered: items.some(({ latest }) => latest !== null) }) as RequestStatus,
  progress: progressOf(items),
});
export type Found = ReturnType<ReturnType<typeof requests>["find"]>;

const newest = sql`${submissions.number} = (select max(n.number) from request_submissions n where n.item_id = ${items.id})`;

/** The items of requests the viewer has found, in their order, each with its newest submission and its status: one query for all. */
function itemsOf(requestIds: string[], tx: Db) {
  if (requestIds.length === 0) return [];
  return tx
    .select({ item: items, latest: submissions, byName: contacts.name, reviewerName: members.name })
    .from(items)
    .leftJoin(submissions, and(eq(submissions.itemId, items.id), newest))
    .leftJoin(contacts, eq(contacts.id, submissions.contactId))
    .leftJoin(members, eq(members.id, submissions.reviewedBy))
    .where(inArray(items.requestId, requestIds))
    .orderBy(asc(items.requestId), asc(items.position))
    .all()
    .map(({ item, latest, byName, reviewerName }) => ({ ...item, latest: latest && { ...latest, byName: byName!, reviewerName }, status: itemStatusOf({ waivedAt: item.waivedAt, latest }) as ItemStatus }));
}
export type ItemRow = ReturnType<typeof itemsOf>[number];

/** One item of a request the viewer may see. Throws NotFound. */
export function itemOf(viewer: SignedIn, requestId: string, itemId: string, tx: Db = db): { request: Found; item: ItemRow } {
  const request = requests(viewer, tx).find(requestId);
  const item = request.items.find(({ id }) => id === itemId);
  if (!item) throw new NotFound();
  return { request, item };
}

/** Everything that was ever submitted for an item the viewer has found, newest first. */
export const submissionsOf = ({ id, clientId }: Pick<Item, "id" | "clientId">, tx: Db = db) =>
  tx
    .select({ ...getTableColumns(submissions), byName: contacts.name, reviewerName: members.name })
    .from(submissions)
    .innerJoin(contacts, eq(contacts.id, submissions.contactId))
    .leftJoin(members, eq(members.id, submissions.reviewedBy))
    .where(and(eq(submissions.itemId, id), eq(submissions.clientId, clientId)))
    .orderBy(desc(submissions.number))
    .all();

/** The same of all items of a request the viewer has found, by item: one query. */
export const submissionsBy = ({ items: all, clientId }: Pick<Found, "items" | "clientId">, tx: Db = db) =>
  grouped(
    tx
      .select({ ...getTableColumns(submissions), byName: contacts.name, reviewerName: members.name })
      .from(submissions)
      .innerJoin(contacts, eq(contacts.id, submissions.contactId))
      .leftJoin(members, eq(members.id, submissions.reviewedBy))
      .where(and(inArray(submissions.itemId, all.map(({ id }) => id)), eq(submissions.clientId, clientId)))
      .orderBy(desc(submissions.number))
      .all(),
    ({ itemId }) => itemId,
  );

/** What is being written for each item of a request, by item: who saved it last, and when. For the client's contacts alone. */
export const draftsOf = ({ items: all, clientId }: Pick<Found, "items" | "clientId">, tx: Db = db) =>
  new Map(
    tx
      .select({ ...getTableColumns(requestDrafts), byName: contacts.name })
      .from(requestDrafts)
      .innerJoin(contacts, eq(contacts.id, requestDrafts.contactId))
      .where(and(inArray(requestDrafts.itemId, all.map(({ id }) => id)), eq(requestDrafts.clientId, clientId)))
      .all()
      .map((draft) => [draft.itemId, draft]),
  );

/** The files of a request's items that no submission holds yet, oldest first. For the client's contacts alone. */
export const looseFilesOf = ({ items: all, clientId }: Pick<Found, "clientId"> & { items: Pick<ItemRow, "id">[] }, tx: Db = db) =>
  tx
    .select({ itemId: requestFiles.itemId, id: fileTable.id, name: fileTable.name, size: fileTable.size, sha256: fileTable.sha256, at: requestFiles.createdAt, byName: contacts.name })
    .from(requestFiles)
    .innerJoin(fileTable, eq(fileTable.id, requestFiles.fileId))
    .innerJoin(contacts, eq(contacts.id, requestFiles.contactId))
    .where(and(inArray(requestFiles.itemId, all.map(({ id }) => id)), eq(requestFiles.clientId, clientId), isNull(requestFiles.submissionId), isNull(requestFiles.removedAt)))
    .orderBy(requestFiles.createdAt, sql`files.rowid`)
    .all();
export type Loose = ReturnType<typeof looseFilesOf>[number];

export const subjectOf = ({ id, clientId, projectId, title }: Pick<InformationRequest, "id" | "clientId" | "projectId" | "title">): Asked => ({ kind: "information_request", id, clientId, projectId, title });
