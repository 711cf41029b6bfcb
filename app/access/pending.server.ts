import { and, eq, gt, isNull } from "drizzle-orm";
import { redirect } from "@remix-run/node";
import { type Db, db } from "#db/client.server.ts";
import { members, pendingSignIns as table, people } from "#db/schema/index.ts";
import { MINUTE, SECOND, now } from "#app/lib/clock.ts";
import { pendingCookie, pendingFrom } from "#app/lib/cookies.server.ts";
import { hashed, newSecret } from "#app/lib/id.server.ts";
import type { Origin, SignInMethod } from "#app/people/viewer.ts";

/** Milliseconds somebody has between their first proof and the second. */
export const PENDING = 10 * MINUTE;

/** Whoever has given their first proof gets no session, but a secret of its own for this browser, and is asked for the second. */
export function hold(tx: Db, { agent }: Origin, { personId, memberId, method, goTo }: { personId: string; memberId: string; method: SignInMethod; goTo: string }): Response {
  const secret = newSecret();
  tx.insert(table).values({ id: hashed(secret), personId, memberId, method, goTo, agent: agent.slice(0, 400), expiresAt: new Date(now().getTime() + PENDING) }).run();
  return redirect("/staff/second-factor", { status: 303, headers: { "Set-Cookie": pendingCookie(secret, PENDING / SECOND) } });
}

const isOpen = (id: string) => and(eq(table.id, id), isNull(table.usedAt), gt(table.expiresAt, now()), isNull(members.deactivatedAt));

/** The sign-in this browser has begun and not finished, with whose it is; undefined where it is over, or another browser's. */
export function pendingIn(request: Request, { agent }: Origin, tx: Db = db) {
  const secret = pendingFrom(request);
  const found = secret
    ? tx.select({ pending: table, name: people.name, email: people.email }).from(table).innerJoin(members, eq(members.id, table.memberId)).innerJoin(people, eq(people.id, table.personId)).where(isOpen(hashed(secret))).get()
    : undefined;
  return found && found.pending.agent === agent.slice(0, 400) ? { ...found.pending, name: found.name, email: found.email } : undefined;
}

/** Uses it up, in the transaction that starts the session; false where somebody was faster. */
export const usePending = (tx: Db, id: string) => tx.update(table).set({ usedAt: now() }).where(and(eq(table.id, id), isNull(table.usedAt))).run().changes === 1;
