import { transact } from "#db/client.server.ts";
import { record } from "#app/events/record.server.ts";
import { accountKey, countAttempt, isRecorded } from "#app/people/attempts.server.ts";
import type { Viewer } from "#app/people/viewer.ts";
import { whoHas } from "./account.server.ts";

const countedAs = { "session.refused": "refused:account", "second_factor.refused": "refused_code:account" } as const;

/**
 * Records a proof that failed, in a transaction of its own: per hour and person, and all unknown addresses together.
 * What was typed is not kept; people type passwords into the wrong field.
 */
export const recordRefusal = (viewer: Viewer, email: string, action: keyof typeof countedAs = "session.refused") =>
  transact((tx) => {
    const person = whoHas(email);
    const counted = countedAs[action];
    const { [counted]: count } = countAttempt(tx, { [counted]: person ? accountKey(email) : "nobody" } as Record<typeof counted, string>);
    if (isRecorded(count)) record(tx, viewer, action, { kind: "person", id: person?.id ?? "unknown", clientId: null, title: person?.name ?? "an unknown address" }, { attempts: count });
  });
