import type { Db } from "#db/client.server.ts";
import { notices, outbox } from "#db/schema/index.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/id.server.ts";
import type { Action } from "./all.ts";
import type { Subject } from "./catalogue.ts";
import { choicesOf, goesAt, isMuted } from "./choices.server.ts";
import { placeOf } from "./places.ts";
import { threadOf } from "./threads.ts";
import { topicOf } from "./topics.ts";

export type Told = { contactId: string } | { memberId: string };

/** Tells somebody of an event, in the caller's transaction: on their bell always, by letter as they chose. */
export function tell(tx: Db, told: Told, { seq, action }: { seq: number; action: Action }, subject: Subject) {
  ring(tx, told, seq, subject);
  const viewerId = "contactId" in told ? told.contactId : told.memberId;
  if (isMuted(tx, viewerId, threadOf({ ...subject, projectId: subject.projectId ?? null }))) return;
  const goes = goesAt(choicesOf(viewerId), topicOf(action), now());
  if (goes) tx.insert(outbox).values({ id: newId(), kind: "event", eventSeq: seq, face: "contactId" in told ? "portal" : "staff", ...told, queuedAt: now(), ...goes }).run();
}

/** Puts an event on somebody's bell, once. */
export function ring(tx: Db, told: Told, eventSeq: number, subject: Subject) {
  const face = "contactId" in told ? "portal" : "staff";
  const place = placeOf(face, { ...subject, projectId: subject.projectId ?? null });
  tx.insert(notices)
    .values({ viewerId: "contactId" in told ? told.contactId : told.memberId, eventSeq, ...told, place: place?.replace(/[?#].*$/, "") ?? null })
    .onConflictDoNothing()
    .run();
}
