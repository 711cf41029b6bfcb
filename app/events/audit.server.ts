import { type SQL, and, asc, desc, eq, gt, gte, inArray, lt, lte, max, min, sql } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { agency, events } from "#db/schema/index.ts";
import { instantIn, nextDay } from "#app/lib/dates.ts";
import { NotFound } from "#app/lib/refused.ts";
import { seesAll, seesInvoices } from "#app/people/reach.server.ts";
import type { Member } from "#app/people/viewer.ts";
import type { TrailFilter } from "./forms.server.ts";
import { kinds } from "./kinds.ts";
import { type Line, linesOf } from "./lines.server.ts";
import { mayRead } from "./trail.server.ts";
import { START, headIn, verifyFrom } from "./verify.server.ts";

/** Events on one page, and how many are counted before it is only said that there are more. */
export const PAGE = 50;
export const COUNTED = 10_000;

/** Where in the list to read: what is older than an event, or newer, or the newest of all. */
export interface Turn {
  before?: number;
  after?: number;
}

/** The audit log as a member may read it, newest first: events are asked for by their numbers, so that page 2,000 costs what page 1 does. */
export const audit = (member: Member, tx: Db = db) => ({
  page(filter: TrailFilter, { before, after }: Turn) {
    const where = matching(tx, member, filter);
    const seqs = after === undefined ? seqsOf(tx, and(where, before === undefined ? undefined : lt(events.seq, before)), desc) : seqsOf(tx, and(where, gt(events.seq, after)), asc).reverse();
    const [first, last] = [seqs[0], seqs.at(-1)];
    const newer = first === undefined ? 0 : counted(tx, and(where, gt(events.seq, first)));
    return {
      lines: linesOf(tx, seqs),
      // Numbers of the list, or null where there are too many to count.
      first: newer > COUNTED ? null : newer + 1,
      total: totalOf(tx, member, filter, where),
      newer: newer > 0 ? first! : null,
      older: last !== undefined && seqsOf(tx, and(where, lt(events.seq, last)), desc, 1).length > 0 ? last : null,
    };
  },
  /** One event with all that is kept of it, its neighbours among what the member may read, and whether it stands. Throws NotFound. */
  find(seq: number) {
    const may = mayRead(member);
    const [line] = Number.isSafeInteger(seq) ? linesOf(tx, seqsOf(tx, and(may, eq(events.seq, seq)), desc, 1)) : [];
    if (!line) throw new NotFound();
    const before = seq === 1 ? START : tx.select({ seq: events.seq, hash: events.hash }).from(events).where(eq(events.seq, seq - 1)).get();
    const { firstBroken } = before ? verifyFrom(tx, before, 1) : { firstBroken: { why: "The one before it is missing." } };
    return {
      line,
      fault: firstBroken?.why ?? null,
      older: seqsOf(tx, and(may, lt(events.seq, seq)), desc, 1)[0] ?? null,
      newer: seqsOf(tx, and(may, gt(events.seq, seq)), asc, 1)[0] ?? null,
    };
  },
  /** The number of the newest event there is, whether they may read it or not. */
  newest: () => headIn(tx).seq,
  /** How many match. */
  count: (filter: TrailFilter) => tx.select({ all: sql<number>`count(*)` }).from(events).where(matching(tx, member, filter)).get()!.all,
  /** All of them up to an event, newest first, read as they are asked for. */
  *every(filter: TrailFilter, upTo: number): Generator<Line> {
    const where = matching(tx, member, filter);
    for (let last = upTo + 1; ; ) {
      const seqs = seqsOf(tx, and(where, lt(events.seq, last)), desc, 500);
      yield* linesOf(tx, seqs);
      if (seqs.length < 500) return;
      last = seqs.at(-1)!;
    }
  },
});

function matching(tx: Db, member: Member, { client, person, kind, project, from, to }: TrailFilter): SQL | undefined {
  return and(
    mayRead(member),
    client ? eq(events.clientId, client) : undefined,
    person === "contacts" ? eq(events.actorKind, "contact") : person === "members" ? eq(events.actorKind, "member") : person ? eq(events.actorId, person) : undefined,
    kind ? inArray(events.action, kinds.find(({ value }) => value === kind)?.actions ?? []) : undefined,
    project ? eq(events.projectId, project) : undefined,
    within(tx, from, to),
  );
}

/** Days of the agency's zone, the last one whole. First the numbers between which they lie, so that an old month is not searched for from the newest event on. */
function within(tx: Db, from?: string, to?: string): SQL | undefined {
  if (!from && !to) return undefined;
  const { timeZone } = tx.select({ timeZone: agency.timeZone }).from(agency).get()!;
  const days = and(from ? gte(events.at, instantIn(timeZone, from)) : undefined, to ? lt(events.at, instantIn(timeZone, nextDay(to))) : undefined);
  const { least, most } = tx.select({ least: min(events.seq), most: max(events.seq) }).from(events).where(days).get()!;
  return and(days, gte(events.seq, least ?? 0), lte(events.seq, most ?? 0));
}

const seqsOf = (tx: Db, where: SQL | undefined, order: typeof asc, limit = PAGE) => tx.select({ seq: events.seq }).from(events).where(where).orderBy(order(events.seq)).limit(limit).all().map(({ seq }) => seq);
/** How many, counted no further than one beyond COUNTED. */
const counted = (tx: Db, where: SQL | undefined) => tx.select({ all: sql<number>`count(*)` }).from(tx.select({ one: sql`1` }).from(events).where(where).limit(COUNTED + 1).as("counted")).get()!.all;

/** Everything there is needs no counting: events are numbered without gaps. Null where there are too many to count. */
function totalOf(tx: Db, member: Member, filter: TrailFilter, where: SQL | undefined): number | null {
  if (seesAll(member) && seesInvoices(member) && !Object.values(filter).some(Boolean)) return headIn(tx).seq;
  const all = counted(tx, where);
  return all > COUNTED ? null : all;
}
