import { and, asc, eq } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { letterChoices as table, mutes } from "#db/schema/index.ts";
import { now } from "#app/lib/clock.ts";
import type { SignedIn } from "#app/people/viewer.ts";
import { choicesOf } from "./choices.server.ts";
import type { ChoicesWanted } from "./choices-form.server.ts";
import type { Told } from "./telling.server.ts";
import { type Topic, type When, topicWords } from "./topics.ts";

const idOf = (whose: Told) => ("contactId" in whose ? whose.contactId : whose.memberId);
const whoseOf = ({ kind, id }: SignedIn): Told => (kind === "contact" ? { contactId: id } : { memberId: id });

/** Chooses anew when letters of one topic go; the rest stays. */
export function chooseTopic(tx: Db, whose: Told, topic: Topic, when: When) {
  const { topics } = choicesOf(idOf(whose));
  write(tx, whose, { topics: { ...topics, [topic]: when } });
}

/** Chooses everything about one's letters. Throws nothing: the form has seen to it. */
export function choose(tx: Db, viewer: SignedIn, { timeZone, digestAt, quietFrom, quietTo, quietWeekends, ...wanted }: ChoicesWanted) {
  const face = viewer.kind === "contact" ? "portal" : "staff";
  const topics = Object.fromEntries((Object.keys(topicWords[face]) as Topic[]).map((topic) => [topic, wanted[topic] ?? "now"]));
  write(tx, whoseOf(viewer), { topics, timeZone: timeZone ?? null, digestAt, quietFrom: quietFrom ?? null, quietTo: quietTo ?? null, quietWeekends: quietWeekends === "on" });
}

function write(tx: Db, whose: Told, change: Partial<typeof table.$inferInsert>) {
  const after = { ...change, changedAt: now() };
  tx.insert(table)
    .values({ viewerId: idOf(whose), contactId: null, memberId: null, ...whose, topics: {}, digestAt: "08:00", quietWeekends: false, ...after })
    .onConflictDoUpdate({ target: table.viewerId, set: after })
    .run();
}

/** The threads somebody is silent about, by title. */
export const mutedBy = (viewer: SignedIn, tx: Db = db) => tx.select({ thread: mutes.thread, title: mutes.title, mutedAt: mutes.mutedAt }).from(mutes).where(eq(mutes.viewerId, viewer.id)).orderBy(asc(mutes.title)).all();

/** No more letters about a thread; those that wait are not sent. The caller has found what it is about. */
export function mute(tx: Db, viewer: SignedIn, { thread, title }: { thread: string; title: string }) {
  tx.insert(mutes).values({ viewerId: viewer.id, contactId: null, memberId: null, ...whoseOf(viewer), thread, title: title.slice(0, 200), mutedAt: now() }).onConflictDoNothing().run();
}
export const unmute = (tx: Db, viewer: SignedIn, thread: string) => tx.delete(mutes).where(and(eq(mutes.viewerId, viewer.id), eq(mutes.thread, thread))).run();
