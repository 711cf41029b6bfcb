import { randomBytes } from "node:crypto";
import { createReadStream, existsSync, readFileSync, readdirSync } from "node:fs";
import { mkdtemp, rm, statfs } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { sqlite } from "#db/client.server.ts";
import { Database } from "#db/driver.server.ts";
import { KEPT_AFTER_REMOVAL } from "#app/documents/sweep.server.ts";
import { lease } from "#app/events/lease.server.ts";
import { MINUTE, now } from "#app/lib/clock.ts";
import { env } from "#app/lib/env.server.ts";
import { count, size } from "#app/lib/words.ts";
import { open } from "#storage/files.server.ts";
import { type Shelf, shelfAt } from "#storage/shelves.server.ts";
import { NotStored } from "#storage/trouble.ts";
import { backupsKept, begin } from "./backups.server.ts";
import { type Kept, type Manifest, countsIn, fileOnShelf, hashOf, keptFiles, measured, readManifest, requireWhole, snapshot, snapshotsOn } from "./manifest.server.ts";
import { lock } from "./sealing.server.ts";

type Say = (line: string) => unknown;

/**
 * Makes a backup while Parlour serves: the database first, then the files it knows (each content once), then the keys; the
 * manifest last. Keeps as many as the settings say. Gives its name. Throws a sentence; what failed is on record too.
 */
export async function makeBackup(to: string, say: Say): Promise<{ name: string; missing: string[] }> {
  const shelf = shelfAt(to);
  const { BACKUP_PASSPHRASE: passphrase, DATA_DIR } = env();
  if (shelf.isElsewhere && !passphrase) throw new Error("The keys leave this machine with a backup in a store, so they are locked with a passphrase. Set BACKUP_PASSPHRASE, and keep it where the backup is not.");
  const alone = lease("backup", 10 * MINUTE, randomBytes(8).toString("hex"));
  if (!alone.take()) throw new Error("Another backup is under way, or was cut off less than ten minutes ago. Try again later.");
  const noted = begin("backup", shelf.place);
  const folder = await mkdtemp(join(DATA_DIR, "backups", "making-"));
  try {
    const copy = join(folder, "parlour.sqlite");
    await copyDatabase(copy, noted.id);
    const { files, ...facts } = inspected(copy);
    const name = now().toISOString().replaceAll(/[-:]|\.\d+/g, "");
    say(`The database is copied: ${count(facts.events, "event")}, schema ${facts.version}.`);
    const { missing, copied } = await copyFiles(shelf, files, { say, reached: (done) => (alone.take(), noted.reached(done, files.length)) });
    const keys = packKeys(passphrase);
    await shelf.put(snapshot(name).database, createReadStream(copy));
    await shelf.put(snapshot(name).keys, Readable.from([keys]));
    const manifest: Manifest = {
      format: 1,
      madeAt: now().toISOString(),
      version: facts.version,
      head: facts.head,
      database: await hashOf(createReadStream(copy)),
      keys: { ...(await hashOf(Readable.from([keys]))), locked: Boolean(passphrase) },
      secretGiven: Boolean(env().SESSION_SECRET),
      files: files.filter(({ called }) => !missing.includes(called)).map(({ key, sha256, size }) => ({ key, sha256, size })),
      counts: facts.counts,
    };
    await shelf.put(snapshot(name).manifest, Readable.from([Buffer.from(`${JSON.stringify(manifest)}\n`)]));
    const dropped = await keepOnly(shelf, backupsKept());
    const says = `${count(manifest.files.length, "file")}, ${size(manifest.files.reduce((sum, file) => sum + file.size, 0))}; ${count(copied, "file")} copied anew${dropped ? `, ${count(dropped, "older backup")} removed` : ""}.`;
    say(`Backup ${name} is in ${shelf.place}: ${says}`);
    if (!shelf.isElsewhere && !passphrase) say("The keys are in it as they are. Set BACKUP_PASSPHRASE where the folder leaves this machine.");
    if (manifest.secretGiven) say("SESSION_SECRET comes from outside and is not in it: keep it too.");
    if (missing.length) noted.end(false, `Made, but without ${count(missing.length, "file")} that cannot be read or changed: ${missing.slice(0, 5).join(", ")}${missing.length > 5 ? ", …" : ""}`);
    else noted.end(true, says);
    return { name, missing };
  } catch (problem) {
    noted.end(false, (problem as Error).message);
    throw problem;
  } finally {
    alone.giveBack();
    await rm(folder, { recursive: true, force: true });
  }
}

/** In one step, on this process's own connection: what is written meanwhile waits for nothing and disturbs nothing. */
async function copyDatabase(copy: string, id: string) {
  const needed = (sqlite.pragma("page_count", { simple: true }) as number) * (sqlite.pragma("page_size", { simple: true }) as number);
  const { bavail, bsize } = await statfs(join(copy, ".."));
  if (bavail * bsize < needed + 16 * 1024 * 1024) throw new Error(`There is no room for a copy of the database: it needs ${size(needed)}.`);
  await sqlite.backup(copy, { progress: () => 2 ** 31 - 1 });
  const made = new Database(copy);
  // The backup's own row in it says that it ended: whoever restores it sees what it was restored from.
  made.prepare("UPDATE backups SET ended_at = ?, good = 1, says = 'This database was restored from it.' WHERE id = ?").run(now().getTime(), id);
  made.pragma("journal_mode = DELETE");
  made.close();
}

function inspected(copy: string) {
  const made = new Database(copy, { readonly: true });
  try {
    const { head, events } = requireWhole(made);
    return { head, events, version: made.pragma("user_version", { simple: true }) as number, counts: countsIn(made), files: keptFiles(made, new Date(now().getTime() - KEPT_AFTER_REMOVAL)) };
  } finally {
    made.close();
  }
}

/** Copies what the shelf has not. A file that is missing or changed is named, and keeps the rest from nothing. */
async function copyFiles(shelf: Shelf, files: Kept[], { say, reached }: { say: Say; reached: (done: number) => void }) {
  const there = new Map<string, number>();
  for await (const { name, size } of shelf.list("files/")) there.set(name, size);
  const missing: string[] = [];
  let [done, copied, told] = [0, 0, performance.now()];
  for (const file of files) {
    const place = fileOnShelf(file.sha256);
    if (there.get(place) !== file.size) {
      if (await copyFile(shelf, place, file)) {
        there.set(place, file.size);
        copied += 1;
      } else missing.push(file.called);
    }
    done += 1;
    if (performance.now() - told < 1000 && done < files.length) continue;
    told = performance.now();
    reached(done);
    say(`Files: ${done} of ${files.length}.`);
  }
  return { missing, copied };
}

async function copyFile(shelf: Shelf, place: string, { key, sha256, size, called }: Kept): Promise<boolean> {
  class Changed extends Error {}
  try {
    const { passing, told } = measured(await open(key));
    async function* unchanged() {
      yield* passing;
      // Thrown before the last byte is taken for good: what is not what the row says never gets its name.
      if (told.sha256 !== sha256 || told.size !== size) throw new Changed(called);
    }
    await shelf.put(place, unchanged());
    return true;
  } catch (problem) {
    if (problem instanceof NotStored || problem instanceof Changed) return false;
    throw problem;
  }
}

/** Everything in DATA_DIR/keys, as one text; locked where there is a passphrase. */
function packKeys(passphrase: string | undefined): Buffer {
  const folder = join(env().DATA_DIR, "keys");
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  const packed = Buffer.from(JSON.stringify(Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name)).toString("base64")]))));
  return passphrase ? lock(packed, passphrase) : packed;
}

/** Removes the oldest backups, and then the files that none of the others knows. Gives how many backups went. */
async function keepOnly(shelf: Shelf, kept: number): Promise<number> {
  const names = await snapshotsOn(shelf);
  const going = names.slice(0, Math.max(0, names.length - kept));
  if (going.length === 0) return 0;
  const needed = new Set<string>();
  for (const name of names.slice(going.length)) for (const { sha256 } of (await readManifest(shelf, name)).files) needed.add(fileOnShelf(sha256));
  for (const name of going) for (const part of [snapshot(name).manifest, snapshot(name).database, snapshot(name).keys]) await shelf.remove(part);
  for await (const { name } of shelf.list("files/")) if (!needed.has(name)) await shelf.remove(name);
  return going.length;
}
