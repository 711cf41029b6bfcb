import { and, desc, eq, gt, lt, sql } from "drizzle-orm";
import ipaddr from "ipaddr.js";
import { type Db, prepared } from "#db/client.server.ts";
import { attempts } from "#db/schema/index.ts";
import { DAY, HOUR, MINUTE, SECOND, now } from "#app/lib/clock.ts";
import { hashed } from "#app/lib/id.server.ts";
import { Refused } from "#app/lib/refused.ts";

/**
 * How many attempts fit in a window (milliseconds), which begins with its first one. "account" is what was typed,
 * whether anybody has it or not; "address" is where it came from; "pair" is both. The account's own limit is wide: with
 * a narrow one anybody could lock the owner out.
 */
export const limitOf = {
  "password:pair": { most: 10, within: 15 * MINUTE },
  "password:account": { most: 50, within: 15 * MINUTE },
  "password:address": { most: 60, within: 15 * MINUTE },
  // Of the million codes three are right at a time; whoever guesses has the password already.
  "code:pair": { most: 10, within: 15 * MINUTE },
  "code:account": { most: 30, within: HOUR },
  "code:address": { most: 60, within: 15 * MINUTE },
  "letter:account": { most: 6, within: HOUR },
  "letter:address": { most: 60, within: HOUR },
  "token:address": { most: 40, within: 15 * MINUTE },
  "verify:address": { most: 40, within: 15 * MINUTE },
  "first_run:address": { most: 10, within: 15 * MINUTE },
  "refused:account": { most: Number.MAX_SAFE_INTEGER, within: HOUR },
  "refused_code:account": { most: Number.MAX_SAFE_INTEGER, within: HOUR },
  "denied:account": { most: Number.MAX_SAFE_INTEGER, within: HOUR },
  "asked:account": { most: Number.MAX_SAFE_INTEGER, within: HOUR },
} as const;
export type Counted = keyof typeof limitOf;
/** What is counted, and under which key: `{ "password:account": accountKey(email) }`. */
export type Counting = Partial<Record<Counted, string>>;

/** An address somebody typed, as a key: the table keeps no list of people who never were ours. */
export const accountKey = (email: string) => hashed(email.trim().toLowerCase());

/** Where somebody came from, as a key: IPv6 by its /64, which is what one household or one server is given. */
export function addressKey(address: string): string {
  if (!ipaddr.isValid(address)) return "unknown";
  const parsed = ipaddr.process(address);
  return parsed.kind() === "ipv4" ? parsed.toString() : `${(parsed as ipaddr.IPv6).parts.slice(0, 4).map((part) => part.toString(16)).join(":")}::/64`;
}

const current = prepared((db) =>
  db
    .select({ windowStart: attempts.windowStart, count: attempts.count })
    .from(attempts)
    .where(and(eq(attempts.bucket, sql.placeholder("bucket")), gt(attempts.windowStart, sql.placeholder("since"))))
    .orderBy(desc(attempts.windowStart))
    .limit(1)
    .prepare(),
);

const windowOf = (counted: Counted, key: string) => {
  const bucket = `${counted}:${key}`;
  return { bucket, ...limitOf[counted], found: current().get({ bucket, since: now().getTime() - limitOf[counted].within }) };
};

/**
 * Counts one attempt in each bucket and gives the counts. Where one is full nothing is counted: throws Refused 429 with
 * the seconds until its window ends. Counted before the work is done, so that a hundred at once are a hundred.
 */
export function countAttempt<C extends Counting>(tx: Db, counting: C): Record<keyof C, number> {
  const windows = (Object.entries(counting) as [Counted, string][]).map(([counted, key]) => ({ counted, ...windowOf(counted, key) }));
  const waits = windows.flatMap(({ found, most, within }) => (found && found.count >= most ? [found.windowStart.getTime() + within - now().getTime()] : []));
  if (waits.length) throw tooMany(Math.max(...waits));
  return Object.fromEntries(
    windows.map(({ counted, bucket, found }) => {
      if (found) tx.update(attempts).set({ count: found.count + 1 }).where(and(eq(attempts.bucket, bucket), eq(attempts.windowStart, found.windowStart))).run();
      else tx.insert(attempts).values({ bucket, windowStart: now(), count: 1 }).run();
      return [counted, (found?.count ?? 0) + 1];
    }),
  ) as Record<keyof C, number>;
}

/**
 * Whether the so-manieth of the same thing goes on record: the first, the tenth, the hundredth … An attack is there with
 * its size, and still nobody can grow the chain at will.
 */
export const isRecorded = (count: number) => /^10*$/.test(String(count));

/** An attempt that succeeded: it no longer counts, and what this person mistyped from here is forgotten. */
export function forgive(tx: Db, counting: Counting) {
  for (const [counted, key] of Object.entries(counting) as [Counted, string][])
    if (counted.endsWith(":pair")) tx.delete(attempts).where(eq(attempts.bucket, `${counted}:${key}`)).run();
    else tx.update(attempts).set({ count: sql`max(${attempts.count} - 1, 0)` }).where(eq(attempts.bucket, `${counted}:${key}`)).run();
}

function tooMany(milliseconds: number) {
  const minutes = Math.ceil(milliseconds / MINUTE);
  return new Refused(429, `That was too many attempts. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`, { retryAfter: Math.max(1, Math.ceil(milliseconds / SECOND)) });
}

/** Takes away windows that ended long ago. Gives how many. */
export const sweepAttempts = (tx: Db) => tx.delete(attempts).where(lt(attempts.windowStart, new Date(now().getTime() - DAY))).run().changes;
