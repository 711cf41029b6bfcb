import type { Db } from "#db/client.server.ts";
import { outbox } from "#db/schema/index.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/id.server.ts";
import type { Face } from "#app/people/viewer.ts";
import type { LetterKind } from "./catalogue.ts";

type Asked = { contactId: string } | { memberId: string } | { askedFor: string };

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
