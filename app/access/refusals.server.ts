import { transact } from "#db/client.server.ts";
import { record } from "#app/events/record.server.ts";
import { accountKey, countAttempt } from "#app/people/attempts.server.ts";
import type { Stranger } from "#app/people/viewer.ts";
import { whoHas } from "./account.server.ts";

// The first, the tenth, the hundredth …: an attack is on record with its size, and still nobody can grow the chain at will.
const isRecorded = (count: number) => /^10*$/.test(String(count));

/**
 * Records a sign-in that failed, in a transaction of its own: per hour and person, and all unknown addresses together.
 * What was typed is not kept; people type passwords into the wrong field.
 */
export const recordRefusal = (viewer: Stranger, email: string) =>
  transact((tx) => {
    const person = whoHas(email);
    const { "refused:account": count } = countAttempt(tx, { "refused:account": person ? accountKey(email) : "nobody" });
    if (isRecorded(count)) record(tx, viewer, "session.refused", { kind: "person", id: person?.id ?? "unknown", clientId: null, title: person?.name ?? "an unknown address" }, { attempts: count });
  });
