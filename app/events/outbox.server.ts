import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { outbox } from "#db/schema/index.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/id.server.ts";
import type { Face, Origin } from "#app/people/viewer.ts";
import type { LetterKind } from "./catalogue.ts";

type Asked = { contactId: string } | { memberId: string } | { askedFor: string; askedBy?: Origin };

/**
 * Queues a letter that an act of signing in causes, in the caller's transaction. `askedFor` is an address somebody
 * typed: who it belongs to, if anybody, is looked up when the letter is written, so that known and unknown addresses
 * cost the same. Never holds a token.
 */
export const queueLetter = (tx: Db, letter: { kind: Exclude<LetterKind, "event">; face: Face; goTo?: string | null } & Asked) =>
  tx
    .insert(outbox)
    .values({ id: newId(), queuedAt: now(), nextAttemptAt: now(), ...letter })
    .run();

/** Takes back the letters nobody has written yet, in the caller's transaction: whose access ended gets no more. Gives how many. */
export const dropLetters = (tx: Db, whose: { contactId: string } | { memberId: string }, why: string) =>
  tx
    .update(outbox)
    .set({ droppedAt: now(), droppedWhy: why })
    .where(and("contactId" in whose ? eq(outbox.contactId, whose.contactId) : eq(outbox.memberId, whose.memberId), isNull(outbox.sentAt), isNull(outbox.droppedAt), isNull(outbox.gaveUpAt)))
    .run().changes;
