import { eq } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { outbox } from "#db/schema/index.ts";
import { accountKey, countAttempt, isRecorded } from "#app/people/attempts.server.ts";
import { stranger } from "#app/people/viewer.ts";
import type { Row } from "./letters.server.ts";
import { record } from "./record.server.ts";
import type { Recipient } from "./recipients.server.ts";

/**
 * Puts on record that somebody asked for a new password, while its letter is written: whose address it is is looked up
 * here for the first time, so that asking costs the same for all. Once for each row; as with refusals, per hour and
 * person, and all unknown addresses together.
 */
export function recordAsking(tx: Db, { id, kind, askedFor, askedBy }: Row, to: Recipient | null) {
  if (kind !== "reset" || !askedBy) return;
  tx.update(outbox).set({ askedBy: null }).where(eq(outbox.id, id)).run();
  const { "asked:account": count } = countAttempt(tx, { "asked:account": to ? accountKey(askedFor!) : "nobody" });
  if (isRecorded(count)) record(tx, stranger(askedBy), "reset.requested", { kind: "person", id: to?.personId ?? "unknown", clientId: null, title: to?.name ?? "an unknown address" }, { attempts: count });
}
