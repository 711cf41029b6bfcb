import { eq } from "drizzle-orm";
import type Sqlite from "better-sqlite3";
import { db, sqlite, transact } from "#db/client.server.ts";
import { storagePlaces } from "#db/schema/index.ts";
import { KEPT_AFTER_REMOVAL } from "#app/documents/sweep.server.ts";
import { now } from "#app/lib/clock.ts";
import { count } from "#app/lib/words.ts";
import { log } from "#app/server/log.server.ts";
import { store } from "#storage/files.server.ts";
import type { Store } from "#storage/stores.server.ts";
import { NotStored, StoreAway } from "#storage/trouble.ts";
import { type Kept, hashOf, keptFiles } from "./manifest.server.ts";

type Say = (line: string) => unknown;
const kept = (from: Sqlite.Database = sqlite) => keptFiles(from, new Date(now().getTime() - KEPT_AFTER_REMOVAL));
const placeOnRecord = () => db.select().from(storagePlaces).where(eq(storagePlaces.id, "files")).get()?.place;

/**
 * Before anything is served: the store can be used, and what the database knows lies in it. One that is away does not keep
 * Parlour from starting; one that refuses does, and so does one that is not where the files are. Throws a sentence.
 */
export async function standOnStore(): Promise<void> {
  const here = store();
  try {
    await here.check();
    const before = placeOnRecord();
    if (before === here.place) return;
    // A database from before places were noted has its files beside it.
    if (before !== undefined || here.place !== "local") await requireAll(here, before ?? "local");
    const row = { id: "files" as const, place: here.place, since: now() };
    transact((tx) => void tx.insert(storagePlaces).values(row).onConflictDoUpdate({ target: storagePlaces.id, set: row }).run());
    log.info({ place: here.place, before: before ?? null }, "files lie here now");
  } catch (problem) {
    if (!(problem instanceof StoreAway)) throw new Error(`STORAGE: ${(problem as Error).message}`, { cause: problem });
    log.warn({ problem: problem.message }, "the store is away; everything but files works");
  }
}

async function requireAll(here: Store, before: string) {
  const there = new Map<string, number>();
  for await (const { key, size } of here.list()) there.set(key, size);
  const all = kept();
  const missing = all.filter(({ key, size }) => there.get(key) !== size);
  if (missing.length) throw new Error(`${count(missing.length, "file")} of ${all.length} are not in ${here.place}; they lie in ${before}. Set STORAGE=${before} again, move them with npm run storage:move -- --to ${here.place}, and change STORAGE then.`);
}

/**
 * Copies every file from where it lies to another store, and reads each back there for its hash. Takes nothing away and
 * changes no setting, so it may be cut off and begun again, also while Parlour serves. Gives what could not be moved.
 */
export async function moveFiles(from: Store, to: Store, say: Say): Promise<{ moved: number; there: number; failed: string[] }> {
  if (from.place === to.place) throw new Error(`The files lie in ${from.place} already.`);
  await to.check();
  const all = kept();
  const failed: string[] = [];
  let [moved, there, told] = [0, 0, performance.now()];
  for (const file of all) {
    const before = await to.sizeOf(file.key);
    if (before !== file.size) {
      try {
        await to.put(file.key, await from.open(file.key));
        moved += 1;
      } catch (problem) {
        if (!(problem instanceof NotStored)) throw problem;
        failed.push(`${file.called}: it is not in ${from.place}`);
        continue;
      }
    } else there += 1;
    const why = await faultOf(to, file);
    if (why) {
      // Never left to be taken for the real one.
      await to.remove(file.key);
      failed.push(`${file.called}: ${why}`);
    }
    if (performance.now() - told < 1000) continue;
    told = performance.now();
    say(`Files: ${moved + there} of ${all.length}.`);
  }
  return { moved, there, failed };
}

/** What is wrong with the bytes of a file, or undefined. */
async function faultOf(where: Store, { key, sha256, size }: Kept): Promise<string | undefined> {
  const length = await where.sizeOf(key);
  if (length === null) return "its bytes are missing";
  if (length !== size) return `it has ${length} bytes, and its row says ${size}`;
  const found = await hashOf(await where.open(key)).catch((problem: NodeJS.ErrnoException) => {
    if (problem.code === "EIO") return undefined;
    throw problem;
  });
  return !found ? "its bytes cannot be read" : found.sha256 === sha256 ? undefined : "its bytes were changed";
}

/** Reads every file there is a row of, and compares. Gives how many hold, and a sentence for each that does not. */
export async function verifyFiles(database: Sqlite.Database, where: Store): Promise<{ good: number; broken: string[] }> {
  const broken: string[] = [];
  const all = kept(database);
  for (const file of all) {
    const why = await faultOf(where, file);
    if (why) broken.push(`${file.called}, ${file.key}: ${why}.`);
  }
  return { good: all.length - broken.length, broken };
}
