import { createWriteStream, existsSync, readdirSync } from "node:fs";
import { mkdir, rename, rm, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Database } from "#db/driver.server.ts";
import { migrations } from "#db/migrate.server.ts";
import { now } from "#app/lib/clock.ts";
import { count, size } from "#app/lib/words.ts";
import { type Shelf, shelfAt } from "#storage/shelves.server.ts";
import { type Store, localStore } from "#storage/stores.server.ts";
import { NotStored } from "#storage/trouble.ts";
import { type Manifest, countsIn, fileOnShelf, hashOf, measured, readManifest, requireWhole, snapshot, snapshotsOn } from "./manifest.server.ts";
import { isLocked, unlock } from "./sealing.server.ts";

export interface Restoring {
  from: string;
  /** The newest, where none is named. */
  name?: string;
  /** The folder that becomes DATA_DIR. */
  into: string;
  passphrase?: string;
  /** Where files go, if not into that folder: a bucket. What is there already is verified instead. */
  store?: Store;
  say: (line: string) => unknown;
}

/** Where it is put together, until all of it is verified. */
const UNFINISHED = "restoring";

/**
 * Restores a backup into an empty folder, and verifies everything: the manifest's hashes, the database, the chain, every
 * receipt, every file. Nothing stands in its place until all of it holds. Throws a sentence, and leaves nothing.
 */
export async function restore({ from, name, into, passphrase, store, say }: Restoring): Promise<{ name: string; manifest: Manifest }> {
  requireEmpty(into);
  const shelf = shelfAt(from);
  const chosen = name ?? (await snapshotsOn(shelf)).at(-1);
  if (!chosen) throw new Error(`There is no backup in ${shelf.place}.`);
  const manifest = await readManifest(shelf, chosen);
  if (manifest.version > migrations.length) throw new Error(`Backup ${chosen} was made by a newer Parlour (its schema is ${manifest.version}, this one knows ${migrations.length}). Restore it with that version.`);
  const work = join(into, UNFINISHED);
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true, mode: 0o700 });
  try {
    await requireRoom(work, manifest, store);
    say(`Backup ${chosen}, made ${manifest.madeAt}.`);
    await takeDatabase(shelf, chosen, manifest, work);
    await takeKeys(shelf, chosen, manifest, work, passphrase);
    const files = store ?? localStore(join(work, "files"));
    await mkdir(join(work, "files"), { recursive: true, mode: 0o700 });
    await takeFiles(shelf, manifest, files, say);
    const { events, receipts } = settled(join(work, "parlour.sqlite"), join(work, "keys"), manifest, files.place);
    say(`Verified: ${count(events, "event")} in one chain, ${count(receipts, "receipt")}, ${count(manifest.files.length, "file")} with every hash right, no row without its parent.`);
    for (const folder of ["files", "keys"]) {
      await rm(join(into, folder), { recursive: true, force: true });
      await rename(join(work, folder), join(into, folder));
    }
    // Last: without it there is nothing to start from.
    await rename(join(work, "parlour.sqlite"), join(into, "parlour.sqlite"));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  if (manifest.secretGiven) say("SESSION_SECRET came from outside when this was made. Set the same one: second factors are sealed with it.");
  return { name: chosen, manifest };
}

/** A folder that holds anything of Parlour's is somebody's. */
function requireEmpty(into: string) {
  const holds = ["parlour.sqlite", "parlour.sqlite-wal"].some((name) => existsSync(join(into, name))) || ["files", "keys"].some((name) => existsSync(join(into, name)) && readdirSync(join(into, name)).length > 0);
  if (holds) throw new Error(`${into} is not empty. Nothing was restored. Name an empty folder in DATA_DIR, or move what is there away.`);
}

async function requireRoom(work: string, { files, database }: Manifest, store?: Store) {
  const needed = database.size + (store ? 0 : files.reduce((sum, { size }) => sum + size, 0));
  const { bavail, bsize } = await statfs(work);
  if (bavail * bsize < needed + 16 * 1024 * 1024) throw new Error(`There is no room: this backup needs ${size(needed)}.`);
}

async function takeDatabase(shelf: Shelf, name: string, { database }: Manifest, work: string) {
  const { passing, told } = measured(await shelf.open(snapshot(name).database));
  await pipeline(Readable.from(passing), createWriteStream(join(work, "parlour.sqlite"), { mode: 0o600, flush: true }));
  if (told.sha256 !== database.sha256) throw new Error("The database in this backup is not what its manifest says. Nothing was restored.");
}

async function takeKeys(shelf: Shelf, name: string, { keys }: Manifest, work: string, passphrase?: string) {
  const bytes = await shelf.read(snapshot(name).keys);
  if ((await hashOf(Readable.from([bytes]))).sha256 !== keys.sha256) throw new Error("The keys in this backup are not what its manifest says. Nothing was restored.");
  if (isLocked(bytes) && !passphrase) throw new Error("The keys in this backup are locked. Set BACKUP_PASSPHRASE to the passphrase it was made with.");
  const packed = JSON.parse((isLocked(bytes) ? unlock(bytes, passphrase!) : bytes).toString("utf8")) as Record<string, string>;
  await mkdir(join(work, "keys"), { mode: 0o700 });
  for (const [file, text] of Object.entries(packed)) {
    if (!/^[\w.-]+$/.test(file) || file.startsWith(".")) throw new Error("The keys in this backup have names that are not ours. Nothing was restored.");
    await writeFile(join(work, "keys", file), Buffer.from(text, "base64"), { mode: file.endsWith(".public.pem") ? 0o644 : 0o600 });
  }
}

async function takeFiles(shelf: Shelf, { files }: Manifest, store: Store, say: Restoring["say"]) {
  let [done, told] = [0, performance.now()];
  for (const { key, sha256, size } of files) {
    if ((await store.sizeOf(key)) !== size) {
      const content = await shelf.open(fileOnShelf(sha256)).catch((problem: unknown) => {
        throw problem instanceof NotStored ? new Error(`File ${key} is not in this backup. Nothing was restored.`) : problem;
      });
      await store.put(key, Readable.from(content));
    }
    // Read back from where it now lies: what was written is what counts.
    if ((await hashOf(await store.open(key))).sha256 !== sha256) throw new Error(`File ${key} is not what its row says. Nothing was restored.`);
    done += 1;
    if (performance.now() - told < 1000) continue;
    told = performance.now();
    say(`Files: ${done} of ${files.length}.`);
  }
}

/** The database, verified with the keys beside it; it then knows where its files lie. */
function settled(file: string, keys: string, { counts, head }: Manifest, place: string) {
  const sqlite = new Database(file);
  try {
    const whole = requireWhole(sqlite, keys);
    if (whole.head !== head) throw new Error("The chain of this backup does not end where its manifest says. Nothing was restored.");
    const found = countsIn(sqlite);
    const other = Object.keys(counts).find((table) => found[table] !== counts[table]);
    if (other) throw new Error(`The table ${other} has ${found[other] ?? 0} rows and the manifest says ${counts[other]}. Nothing was restored.`);
    sqlite.prepare("INSERT INTO storage_places VALUES ('files', ?, ?) ON CONFLICT (id) DO UPDATE SET place = excluded.place, since = excluded.since").run(place, now().getTime());
    sqlite.pragma("journal_mode = DELETE");
    return whole;
  } finally {
    sqlite.close();
  }
}
