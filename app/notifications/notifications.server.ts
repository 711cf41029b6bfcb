import { type SQL, and, desc, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import { type Db, db, prepared } from "#db/client.server.ts";
import { events, notices as table } from "#db/schema/index.ts";
import { mayRead, trail } from "#app/events/trail.server.ts";
import { DAY, now } from "#app/lib/clock.ts";
import { NoFields, blank } from "#app/lib/form.server.ts";
import { pageOf, sliceFrom } from "#app/lib/pages.ts";
import { NotFound } from "#app/lib/refused.ts";
import type { SignedIn } from "#app/people/viewer.ts";

/** How many unread ones are counted before it is only said that there are more. */
export const COUNTED = 99;
/** Milliseconds a notice stands on the bell. */
const LIFE = 180 * DAY;

export const noticesPath = ({ kind }: SignedIn) => (kind === "contact" ? "/portal/notifications" : "/staff/notifications");

/** Whether what is looked at is thereby read: in a preview it is not. */
const isOwn = (viewer: SignedIn) => viewer.kind === "member" || !viewer.preview;

/** What somebody was told of and may still know, newest first. */
const theirs = (viewer: SignedIn, where?: SQL) => and(eq(table.viewerId, viewer.id), where, mayRead(viewer));

/** How many unread ones somebody has, up to one more than are counted. */
export function unread(viewer: SignedIn, tx: Db = db): number {
  const some = tx.select({ one: sql`1` }).from(table).innerJoin(events, eq(events.seq, table.eventSeq)).where(theirs(viewer, isNull(table.readAt))).limit(COUNTED + 1).as("some");
  return tx.select({ total: sql<number>`count(*)` }).from(some).get()!.total;
}

/** A page of the bell: what happened, as the trail says it, and whether it was read. */
export function noticesPage(viewer: SignedIn, url: URL, tx: Db = db) {
  const slice = sliceFrom(url, 30);
  const onlyUnread = url.searchParams.get("show") === "unread";
  const where = theirs(viewer, onlyUnread ? isNull(table.readAt) : undefined);
  const rows = tx.select({ seq: table.eventSeq, readAt: table.readAt }).from(table).innerJoin(events, eq(events.seq, table.eventSeq)).where(where).orderBy(desc(table.eventSeq)).limit(slice.limit).offset(slice.offset).all();
  const total = tx.select({ total: sql<number>`count(*)` }).from(table).innerJoin(events, eq(events.seq, table.eventSeq)).where(where).get()!.total;
  const entries = new Map(trail(viewer, tx).these(rows.map(({ seq }) => seq)).map((entry) => [entry.seq, entry]));
  const path = noticesPath(viewer);
  return {
    path,
    onlyUnread,
    unread: unread(viewer, tx),
    pages: pageOf(url, slice, total),
    notices: rows.flatMap(({ seq, readAt }) => {
      const entry = entries.get(seq);
      return entry ? [{ entry, read: readAt ? null : blank(NoFields, viewer, `${path}/${seq}/read`) }] : [];
    }),
    all: blank(NoFields, viewer, `${path}/read`),
  };
}

/** Marks one as read. Throws NotFound for what is not on this bell. */
export function markRead(tx: Db, viewer: SignedIn, seq: number) {
  const found = tx.select({ seq: table.eventSeq }).from(table).innerJoin(events, eq(events.seq, table.eventSeq)).where(theirs(viewer, eq(table.eventSeq, seq))).get();
  if (!found) throw new NotFound();
  tx.update(table).set({ readAt: now() }).where(and(eq(table.viewerId, viewer.id), eq(table.eventSeq, seq), isNull(table.readAt))).run();
}

export const markAllRead = (tx: Db, viewer: SignedIn) => tx.update(table).set({ readAt: now() }).where(and(eq(table.viewerId, viewer.id), isNull(table.readAt))).run();

const onPage = prepared((db) => db.select({ seq: table.eventSeq }).from(table).where(and(eq(table.viewerId, sql.placeholder("viewerId")), eq(table.place, sql.placeholder("place")), isNull(table.readAt))).limit(500).prepare());

/** Whoever opens the page itself has read what was told of it. Never on HEAD, when fetched ahead, or in a preview. */
export function noteOpened(viewer: SignedIn, request: Request) {
  if (request.method !== "GET" || !isOwn(viewer) || /prefetch|prerender/.test(`${request.headers.get("Sec-Purpose")} ${request.headers.get("Purpose")}`)) return;
  const place = new URL(request.url).pathname.replace(/\.data$/, "");
  const seqs = onPage().all({ viewerId: viewer.id, place }).map(({ seq }) => seq);
  if (seqs.length) db.update(table).set({ readAt: now() }).where(and(eq(table.viewerId, viewer.id), inArray(table.eventSeq, seqs))).run();
}

/** Takes old ones off the bell; the trail keeps what happened. Gives how many. */
export const sweepNotices = (tx: Db) => tx.delete(table).where(lt(table.eventSeq, sql`(select coalesce(max(e.seq), 0) from events e where e.at < ${now().getTime() - LIFE})`)).run().changes;
