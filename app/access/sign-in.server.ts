import { and, eq, sql } from "drizzle-orm";
import { prepared, transact } from "#db/client.server.ts";
import { people, sessions } from "#db/schema/index.ts";
import { Refused } from "#app/lib/refused.ts";
import { type Counting, accountKey, addressKey, countAttempt, forgive } from "#app/people/attempts.server.ts";
import type { Face, Stranger } from "#app/people/viewer.ts";
import { letIn } from "./entry.server.ts";
import { recordRefusal } from "./refusals.server.ts";
import { proveByPassword } from "./strategies.server.ts";

/**
 * Signs somebody in with a password: a new session, 303 to `to`. Throws Refused 422 where address and password do not
 * belong together, in the same words and by the same work whether we know the address or not; 429 after too many.
 */
export async function signInByPassword(request: Request, viewer: Stranger, face: Face, { email, password, to }: { email: string; password: string; to?: string }): Promise<Response> {
  const counting = countingOf("password", email, viewer.address);
  transact((tx) => countAttempt(tx, counting));
  const proof = await proveByPassword({ face, email, password }).catch((problem) => {
    if (problem instanceof Refused) recordRefusal(viewer, email);
    throw problem;
  });
  return transact((tx) => {
    const who = proof(tx);
    forgive(tx, counting);
    return letIn(tx, request, viewer, { face, who, method: "password", goTo: to });
  });
}

const cameFrom = prepared((db) =>
  db
    .select({ id: sessions.id })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .where(and(eq(people.email, sql.placeholder("email")), eq(sessions.address, sql.placeholder("address"))))
    .limit(1)
    .prepare(),
);

/** The account's own limit does not hold where its person has signed in from before: a stranger's guessing never locks them out. */
export function countingOf(what: "password" | "code", email: string, address: string): Counting {
  const account = accountKey(email);
  const from = addressKey(address);
  const atHome = cameFrom().get({ email, address });
  return { [`${what}:pair`]: `${account}:${from}`, [`${what}:address`]: from, ...(atHome ? {} : { [`${what}:account`]: account }) };
}
