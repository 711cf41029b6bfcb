import { type SQL, and, asc, desc, eq, getTableColumns, gte, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { clients as clientTable, members, proposalVersions as versions, proposals as table } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { isLive, visibleTo as clientVisibleTo } from "#app/clients/clients.server.ts";
import { now } from "#app/lib/clock.ts";
import { RUNNING_OUT, dayIn, daysAfter } from "#app/lib/dates.ts";
import { NotFound } from "#app/lib/refused.ts";
import type { Viewer } from "#app/people/viewer.ts";
import type { Asked } from "#app/questions/questions.server.ts";
import { LAPSED, noTimeAsked } from "#app/questions/unanswered.server.ts";
import { type ProposalOrder, newestFirst } from "./asked.ts";
import { type Chosen, type Content, type ProposalStatus, costOf, numberOf, statusOf } from "./proposal.ts";

export type Proposal = typeof table.$inferSelect;
export type Version = typeof versions.$inferSelect;

/** A proposal as it was sent: what the client sees, and what its fingerprint is of. */
export interface Snapshot {
  number: string;
  version: number;
  title: string;
  client: string;
  agency: { name: string; address: string };
  from: string;
  currency: string;
  locale: string;
  content: Content;
  files: { name: string; size: number; sha256: string }[];
}

/** Who may know that a proposal exists: of the agency who may see its client; of the client every contact, from when it was sent. */
export const visibleTo = (viewer: Viewer): SQL | undefined => {
  if (viewer.kind === "contact") return and(eq(table.clientId, viewer.clientId), sql`${table.version} > 0`);
  const client = clientVisibleTo(viewer);
  return client && sql`${table.clientId} in (select ${clientTable.id} from ${clientTable} where ${client})`;
};

export interface ProposalFilter {
  status?: ProposalStatus;
  clientId?: string;
  /** Words of the title; for members also of the client's name, or a number: "PR-0031", "31". */
  search?: string;
  /** Expired, and not yet put on record. */
  unnoted?: boolean;
  /** Running out, and the agency was not told yet. */
  untold?: boolean;
  /** Expired of late without a word since: nor is more time asked for. */
  lapsed?: boolean;
  /** This one alone. */
  id?: string;
  /** Only of clients that are not archived. */
  live?: boolean;
}

/** `statusOf`, as it stands in SQL: for filters. */
function being(status: ProposalStatus): SQL | undefined {
  const today = dayIn(agency().timeZone, now());
  const open = and(isNull(versions.decision), isNull(versions.withdrawnAt));
  if (status === "draft") return eq(table.version, 0);
  if (status === "withdrawn") return isNotNull(versions.withdrawnAt);
  if (status === "accepted" || status === "declined") return eq(versions.decision, status);
  return and(open, status === "expired" ? sql`${versions.expiresOn} < ${today}` : sql`${versions.expiresOn} >= ${today}`);
}

/** A contact knows the title that was sent; of a draft's newer one nothing may show, not even in an order. */
const titleFor = (viewer: Viewer): SQL => (viewer.kind === "contact" ? sql`json_extract(${versions.snapshot}, '$.title')` : sql`${table.title}`);
const orders = {
  // As the list shows it: what was sent, before a newer draft.
  title: (viewer: Viewer) => sql`${viewer.kind === "contact" ? titleFor(viewer) : sql`coalesce(json_extract(${versions.snapshot}, '$.title'), ${table.title})`} collate nocase`,
  client: () => sql`${clientTable.name} collate nocase`,
  number: () => sql`${table.number}`,
  sent: () => sql`coalesce(${versions.sentAt}, ${table.changedAt})`,
  expires: () => sql`${versions.expiresOn}`,
} satisfies Record<ProposalOrder["by"], (viewer: Viewer) => SQL>;

/** A contact looks in titles alone: every other word would be their own. */
function speaksOf(viewer: Viewer, search: string): SQL | undefined {
  const has = (words: SQL) => sql`${words} like ${`%${search.replace(/[\\%_]/g, "\\$&")}%`} escape '\\'`;
  const number = Number(/^(?:pr)?[\s-]*0*(\d{1,9})$/i.exec(search)?.[1] ?? 0);
  return or(has(titleFor(viewer)), viewer.kind === "contact" ? undefined : has(sql`${clientTable.name}`), number ? eq(table.number, number) : undefined);
}

const newest = and(eq(versions.proposalId, table.id), eq(versions.version, table.version));

/** The proposals a viewer may know of, newest first; a contact sees of each what was sent last. */
export const proposals = (viewer: Viewer, tx: Db = db) => {
  const matching = ({ status, clientId, search, unnoted, untold, lapsed, id, live }: ProposalFilter) =>
    and(
      visibleTo(viewer),
      // What was taken back is not in the client's list; its address explains.
      viewer.kind === "contact" && !status ? isNull(versions.withdrawnAt) : undefined,
      status && being(status),
      clientId ? eq(table.clientId, clientId) : undefined,
      search ? speaksOf(viewer, search) : undefined,
      unnoted ? isNull(versions.expiryNotedAt) : undefined,
      untold ? and(isNull(versions.endingNotedAt), sql`${versions.expiresOn} < ${dayIn(agency().timeZone, new Date(now().getTime() + RUNNING_OUT))}`) : undefined,
      lapsed ? and(being("expired"), gte(versions.expiresOn, daysAfter(dayIn(agency().timeZone, now()), -LAPSED)), noTimeAsked(table.id)) : undefined,
      id ? eq(table.id, id) : undefined,
      live ? isLive(table.clientId) : undefined,
    );
  const shown = (where: SQL | undefined) =>
    tx
      .select({ proposal: getTableColumns(table), sent: getTableColumns(versions), clientName: clientTable.name, authorName: members.name })
      .from(table)
      .innerJoin(clientTable, eq(clientTable.id, table.clientId))
      .innerJoin(members, eq(members.id, table.authorId))
      .leftJoin(versions, newest)
      .where(where);
  return {
    page({ limit, offset }: { limit: number; offset: number }, filter: ProposalFilter = {}, { by, direction }: ProposalOrder = newestFirst) {
      // Which ones first, from indexes alone; their texts, which are long, only then.
      const ids = tx
        .select({ id: table.id })
        .from(table)
        .innerJoin(clientTable, eq(clientTable.id, table.clientId))
        .leftJoin(versions, newest)
        .where(matching(filter))
        .orderBy((direction === "ascending" ? asc : desc)(orders[by](viewer)), desc(table.id))
        .limit(limit)
        .offset(offset)
        .all()
        .map(({ id }) => id);
      const rows = new Map((ids.length ? shown(inArray(table.id, ids)).all() : []).map((row) => [row.proposal.id, asSeenBy(viewer)(row)]));
      return ids.map((id) => rows.get(id)!);
    },
    count: (filter: ProposalFilter = {}) => tx.select({ total: sql<number>`count(*)` }).from(table).innerJoin(clientTable, eq(clientTable.id, table.clientId)).leftJoin(versions, newest).where(matching(filter)).get()!.total,
    /** One of them, with its newest version. Throws NotFound. */
    find(id: string) {
      const found = shown(and(visibleTo(viewer), eq(table.id, id))).get();
      if (!found) throw new NotFound();
      return asSeenBy(viewer)(found);
    },
  };
};

type Shown = { proposal: Proposal; sent: Version | null; clientName: string; authorName: string };

/** For a contact title, text and price are the frozen ones: a draft of the next version is ours alone. */
const asSeenBy =
  (viewer: Viewer) =>
  ({ proposal, sent, clientName, authorName }: Shown) => {
    const { timeZone } = agency();
    const snapshot = sent && readSnapshot(sent);
    const status = statusOf({ version: proposal.version, expiresOn: sent?.expiresOn ?? null, decision: sent?.decision ?? null, withdrawnAt: sent?.withdrawnAt ?? null }, timeZone, now());
    const frozen = viewer.kind === "contact" && snapshot ? { title: snapshot.title, content: snapshot.content, expiresOn: sent.expiresOn } : {};
    const shown = { ...proposal, ...frozen };
    return { ...shown, number: numberOf(proposal.number), clientName, authorName, status, sent, snapshot, cost: costOf(snapshot?.content ?? shown.content, sent?.chosen ?? offered(snapshot?.content ?? shown.content)) };
  };
export type Found = ReturnType<ReturnType<typeof proposals>["find"]>;

/** What was frozen, read from its canonical text. */
export const readSnapshot = ({ snapshot }: Pick<Version, "snapshot">) => JSON.parse(snapshot) as Snapshot;
/** Before anybody chose: every optional line is left out. */
export const offered = (_content: Content): Chosen => [];

/** Every version of a proposal the viewer has found, newest first. A contact reads each as it was sent to them. */
export const versionsOf = ({ id, clientId }: Pick<Proposal, "id" | "clientId">, tx: Db = db): Version[] =>
  tx.select().from(versions).where(and(eq(versions.proposalId, id), eq(versions.clientId, clientId))).orderBy(desc(versions.version)).all();

export const subjectOf = ({ id, clientId, projectId, title }: Pick<Proposal, "id" | "clientId" | "projectId" | "title">): Asked => ({ kind: "proposal", id, clientId, projectId, title });

