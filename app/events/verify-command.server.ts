import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { drizzle } from "drizzle-orm/better-sqlite3";
import type { Db } from "#db/client.server.ts";
import { Database } from "#db/driver.server.ts";
import { type Broken, type Place, faultAt, headIn, verifyChain } from "./verify.server.ts";

const HELP = `Verifies the record of what happened: every event, in order, against the hash that chains it to the one before, and
what stands beside it against what the event committed to. Reads, and changes nothing; Parlour may be running.

  npm run verify                          the database in DATA_DIR (./data without it)
  npm run verify -- --database FILE       another one: a backup, a copy
  npm run verify -- --head SEQ:HASH       also that the event noted earlier is still there, unchanged
  npm run verify -- receipt.json --key receipt-keys.json [--file document.pdf]
                                          a receipt somebody was given, against the public keys you trust

Ends with 0 where the whole chain holds, with 1 and the first broken event where it does not, with 2 where it cannot be read.
`;

/** What else is verified of the same snapshot: the first fault of it, or a sentence to add. `folder` is the one the database lies in. */
export type Also = (db: Db, folder: string) => { fault?: Broken; says: string };

/** `npm run verify`: says what it found. Gives the exit code: 0 whole, 1 broken, 2 where it could not be asked or read. */
export function verify(given: string[], say: (line: string) => unknown = (line) => process.stdout.write(`${line}\n`), complain: typeof say = (line) => process.stderr.write(`${line}\n`), also?: Also): 0 | 1 | 2 {
  try {
    const { help, database, head } = asked(given);
    if (help) return say(HELP), 0;
    return inDatabase(database, (db) => report(db, head, say, () => also?.(db, dirname(database))));
  } catch (problem) {
    if (!(problem instanceof Error)) throw problem;
    complain(problem.message);
    return 2;
  }
}

function asked(given: string[]): { help: boolean; database: string; head?: Place } {
  const { values } = parseArgs({ args: given, options: { database: { type: "string" }, head: { type: "string" }, help: { type: "boolean", default: false } } });
  const noted = values.head === undefined ? undefined : /^(\d{1,15}):([0-9a-f]{64})$/.exec(values.head);
  if (noted === null) throw new Error("--head takes a number, a colon and the sixty-four digits of a hash, as npm run verify prints them.");
  return { help: values.help, database: values.database ?? join(process.env.DATA_DIR || "data", "parlour.sqlite"), head: noted && { seq: Number(noted[1]), hash: noted[2]! } };
}

/** One snapshot of the database, read only: what is written meanwhile neither disturbs nor is disturbed. */
function inDatabase<T>(file: string, read: (db: Db) => T): T {
  if (!existsSync(file)) throw new Error(`There is no database at ${file}. Name one with --database FILE.`);
  const sqlite = opened(file);
  try {
    return sqlite.transaction(() => read(drizzle(sqlite) as unknown as Db)).deferred();
  } catch (problem) {
    throw new Error(`${file} cannot be read as a database of Parlour’s: ${(problem as Error).message}.`, { cause: problem });
  } finally {
    sqlite.close();
  }
}

function opened(file: string) {
  try {
    return new Database(file, { readonly: true, fileMustExist: true, timeout: 5000 });
  } catch (problem) {
    throw new Error(`${file} cannot be opened: ${(problem as Error).message}. A database in a folder that may not be written is verified by a copy of it.`, { cause: problem });
  }
}

function report(db: Db, noted: Place | undefined, say: (line: string) => unknown, also: () => ReturnType<Also> | undefined): 0 | 1 {
  const { events, firstBroken } = verifyChain(db);
  const many = `${events.toLocaleString("en-US")} ${events === 1 ? "event" : "events"}`;
  const missed: Broken | undefined = noted && faultAt(db, noted);
  if (firstBroken ?? missed) {
    const { seq, why } = (firstBroken ?? missed)!;
    say(`The record does not hold. Event ${seq}: ${why}`);
    say(firstBroken ? `Before it, ${many} verified.` : `Chain of ${many} verified, but it is not the one the head was noted of.`);
    return 1;
  }
  const more = also();
  if (more?.fault) {
    say(`The record does not hold. Event ${more.fault.seq}: ${more.fault.why}`);
    say(`Chain of ${many} verified, but not what was signed beside it.`);
    return 1;
  }
  const { seq, hash } = headIn(db);
  say(`Chain of ${many} verified.`);
  if (more?.says) say(more.says);
  say(`Its head is ${seq}:${hash}`);
  say(noted ? "The head that was noted earlier is in it, unchanged." : "Keep the head somewhere else. Given later with --head, it tells whether events were cut off at the end or all written anew.");
  return 0;
}
