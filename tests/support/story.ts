import { asc, eq } from "drizzle-orm";
import { type Db, db, open, sqlite, transact } from "#db/client.server.ts";
import { migrate } from "#db/migrate.server.ts";
import { eventParticulars, events, outbox } from "#db/schema/index.ts";
import { resume } from "#app/lib/clock.ts";
import { happening } from "#app/events/all.ts";
import { setTheStage } from "./cast.ts";

export * from "./cast.ts";

let told: Buffer | undefined;

/** Every test begins with the same story, in a database of its own: about a millisecond. */
export function freshStory() {
  resume();
  if (!told) {
    migrate(open(":memory:"));
    setTheStage(db);
    told = sqlite.serialize();
  } else open(told);
}

/** A command as the pages call it: in its own transaction. */
export const inTransaction =
  <A extends unknown[], R>(command: (tx: Db, ...given: A) => R) =>
  (...given: A): R =>
    transact((tx) => command(tx, ...given) as never) as R;

/** What is on record about a subject (or all of it): "Noor published Homepage". */
export const trailOf = (subject?: { id: string }) =>
  db
    .select({ action: events.action, particulars: eventParticulars.particulars })
    .from(events)
    .innerJoin(eventParticulars, eq(eventParticulars.seq, events.seq))
    .where(subject ? eq(events.subjectId, subject.id) : undefined)
    .orderBy(asc(events.seq))
    .all()
    .map(({ action, particulars }) => `${particulars.actorName} ${happening(action).says.replace(/\{(\w+)\}/g, (_, name) => String(particulars[name === "subject" ? "title" : name] ?? ""))}`);

/** The letters waiting to be written: "c-dana: document.shared". */
export const letters = () =>
  db
    .select({ contact: outbox.contactId, member: outbox.memberId, askedFor: outbox.askedFor, kind: outbox.kind, action: events.action })
    .from(outbox)
    .leftJoin(events, eq(events.seq, outbox.eventSeq))
    .orderBy(asc(outbox.queuedAt), asc(outbox.eventSeq))
    .all()
    .map(({ contact, member, askedFor, kind, action }) => `${contact ?? member ?? askedFor}: ${action ?? kind}`);
