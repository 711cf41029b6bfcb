import { type SQL, and, asc, desc, eq, getTableColumns, gt, isNotNull, isNull, lt, lte, or, sql } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { clients as clientTable, contacts, creditNotes, creditRefunds, invoiceDisputes as disputes, invoicePayments as payments, invoices as table, members, projects } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { isLive } from "#app/clients/clients.server.ts";
import { now } from "#app/lib/clock.ts";
import { daysAfter } from "#app/lib/dates.ts";
import { NotFound } from "#app/lib/refused.ts";
import { seesInvoices } from "#app/people/reach.server.ts";
import type { Viewer } from "#app/people/viewer.ts";
import type { Asked } from "#app/questions/questions.server.ts";
import { type InvoiceOrder, type InvoiceState, newestFirst, type invoiceOrders } from "./asked.ts";
import { taxesById, today } from "./billing.server.ts";
import { type Bucket, type Content, type Discount, type Priceable, type Tax, type Totals, badgesOf, balanceOf, bucketOf, buckets, daysLate, staffBadgesOf, standing, statusOf, totalsOf } from "./invoice.ts";

export { filters, invoiceOrders, newestFirst } from "./asked.ts";
export type { InvoiceOrder, InvoiceState } from "./asked.ts";

export type Invoice = typeof table.$inferSelect;

/** One line as it was sent: quantity and price scaled as in `Priced`, the rest in minor units. */
export interface SentLine {
  description: string;
  quantity: number;
  unit: string;
  price: number;
  discount: Discount;
  tax: Tax | null;
}

/** A paper as it was issued: what the client reads, and what its fingerprint is of. Totals stand in it as they were worked out then. */
export interface Snapshot {
  kind: "invoice" | "credit_note";
  number: string;
  /** Of a credit note: the invoice it is about. */
  about: string | null;
  agency: { name: string; address: string; email: string; phone: string; taxNumber: string };
  client: { name: string; address: string; taxNumber: string };
  project: string | null;
  currency: string;
  locale: string;
  issuedOn: string;
  dueOn: string | null;
  lines: SentLine[];
  discount: Discount;
  pricesInclude: boolean;
  totals: Totals;
  note: string;
  terms: string;
}

/** Who may know that an invoice exists: contacts who may view invoices, of their own client's that were sent; of the agency owners and managers. */
export const visibleTo = (viewer: Viewer): SQL | undefined => {
  if (viewer.kind === "stranger" || !seesInvoices(viewer)) return sql`0`;
  return viewer.kind === "contact" ? and(eq(table.clientId, viewer.clientId), isNotNull(table.sentAt)) : undefined;
};

export interface InvoiceFilter {
  state?: InvoiceState;
  clientId?: string;
  projectId?: string;
  currency?: string;
  bucket?: Bucket;
  /** A number, or words of the client's or project's name. */
  search?: string;
  /** Overdue, and not yet put on record. */
  unnoted?: boolean;
  /** This one alone. */
  id?: string;
  /** Only of clients that are not archived. */
  live?: boolean;
}

const owed = sql`${table.total} > ${table.paid} + ${table.credited}`;
export const open = and(isNotNull(table.sentAt), isNull(table.voidedAt), isNull(table.writtenOffAt), owed);

/** `statusOf`, as it stands in SQL: for filters. */
function being(state: InvoiceState): SQL | undefined {
  if (state === "draft") return isNull(table.sentAt);
  if (state === "void") return isNotNull(table.voidedAt);
  if (state === "written_off") return isNotNull(table.writtenOffAt);
  if (state === "paid") return and(isNotNull(table.sentAt), isNull(table.voidedAt), isNull(table.writtenOffAt), sql`${table.total} <= ${table.paid} + ${table.credited}`);
  if (state === "disputed") return isNotNull(table.disputedAt);
  if (state === "overdue") return and(open, lt(table.dueOn, today()));
  return state === "partially_paid" ? and(open, gt(table.paid, 0)) : open;
}

/** `bucketOf`, as it stands in SQL: days past the due date. */
const within: Record<Bucket, (day: string) => SQL | undefined> = {
  current: (day) => sql`${table.dueOn} >= ${day}`,
  to30: (day) => and(lt(table.dueOn, day), sql`${table.dueOn} >= ${daysAfter(day, -30)}`),
  to60: (day) => and(sql`${table.dueOn} < ${daysAfter(day, -30)}`, sql`${table.dueOn} >= ${daysAfter(day, -60)}`),
  to90: (day) => and(sql`${table.dueOn} < ${daysAfter(day, -60)}`, sql`${table.dueOn} >= ${daysAfter(day, -90)}`),
  over90: (day) => sql`${table.dueOn} < ${daysAfter(day, -90)}`,
};

const orders = {
  // Drafts have no day yet: they stand before everything that was sent.
  issued: sql`coalesce(${table.issuedOn}, '9999')`,
  number: sql`${table.number}`,
  client: sql`${clientTable.name} collate nocase`,
  project: sql`${projects.name} collate nocase`,
  due: sql`${table.dueOn}`,
  total: sql`${table.total}`,
  balance: sql`case when ${open} then ${table.total} - ${table.paid} - ${table.credited} else 0 end`,
} satisfies Record<(typeof invoiceOrders)[number], SQL>;

const like = (words: SQL, search: string) => sql`${words} like ${`%${search.replace(/[\\%_]/g, "\\$&")}%`} escape '\\'`;

const { snapshot: _snapshot, content: _content, ...columns } = getTableColumns(table);
/** The words of a sent invoice stay out of lists; a draft's are needed for what it comes to. */
const listed = { ...columns, draft: sql<string | null>`case when ${table.sentAt} is null then ${table.content} end`, locale: sql<string | null>`json_extract(${table.snapshot}, '$.locale')`, clientName: clientTable.name, projectName: projects.name };

/** The invoices a viewer may know of, newest first. */
export const invoices = (viewer: Viewer, tx: Db = db) => {
  const matching = ({ state, clientId, projectId, currency, bucket, search, unnoted, id, live }: InvoiceFilter) =>
    and(
      visibleTo(viewer),
      state && being(state),
      bucket && and(open, within[bucket](today())),
      clientId ? eq(table.clientId, clientId) : undefined,
      projectId ? eq(table.projectId, projectId) : undefined,
      currency ? eq(table.currency, currency) : undefined,
      search ? or(like(sql`${table.number}`, search), like(sql`${projects.name}`, search), viewer.kind === "contact" ? undefined : like(sql`${clientTable.name}`, search)) : undefined,
      unnoted ? isNull(table.overdueNotedAt) : undefined,
      id ? eq(table.id, id) : undefined,
      live ? isLive(table.clientId) : undefined,
    );
  return {
    page: ({ limit, offset }: { limit: number; offset: number }, filter: InvoiceFilter = {}, { by, direction }: InvoiceOrder = newestFirst) => {
      const way = direction === "ascending" ? asc : desc;
      const rows = tx.select(listed).from(table).innerJoin(clientTable, eq(clientTable.id, table.clientId)).leftJoin(projects, eq(projects.id, table.projectId)).where(matching(filter)).orderBy(way(orders[by]), way(table.number), desc(table.changedAt), desc(table.id)).limit(limit).offset(offset).all();
      const taxes = rows.some(({ draft }) => draft !== null) ? taxesById(tx) : {};
      return rows.map(({ draft, ...row }) => withStanding(viewer, { ...row, total: draft === null ? row.total : draftTotals(JSON.parse(draft) as Content, taxes).total }));
    },
    count: (filter: InvoiceFilter = {}) => tx.select({ total: sql<number>`count(*)` }).from(table).innerJoin(clientTable, eq(clientTable.id, table.clientId)).leftJoin(projects, eq(projects.id, table.projectId)).where(matching(filter)).get()!.total,
    /**
     * What is owed, what of it is late, and the number of invoices, each currency by itself: never added up across them.
     * In minor units; most owed first.
     */
    sums: (filter: InvoiceFilter = {}) =>
      tx
        .select({
        currency: table.currency,
        outstanding: sql<number>`sum(${table.total} - ${table.paid} - ${table.credited})`,
        overdue: sql<number>`sum(case when ${table.dueOn} < ${today()} then ${table.total} - ${table.paid} - ${table.credited} else 0 end)`,
        count: sql<number>`count(*)`,
      })
        .from(table).innerJoin(clientTable, eq(clientTable.id, table.clientId)).leftJoin(projects, eq(projects.id, table.projectId))
        .where(and(matching(filter), open))
        .groupBy(table.currency)
        .orderBy(desc(sql`2`))
        .all(),
    /** What is owed by age, in days past the due date, for each client and currency by itself: one row each, by client's name. */
    ageing(filter: InvoiceFilter = {}) {
      const day = today();
      const sumIn = (bucket: Bucket) => sql<number>`sum(case when ${within[bucket](day)} then ${table.total} - ${table.paid} - ${table.credited} else 0 end)`;
      return tx
        .select({ clientId: table.clientId, clientName: clientTable.name, currency: table.currency, count: sql<number>`count(*)`, total: sql<number>`sum(${table.total} - ${table.paid} - ${table.credited})`, ...(Object.fromEntries(buckets.map((bucket) => [bucket, sumIn(bucket)])) as Record<Bucket, SQL<number>>) })
        .from(table).innerJoin(clientTable, eq(clientTable.id, table.clientId)).leftJoin(projects, eq(projects.id, table.projectId))
        .where(and(matching(filter), open))
        .groupBy(table.clientId, table.currency)
        .orderBy(sql`${clientTable.name} collate nocase`, table.currency)
        .all();
    },
    /** One of them, with what was sent. Throws NotFound. */
    find(id: string) {
      const found = tx.select({ ...getTableColumns(table), clientName: clientTable.name, projectName: projects.name }).from(table).innerJoin(clientTable, eq(clientTable.id, table.clientId)).leftJoin(projects, eq(projects.id, table.projectId)).where(and(visibleTo(viewer), eq(table.id, id))).get();
      if (!found) throw new NotFound();
      const { snapshot: text, ...row } = found;
      const snapshot = text === null ? null : (JSON.parse(text) as Snapshot);
      const totals = snapshot?.totals ?? draftTotals(row.content, taxesById(tx));
      return { ...withStanding(viewer, { ...row, total: row.total ?? totals.total, locale: snapshot?.locale ?? null }), snapshot, totals };
    },
  };
};
export type Found = ReturnType<ReturnType<typeof invoices>["find"]>;

type Row = Omit<Invoice, "snapshot" | "content"> & { clientName: string; projectName: string | null; locale: string | null };

/** What its facts say now: status, badges, what is owed, how many days it is late. */
function withStanding<R extends Row>(viewer: Viewer, row: R) {
  const { timeZone } = agency();
  const late = daysLate(row, timeZone, now());
  const badges = (viewer.kind === "contact" ? badgesOf : staffBadgesOf)(row, timeZone, now());
  return { ...row, locale: row.locale ?? agency().locale, status: statusOf(row, timeZone, now()), badges, balance: balanceOf(row), excess: row.voidedAt ? 0 : standing({ ...row, total: row.total ?? 0 }).excess, daysLate: late, bucket: bucketOf(late) };
}

/** A draft's words as they are priced: each line with the tax it names, as that stands now. */
export const pricedFrom = ({ lines, discount, pricesInclude }: Pick<Content, "lines" | "discount" | "pricesInclude">, taxes: Record<string, Tax>): Priceable & { lines: SentLine[] } => ({
  lines: lines.map(({ description, quantity, unit, price, discount, taxId }) => ({ description, quantity, unit, price, discount, tax: (taxId && taxes[taxId]) || null })),
  discount,
  pricesInclude,
});
const draftTotals = (content: Content, taxes: Record<string, Tax>) => totalsOf(pricedFrom(content, taxes));

export const subjectOf = ({ id, clientId, projectId, number, clientName }: { id: string; clientId: string; projectId: string | null; number: string | null; clientName: string }): Asked => ({
  kind: "invoice",
  id,
  clientId,
  projectId,
  title: number ?? `a draft invoice for ${clientName}`,
});

/** Every payment, use of credit and reversal of an invoice the viewer has found, oldest first; who recorded it and why it was reversed are for members. */
export const paymentsOf = (viewer: Viewer, { id, clientId }: Pick<Invoice, "id" | "clientId">, tx: Db = db) =>
  tx
    .select({ ...getTableColumns(payments), recordedByName: members.name, reversedBy: sql<string | null>`(select r.id from invoice_payments r where r.reverses = ${payments.id})` })
    .from(payments)
    .innerJoin(members, eq(members.id, payments.recordedBy))
    .where(and(eq(payments.invoiceId, id), eq(payments.clientId, clientId)))
    .orderBy(asc(payments.recordedAt), asc(sql`invoice_payments.rowid`))
    .all()
    .map(({ recordedBy, recordedByName, reason, ...entry }) => ({ ...entry, ...(viewer.kind === "contact" ? { recordedBy: null, recordedByName: null, reason: "" } : { recordedBy, recordedByName, reason }) }));

/** The credit notes of an invoice the viewer has found, oldest first, each as it was issued. */
export const creditNotesOf = ({ id, clientId }: Pick<Invoice, "id" | "clientId">, tx: Db = db) =>
  tx
    .select({ id: creditNotes.id, number: creditNotes.number, reason: creditNotes.reason, issuedOn: creditNotes.issuedOn, total: creditNotes.total, snapshot: creditNotes.snapshot, sha256: creditNotes.sha256, issuedAt: creditNotes.issuedAt })
    .from(creditNotes)
    .where(and(eq(creditNotes.invoiceId, id), eq(creditNotes.clientId, clientId)))
    .orderBy(asc(creditNotes.issuedAt), asc(creditNotes.number))
    .all()
    .map(({ snapshot, ...note }) => ({ ...note, snapshot: JSON.parse(snapshot) as Snapshot }));

/** What was disputed about an invoice the viewer has found, oldest first, and how it was settled. */
export const disputesOf = ({ id, clientId }: Pick<Invoice, "id" | "clientId">, tx: Db = db) =>
  tx
    .select({ id: disputes.id, reason: disputes.reason, contactId: disputes.contactId, contactName: contacts.name, disputedAt: disputes.disputedAt, settledAt: disputes.settledAt, outcome: disputes.outcome })
    .from(disputes)
    .innerJoin(contacts, eq(contacts.id, disputes.contactId))
    .where(and(eq(disputes.invoiceId, id), eq(disputes.clientId, clientId)))
    .orderBy(asc(disputes.disputedAt))
    .all();

/**
 * A client's credit in each currency, in minor units: what was paid or credited beyond what was owed, less what of it was
 * used or paid back. Throws NotFound for who may not see invoices, or a contact of another client.
 */
export function creditOf(viewer: Viewer, clientId: string, tx: Db = db): Record<string, number> {
  if (!seesInvoices(viewer) || (viewer.kind === "contact" && viewer.clientId !== clientId)) throw new NotFound();
  const credit: Record<string, number> = {};
  const book = (rows: { currency: string; sum: number }[], sign: 1 | -1) => rows.forEach(({ currency, sum }) => (credit[currency] = (credit[currency] ?? 0) + sign * sum));
  const ofClient = and(eq(table.clientId, clientId), isNotNull(table.sentAt));
  book(tx.select({ currency: table.currency, sum: sql<number>`sum(${table.paid} + ${table.credited} - ${table.total})` }).from(table).where(and(ofClient, sql`${table.paid} + ${table.credited} > ${table.total}`)).groupBy(table.currency).all(), 1);
  // Credit that was used stands as a payment; a reversal of one gives it back.
  book(
    tx
      .select({ currency: table.currency, sum: sql<number>`sum(case when ${payments.reverses} is null then ${payments.amount} else -${payments.amount} end)` })
      .from(payments)
      .innerJoin(table, eq(table.id, payments.invoiceId))
      .where(and(eq(payments.clientId, clientId), eq(payments.method, "credit")))
      .groupBy(table.currency)
      .all(),
    -1,
  );
  book(tx.select({ currency: creditRefunds.currency, sum: sql<number>`sum(${creditRefunds.amount})` }).from(creditRefunds).where(eq(creditRefunds.clientId, clientId)).groupBy(creditRefunds.currency).all(), -1);
  return Object.fromEntries(Object.entries(credit).filter(([, amount]) => amount !== 0));
}

/** What was paid from a day on, in each currency, in minor units: reversals and uses of credit left out. For one client the viewer sees, or all. */
export const paidSince = (viewer: Viewer, from: string, clientId = viewer.kind === "contact" ? viewer.clientId : undefined, tx: Db = db) =>
  tx
    .select({ currency: table.currency, paid: sql<number>`sum(case when ${payments.reverses} is null then ${payments.amount} else -${payments.amount} end)` })
    .from(payments)
    .innerJoin(table, eq(table.id, payments.invoiceId))
    .where(and(visibleTo(viewer), clientId ? eq(payments.clientId, clientId) : undefined, sql`${payments.method} <> 'credit'`, sql`${payments.paidOn} >= ${from}`, lte(payments.paidOn, today())))
    .groupBy(table.currency)
    .all();
