import { type SQL, and, asc, eq, gte, isNull, lt, sql } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { members, ticketCategories as categories, tickets as table } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { now } from "#app/lib/clock.ts";
import { dayIn, instantIn, monthWords } from "#app/lib/dates.ts";
import type { Member } from "#app/people/viewer.ts";
import { type Kind, isKind, kinds } from "./ticket.ts";
import { visibleTo } from "./tickets.server.ts";

export const groupings = { month: "By month", category: "By category", member: "By member" } as const;
export type Grouping = keyof typeof groupings;

/** What a report is asked for: over which months, first and last of them (YYYY-MM), of which kind and client. */
export interface ReportAsked {
  by: Grouping;
  from: string;
  to: string;
  kind?: Kind;
  clientId?: string;
}

const monthOf = (at: Date) => dayIn(agency().timeZone, at).slice(0, 7);
const monthsAfter = (month: string, count: number) => new Date(Date.UTC(+month.slice(0, 4), +month.slice(5, 7) - 1 + count, 15)).toISOString().slice(0, 7);
const begins = (month: string) => instantIn(agency().timeZone, `${month}-01`);
const isMonth = (word: string | null): word is string => /^20\d\d-(0[1-9]|1[0-2])$/.test(word ?? "");

/** Longest span of a report, in months. */
const MOST = 60;

/** What a URL asks for; the last twelve months where it does not say. */
export function reportAsked(url: URL): ReportAsked {
  const ask = (name: string) => url.searchParams.get(name);
  const [given, end] = [ask("from"), ask("to")];
  const to = isMonth(end) ? end : monthOf(now());
  const wanted = isMonth(given) ? given : monthsAfter(to, -11);
  const from = wanted > to ? to : wanted < monthsAfter(to, 1 - MOST) ? monthsAfter(to, 1 - MOST) : wanted;
  const kind = ask("kind");
  const by = ask("by");
  return { by: by && by in groupings ? (by as Grouping) : "month", from, to, kind: isKind(kind) ? kind : undefined, clientId: ask("client") || undefined };
}

export const monthsBetween = ({ from, to }: Pick<ReportAsked, "from" | "to">) => {
  const months = [from];
  while (months.at(-1)! < to) months.push(monthsAfter(months.at(-1)!, 1));
  return months;
};

/** One line: how many were opened, answered, resolved, and how long it took on average, in milliseconds. Null where there was none. */
export interface Line {
  key: string;
  label: string;
  opened: number;
  firstResponse: number | null;
  resolved: number;
  gross: number | null;
  net: number | null;
  reopened: number;
  rated: number;
  rating: number | null;
}

/**
 * What was opened in these months, as far as the member sees: by the month it was opened in, by category, by whom it is
 * assigned to; with the sum of all. What was merged counts where it went. One query, and one for the sum.
 */
export function report(member: Member, asked: ReportAsked, tx: Db = db): { lines: Line[]; all: Line } {
  const within = and(visibleTo(member), isNull(table.mergedAt), gte(table.createdAt, begins(asked.from)), lt(table.createdAt, begins(monthsAfter(asked.to, 1))), asked.kind && eq(table.kind, asked.kind), asked.clientId ? eq(table.clientId, asked.clientId) : undefined);
  const [all] = chosen(tx, within, sql<string>`'all'`, sql<string>`'All'`).all();
  const empty: Line = { key: "all", label: "All", opened: 0, firstResponse: null, resolved: 0, gross: null, net: null, reopened: 0, rated: 0, rating: null };
  return { lines: linesBy[asked.by](tx, within, asked), all: all && all.opened ? all : empty };
}

const average = (of: SQL, where: SQL) => sql<number | null>`avg(case when ${where} then ${of} end)`;
const isResolved = sql`${table.resolvedAt} is not null`;

const chosen = (tx: Db, within: SQL | undefined, key: SQL<string>, label: SQL<string>) =>
  tx
    .select({
      key,
      label,
      opened: sql<number>`count(*)`,
      firstResponse: average(sql`${table.firstResponseAt} - ${table.createdAt}`, sql`${table.firstResponseAt} is not null`),
      resolved: sql<number>`coalesce(sum(${isResolved}), 0)`,
      gross: average(sql`${table.resolvedAt} - ${table.createdAt}`, isResolved),
      net: average(sql`${table.resolvedAt} - ${table.createdAt} - ${table.waitedMs}`, isResolved),
      reopened: sql<number>`coalesce(sum(${table.reopenCount} > 0), 0)`,
      rated: sql<number>`count(${table.rating})`,
      rating: sql<number | null>`avg(${table.rating})`,
    })
    .from(table)
    .innerJoin(categories, eq(categories.id, table.categoryId))
    .leftJoin(members, eq(members.id, table.assigneeId))
    .where(within);

const linesBy: Record<Grouping, (tx: Db, within: SQL | undefined, asked: ReportAsked) => Line[]> = {
  // Months begin where the agency is: each is told by its two instants.
  month: (tx, within, asked) => {
    const months = monthsBetween(asked);
    const which = sql<string>`case ${sql.join(months.map((month) => sql`when ${table.createdAt} < ${begins(monthsAfter(month, 1)).getTime()} then ${month}`), sql` `)} end`;
    const found = new Map(chosen(tx, within, which, which).groupBy(which).all().map((line) => [line.key, line]));
    const none = { opened: 0, firstResponse: null, resolved: 0, gross: null, net: null, reopened: 0, rated: 0, rating: null };
    return months.map((month) => ({ ...none, ...found.get(month), key: month, label: monthWords(month) })).toReversed();
  },
  category: (tx, within) =>
    chosen(tx, within, sql<string>`${categories.id}`, sql<string>`${categories.kind} || ':' || ${categories.name}`)
      .groupBy(categories.id)
      .orderBy(asc(categories.kind), asc(categories.position))
      .all()
      .map(({ label, ...line }) => ({ ...line, label: `${kinds[label.slice(0, label.indexOf(":")) as Kind]}: ${label.slice(label.indexOf(":") + 1)}` })),
  member: (tx, within) =>
    chosen(tx, within, sql<string>`coalesce(${members.id}, '')`, sql<string>`coalesce(${members.name}, 'Nobody')`)
      .groupBy(sql`coalesce(${members.id}, '')`)
      .orderBy(sql`${members.name} is null`, sql`${members.name} collate nocase`)
      .all(),
};
