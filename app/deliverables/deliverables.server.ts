import { type SQL, and, asc, desc, eq, getTableColumns, inArray, isNull, sql } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { clients, contacts, deliverables as table, files, members, projects as projectTable, proofJobs, proofPictures, roundApprovers, roundDecisions, roundPieces, rounds } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { isLive } from "#app/clients/clients.server.ts";
import { now } from "#app/lib/clock.ts";
import { endOfDay } from "#app/lib/dates.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import type { Contact, SignedIn, Viewer } from "#app/people/viewer.ts";
import { visibleTo as projectVisibleTo } from "#app/projects/projects.server.ts";
import { type Asked, showsTeam } from "#app/questions/questions.server.ts";
import { type DeliverableStatus, isOpen, statusOf } from "./deliverable.ts";

export type Deliverable = typeof table.$inferSelect;
export type Round = typeof rounds.$inferSelect;
export type Piece = ReturnType<typeof piecesOf>[number];

/** Who may know that a deliverable exists: who may see its project, and of those a client's contacts only once a round was published. Decided here and nowhere else. */
export const visibleTo = (viewer: Viewer) => {
  const project = projectVisibleTo(viewer);
  return and(
    viewer.kind === "contact" ? and(eq(table.clientId, viewer.clientId), sql`${table.round} > 0`) : undefined,
    project && sql`+${table.projectId} in (select ${projectTable.id} from ${projectTable} where ${project})`,
  );
};

export interface DeliverableFilter {
  status?: DeliverableStatus;
  clientId?: string;
  projectId?: string;
  /** Letters within the title. */
  title?: string;
  /** Pending or in review. */
  open?: boolean;
  /** This one alone. */
  id?: string;
  /** Only of clients that are not archived. */
  live?: boolean;
}
/** Open ones first, the soonest due before the others; the newest change; or by title. */
export const deliverableOrders = ["waiting", "changed", "title", "client", "due"] as const;
export type DeliverableOrder = { by: (typeof deliverableOrders)[number]; direction: "ascending" | "descending" };

/** What `statusOf` says of a row, in SQL: lists are narrowed by it, and a test holds the two together. */
const status = sql<DeliverableStatus>`case when ${rounds.withdrawnAt} is not null then 'withdrawn' when ${rounds.decision} is not null then ${rounds.decision} when ${rounds.publishedAt} is null then 'draft' when ${rounds.firstActedAt} is not null then 'in_review' else 'pending' end`;
const isWaiting = sql`${rounds.publishedAt} is not null and ${rounds.decision} is null and ${rounds.withdrawnAt} is null`;
/** The round a deliverable stands at: the last published, or its first draft. */
const isCurrent = and(eq(rounds.deliverableId, table.id), eq(rounds.number, sql`max(${table.round}, 1)`));

const { id: _id, deliverableId: _of, clientId: _client, number: _number, createdAt: _created, ...roundColumns } = getTableColumns(rounds);
const columns = { ...getTableColumns(table), ...roundColumns, roundId: rounds.id, clientName: clients.name, projectName: projectTable.name };

function inOrder({ by, direction }: DeliverableOrder) {
  const way = direction === "ascending" ? asc : desc;
  if (by === "title") return [way(sql`${table.title} collate nocase`), asc(table.id)];
  if (by === "client") return [way(sql`${clients.name} collate nocase`), asc(sql`${table.title} collate nocase`), asc(table.id)];
  if (by === "changed") return [way(table.changedAt), asc(table.id)];
  const due = sql`${rounds.dueOn} is null`;
  if (by === "due") return [asc(due), way(rounds.dueOn), asc(table.id)];
  return [desc(sql`(${isWaiting})`), asc(sql`case when ${isWaiting} then coalesce(${rounds.dueOn}, '9999') end`), desc(table.changedAt), asc(table.id)];
}

/** The deliverables a viewer may know of, each with the round it stands at. */
export const deliverables = (viewer: Viewer, tx: Db = db) => {
  const matching = ({ status: wanted, clientId, projectId, title, open, id, live }: DeliverableFilter) =>
    and(
      visibleTo(viewer),
      wanted && sql`${status} = ${wanted}`,
      clientId ? eq(table.clientId, clientId) : undefined,
      projectId ? eq(table.projectId, projectId) : undefined,
      title ? sql`${table.title} like ${`%${title.normalize("NFC").replace(/[\\%_]/g, "\\$&")}%`} escape '\\'` : undefined,
      open ? isWaiting : undefined,
      id ? eq(table.id, id) : undefined,
      live ? isLive(table.clientId) : undefined,
    );
  const chosen = (where: SQL | undefined) =>
    tx
      .select(columns)
      .from(table)
      .innerJoin(rounds, isCurrent)
      .innerJoin(clients, eq(clients.id, table.clientId))
      .innerJoin(projectTable, eq(projectTable.id, table.projectId))
      .where(where);
  return {
    page: ({ limit, offset }: { limit: number; offset: number }, filter: DeliverableFilter = {}, order: DeliverableOrder = { by: "waiting", direction: "ascending" }) => chosen(matching(filter)).orderBy(...inOrder(order)).limit(limit).offset(offset).all().map(withStatus),
    count: (filter: DeliverableFilter = {}) => tx.select({ total: sql<number>`count(*)` }).from(table).innerJoin(rounds, isCurrent).where(matching(filter)).get()!.total,
    /** How many there are of each status; one that has none is absent. */
    counts: (filter: DeliverableFilter = {}): Partial<Record<DeliverableStatus, number>> =>
      Object.fromEntries(tx.select({ status, total: sql<number>`count(*)` }).from(table).innerJoin(rounds, isCurrent).where(matching(filter)).groupBy(status).all().map(({ status, total }) => [status, total])),
    /** One of them. Throws NotFound. */
    find(id: string) {
      const found = chosen(and(visibleTo(viewer), eq(table.id, id))).get();
      if (!found) throw new NotFound();
      return withStatus(found);
    },
  };
};

const withStatus = <Row extends Pick<Round, "publishedAt" | "firstActedAt" | "decision" | "withdrawnAt" | "dueOn">>(row: Row) => ({ ...row, status: statusOf(row), deadline: row.dueOn ? endOfDay(agency().timeZone, row.dueOn) : null });
export type Found = ReturnType<ReturnType<typeof deliverables>["find"]>;

/** The rounds of one the viewer has found, newest first: to contacts, those that were published. */
export const roundsOf = (viewer: Viewer, { id, clientId, round }: Pick<Deliverable, "id" | "clientId" | "round">, tx: Db = db) =>
  tx
    .select()
    .from(rounds)
    .where(and(eq(rounds.deliverableId, id), eq(rounds.clientId, clientId), viewer.kind === "member" || viewer.kind === "system" ? undefined : sql`${rounds.number} <= ${round}`))
    .orderBy(desc(rounds.number))
    .all();

/** One round by its number. Throws NotFound. */
export function roundOf(viewer: Viewer, found: Pick<Deliverable, "id" | "clientId" | "round">, number: number, tx: Db = db): Round {
  const round = roundsOf(viewer, found, tx).find((one) => one.number === number);
  if (!round) throw new NotFound();
  return round;
}

/** What a round shows, in its order: each with its file's facts, and its small picture where there is one. For a round the viewer has found. */
export const piecesOf = ({ id, clientId }: Pick<Round, "id" | "clientId">, tx: Db = db) =>
  tx
    .select({
      ...getTableColumns(roundPieces),
      name: files.name,
      size: files.size,
      sha256: files.sha256,
      pages: proofJobs.pages,
      state: proofJobs.state,
      why: proofJobs.why,
      thumbnail: { mark: proofPictures.id, width: proofPictures.width, height: proofPictures.height },
    })
    .from(roundPieces)
    .leftJoin(files, eq(files.id, roundPieces.fileId))
    .leftJoin(proofJobs, eq(proofJobs.fileId, roundPieces.fileId))
    .leftJoin(proofPictures, and(eq(proofPictures.fileId, roundPieces.fileId), eq(proofPictures.kind, "thumbnail")))
    .where(and(eq(roundPieces.roundId, id), eq(roundPieces.clientId, clientId)))
    .orderBy(asc(roundPieces.position), asc(roundPieces.id))
    .all();

/** What stands for each of these rounds in a list: the small picture of the first piece that has one, and the first piece's name. By the round's id, for rounds the viewer has found; one question for all. */
export function facesOf(roundIds: string[], tx: Db = db) {
  const rows = tx
    .select({ roundId: roundPieces.roundId, fileId: roundPieces.fileId, name: files.name, mark: proofPictures.id, width: proofPictures.width, height: proofPictures.height })
    .from(roundPieces)
    .leftJoin(files, eq(files.id, roundPieces.fileId))
    .leftJoin(proofPictures, and(eq(proofPictures.fileId, roundPieces.fileId), eq(proofPictures.kind, "thumbnail")))
    .where(inArray(roundPieces.roundId, roundIds))
    .orderBy(asc(roundPieces.position), asc(roundPieces.id))
    .all();
  const faces = new Map<string, typeof rows>();
  for (const row of rows) faces.set(row.roundId, [...(faces.get(row.roundId) ?? []), row]);
  return faces;
}

/** Of whom an answer is asked, whether they still may give one, and what they answered last. */
export const approversOf = ({ id, clientId }: Pick<Round, "id" | "clientId">, tx: Db = db) =>
  tx
    .select({ contactId: roundApprovers.contactId, name: contacts.name, role: contacts.role, mayApprove: contacts.canApproveWork, endedAt: contacts.deactivatedAt, verdict: roundDecisions.verdict, decidedAt: roundDecisions.decidedAt })
    .from(roundApprovers)
    .innerJoin(contacts, eq(contacts.id, roundApprovers.contactId))
    .leftJoin(roundDecisions, and(eq(roundDecisions.roundId, roundApprovers.roundId), eq(roundDecisions.contactId, roundApprovers.contactId), isNull(roundDecisions.replacedAt)))
    .where(and(eq(roundApprovers.roundId, id), eq(roundApprovers.clientId, clientId)))
    .orderBy(asc(contacts.name))
    .all();

/** Of several rounds the contact has found, those where their own answer is asked for and still missing: one query. */
export function answersLeft({ id, clientId }: Contact, roundIds: string[], tx: Db = db): Set<string> {
  if (roundIds.length === 0) return new Set();
  const rows = tx
    .select({ id: roundApprovers.roundId })
    .from(roundApprovers)
    .leftJoin(roundDecisions, and(eq(roundDecisions.roundId, roundApprovers.roundId), eq(roundDecisions.contactId, roundApprovers.contactId), isNull(roundDecisions.replacedAt)))
    .where(and(inArray(roundApprovers.roundId, roundIds), eq(roundApprovers.contactId, id), eq(roundApprovers.clientId, clientId), isNull(roundDecisions.verdict)))
    .all();
  return new Set(rows.map(({ id }) => id));
}

/** What was answered on a round, in order, with those that were changed later; who of the agency recorded one stands under its name alone where the client may not know them. */
export const decisionsOf = (viewer: SignedIn, found: Pick<Found, "projectId">, { id, clientId }: Pick<Round, "id" | "clientId">, tx: Db = db) => {
  const named = viewer.kind === "member" || showsTeam(viewer, found, tx);
  return tx
    .select({ id: roundDecisions.id, contactId: roundDecisions.contactId, contact: contacts.name, member: members.name, verdict: roundDecisions.verdict, note: roundDecisions.note, receiptId: roundDecisions.receiptId, decidedAt: roundDecisions.decidedAt, replacedAt: roundDecisions.replacedAt })
    .from(roundDecisions)
    .leftJoin(contacts, eq(contacts.id, roundDecisions.contactId))
    .leftJoin(members, eq(members.id, roundDecisions.memberId))
    .where(and(eq(roundDecisions.roundId, id), eq(roundDecisions.clientId, clientId)))
    .orderBy(asc(roundDecisions.decidedAt), asc(sql`round_decisions.rowid`))
    .all()
    .map(({ contact, member, ...decision }) => ({ ...decision, name: contact ?? (named ? member! : agency().name), byAgency: contact === null, you: decision.contactId === viewer.id }));
};

export const subjectOf = ({ id, clientId, projectId, title }: Pick<Deliverable, "id" | "clientId" | "projectId" | "title">): Asked => ({ kind: "deliverable", id, clientId, projectId, title });

/** Whether a deliverable waits for this contact's own answer. */
export const waitsFor = (viewer: SignedIn, { status, policy }: Pick<Found, "status" | "policy">, approvers: { contactId: string; verdict: string | null }[]) =>
  viewer.kind === "contact" && viewer.can.approveWork && isOpen(status) && (policy === "any" || approvers.some(({ contactId, verdict }) => contactId === viewer.id && !verdict));

/** Marks that something happened to a deliverable: lists stand in that order. */
export const changed = (tx: Db, id: string, after: Partial<Deliverable> = {}) => tx.update(table).set({ ...after, changedAt: now() }).where(eq(table.id, id)).run();

/** Changes a round that still stands as it was read: decided or withdrawn meanwhile, it is left alone. Throws Refused 409. */
export function changeOpen(tx: Db, roundId: string, after: Partial<Round>) {
  const { changes } = tx.update(rounds).set(after).where(and(eq(rounds.id, roundId), isNull(rounds.decision), isNull(rounds.withdrawnAt))).run();
  if (!changes) throw new Refused(409, "This has changed since you opened the page. Nothing was recorded.");
}
