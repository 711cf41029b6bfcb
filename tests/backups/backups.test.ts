import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { isDue } from "#app/backups/backup.ts";
import { askFor as askForIn } from "#app/backups/asking.server.ts";
import { alarms, begin, due, lastOf, safety } from "#app/backups/backups.server.ts";
import { moveFiles, standOnStore, verifyFiles } from "#app/backups/keeping.server.ts";
import { makeBackup } from "#app/backups/making.server.ts";
import { rehearse } from "#app/backups/rehearsing.server.ts";
import { restore } from "#app/backups/restoring.server.ts";
import { isLocked, lock, unlock } from "#app/backups/sealing.server.ts";
import { documents, upload as uploadIn } from "#app/documents/documents.server.ts";
import { removeDocument as removeIn } from "#app/documents/sharing.server.ts";
import { DAY, HOUR, pass } from "#app/lib/clock.ts";
import { env } from "#app/lib/env.server.ts";
import { NotFound } from "#app/lib/refused.ts";
import { db, sqlite } from "#db/client.server.ts";
import { Database } from "#db/driver.server.ts";
import { agency, storagePlaces } from "#db/schema/index.ts";
import { remove as removeBytes, store } from "#storage/files.server.ts";
import { s3 } from "#storage/drivers/s3.ts";
import { s3Store } from "#storage/stores.server.ts";
import { received } from "../support/files.ts";
import { plantReceipt } from "../support/receipts.ts";
import { dana, freshStory, inTransaction, maya, packaging, ruth, trailOf } from "../support/story.ts";
import { type Swift, noSwift, startSwift } from "../support/swift.ts";

const [upload, remove, receipt, askFor] = [inTransaction(uploadIn), inTransaction(removeIn), inTransaction(plantReceipt), inTransaction(askForIn)];
const folder = (name: string) => mkdtempSync(join(tmpdir(), `parlour-${name}-`));
const quiet = () => undefined;
const PASSPHRASE = "correct horse battery staple";

const withoutSwift = noSwift();
let swift: Swift | undefined;
beforeAll(async () => {
  mkdirSync(join(env().DATA_DIR, "backups"), { recursive: true });
  if (!withoutSwift) swift = await startSwift();
  Object.assign(env(), { ...swift?.settings, STORAGE: "local" });
}, 120_000);
afterAll(() => swift?.stop());
beforeEach(() => {
  freshStory();
  env().BACKUP_PASSPHRASE = undefined;
  rmSync(join(env().DATA_DIR, "files"), { recursive: true, force: true });
});

/** Three files and a receipt: what a backup must bring back. */
async function work() {
  const files = await Promise.all(["Brief.pdf", "Proof.png", "Brief again.pdf"].map((name) => received(name, name.startsWith("Brief") ? "the same bytes" : "others")));
  upload(maya, packaging.id, { share: true }, files);
  receipt({ id: "r1", contact: dana, projectId: packaging.id, word: "fascia" });
  return files;
}

const counts = (database: typeof sqlite) => database.prepare("SELECT (SELECT count(*) FROM events), (SELECT count(*) FROM files), (SELECT count(*) FROM documents), (SELECT count(*) FROM receipts)").raw().get() as number[];

test("a backup restores into an empty folder with every row, every file and the keys; the same bytes lie in it once", async () => {
  const files = await work();
  const [to, into] = [folder("backup"), folder("restored")];
  const said: string[] = [];
  const { name, missing } = await makeBackup(to, (line) => said.push(line));
  expect(missing).toEqual([]);
  expect(lastOf("backup")).toMatchObject({ good: true, says: expect.stringMatching(/^3 files, .*; 2 files copied anew/) });
  expect(readdirSync(join(to, "files"), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())).toHaveLength(2);

  const before = counts(sqlite);
  // What happens later is not in it.
  upload(maya, packaging.id, { share: true }, [await received("Later.pdf")]);
  await restore({ from: to, into, say: (line) => said.push(line) });
  const restored = new Database(join(into, "parlour.sqlite"), { readonly: true });
  expect(counts(restored)).toEqual(before);
  for (const { key } of files) expect(readFileSync(join(into, "files", key.slice(0, 2), key))).toEqual(readFileSync(join(env().DATA_DIR, "files", key.slice(0, 2), key)));
  for (const key of readdirSync(join(env().DATA_DIR, "keys"))) expect(readFileSync(join(into, "keys", key))).toEqual(readFileSync(join(env().DATA_DIR, "keys", key)));
  restored.close();
  expect(said.join("\n")).toMatch(/1 receipt, 3 files with every hash right/);
  expect(said.join("\n")).toContain(`Backup ${name} is in ${to}`);
});

test("the next backup copies only what is new; as many are kept as the settings say, and files none of them knows go", async () => {
  await work();
  const to = folder("backup");
  db.update(agency).set({ backupsKept: 2 }).run();
  await makeBackup(to, quiet);
  for (const name of ["Second.pdf", "Third.pdf"]) {
    pass(HOUR);
    upload(maya, packaging.id, { share: true }, [await received(name)]);
    await makeBackup(to, quiet);
    expect(lastOf("backup")!.says).toContain("1 file copied anew");
  }
  expect(readdirSync(join(to, "snapshots"))).toHaveLength(2);
  for (const document of documents(maya).page({ limit: 50, offset: 0 })) remove(maya, document.id);
  for (let round = 0; round < 2; round += 1) {
    pass(31 * DAY);
    await makeBackup(to, quiet);
  }
  expect(readdirSync(join(to, "files"), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())).toEqual([]);
});

test("a file that is missing or changed is named, is in no backup as what it is not, and keeps the others from nothing", async () => {
  const [, proof] = await work();
  // Its bytes are nobody else's: where another file has the same, they would be in the backup all the same.
  const only = await received("Only.pdf", "lost bytes");
  upload(maya, packaging.id, { share: true }, [only]);
  await removeBytes(only.key);
  writeFileSync(join(env().DATA_DIR, "files", proof!.key.slice(0, 2), proof!.key), "others, changed");
  const to = folder("backup");
  const { missing } = await makeBackup(to, quiet);
  expect(missing).toEqual(expect.arrayContaining([expect.stringContaining("Only.pdf"), expect.stringContaining("Proof.png")]));
  expect(missing).toHaveLength(2);
  expect(lastOf("backup")).toMatchObject({ good: false, says: expect.stringContaining("without 2 files") });
  expect(alarms(ruth)).toEqual([{ title: "The last backup failed.", says: expect.stringContaining("Only.pdf") }]);
  expect(alarms(maya)).toEqual([]);
  const { good, broken } = await verifyFiles(sqlite, store());
  expect([good, broken]).toEqual([2, expect.arrayContaining([expect.stringMatching(/Only\.pdf .*missing/), expect.stringMatching(/Proof\.png .*15 bytes, and its row says 6/)])]);
});

test("a target that holds anything is refused and left as it is; so is a backup in which a byte was changed, and nothing stands there then", async () => {
  await work();
  const to = folder("backup");
  const { name } = await makeBackup(to, quiet);
  const full = folder("full");
  mkdirSync(join(full, "keys"));
  writeFileSync(join(full, "keys", "session-secret"), "somebody’s");
  await expect(restore({ from: to, into: full, say: quiet })).rejects.toThrow(/is not empty/);
  expect(readdirSync(full)).toEqual(["keys"]);

  const [file] = readdirSync(join(to, "files"), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const [path, sentence] of [
    [join(to, "snapshots", name, "parlour.sqlite"), /database in this backup is not what its manifest says/],
    [join(to, "snapshots", name, "keys"), /keys in this backup are not what its manifest says/],
    [join(file!.parentPath, file!.name), /is not what its row says/],
  ] as const) {
    const before = readFileSync(path);
    const after = Buffer.from(before);
    after[after.length >> 1]! ^= 1;
    writeFileSync(path, after);
    const into = folder("restored");
    await expect(restore({ from: to, into, say: quiet }), path).rejects.toThrow(sentence);
    expect(readdirSync(into)).toEqual([]);
    writeFileSync(path, before);
  }
  await expect(restore({ from: folder("nothing"), into: folder("restored"), say: quiet })).rejects.toThrow(/There is no backup in/);
  await expect(restore({ from: to, name: "20200101T000000Z", into: folder("restored"), say: quiet })).rejects.toThrow(/There is no backup 20200101T000000Z/);
});

test("with a passphrase the keys are locked, and open with it alone", async () => {
  await work();
  env().BACKUP_PASSPHRASE = PASSPHRASE;
  const to = folder("backup");
  const { name } = await makeBackup(to, quiet);
  const kept = readFileSync(join(to, "snapshots", name, "keys"));
  expect([isLocked(kept), kept.includes("PRIVATE KEY"), unlock(kept, PASSPHRASE).toString()]).toEqual([true, false, expect.stringContaining("receipts.private.pem")]);
  expect(lock(Buffer.from("x"), PASSPHRASE)).not.toEqual(lock(Buffer.from("x"), PASSPHRASE));
  await expect(restore({ from: to, into: folder("restored"), say: quiet })).rejects.toThrow(/are locked\. Set BACKUP_PASSPHRASE/);
  await expect(restore({ from: to, into: folder("restored"), passphrase: "another passphrase", say: quiet })).rejects.toThrow(/BACKUP_PASSPHRASE is another one/);
  const into = folder("restored");
  await restore({ from: to, into, passphrase: PASSPHRASE, say: quiet });
  expect(existsSync(join(into, "keys", "receipts.private.pem"))).toBe(true);
});

test("a rehearsal says whether a restore would work, leaves nothing, and is on record either way", async () => {
  await work();
  const to = folder("backup");
  const { name } = await makeBackup(to, quiet);
  const before = readdirSync(env().DATA_DIR).sort();
  expect(await rehearse(to, quiet)).toMatch(/would restore: 3 files, every hash right/);
  expect(lastOf("rehearsal")).toMatchObject({ good: true, place: to });
  rmSync(join(to, "snapshots", name, "keys"));
  await expect(rehearse(to, quiet)).rejects.toThrow();
  expect(lastOf("rehearsal")!.good).toBe(false);
  expect(alarms(ruth).map(({ title }) => title)).toEqual(["The last rehearsal of a restore failed."]);
  expect(readdirSync(env().DATA_DIR).sort()).toEqual(before);
});

test("only one backup is made at a time", async () => {
  await work();
  const ends = await Promise.allSettled([makeBackup(folder("backup"), quiet), makeBackup(folder("backup"), quiet)]);
  expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("a backup is due each day or week once, at its hour in the agency’s zone, and an hour after one that failed", () => {
  const at = (text: string) => new Date(text);
  const daily = { every: "daily", hour: 3 } as const;
  const due = (schedule: Parameters<typeof isDue>[0], last: string | undefined, now: string, good: boolean | null = true) => isDue(schedule, last ? { beganAt: at(last), good } : undefined, at(now), "America/New_York");
  expect(due(daily, undefined, "2026-11-28T12:00:00Z")).toBe(true);
  expect(due(daily, "2026-11-27T08:00:00Z", "2026-11-28T07:59:00Z")).toBe(false);
  expect(due(daily, "2026-11-27T08:00:00Z", "2026-11-28T08:00:00Z")).toBe(true);
  // A machine that was off at three makes up for it.
  expect(due(daily, "2026-11-20T08:00:00Z", "2026-11-28T15:00:00Z")).toBe(true);
  expect(due({ ...daily, every: "weekly" }, "2026-11-21T08:00:00Z", "2026-11-28T07:59:00Z")).toBe(false);
  expect(due({ ...daily, every: "weekly" }, "2026-11-21T08:00:00Z", "2026-11-28T08:00:00Z")).toBe(true);
  expect(due({ ...daily, every: "never" }, undefined, "2026-11-28T08:00:00Z")).toBe(false);
  expect([due(daily, "2026-11-28T08:00:00Z", "2026-11-28T08:59:00Z", false), due(daily, "2026-11-28T08:00:00Z", "2026-11-28T09:00:00Z", false)]).toEqual([false, true]);
});

test("an owner asks for a backup and for a rehearsal: each once, on record, begun in its turn, and not while one is under way", () => {
  const refused = (kind: "backup" | "rehearsal") => {
    try {
      askFor(ruth, kind);
    } catch (problem) {
      return (problem as Error).message;
    }
  };
  const schedule = (every: "never" | "daily") => db.update(agency).set({ backupEvery: every }).run();
  schedule("never");
  env().BACKUP_TO = undefined;
  expect(refused("backup")).toContain("There is no place for backups yet");
  env().BACKUP_TO = "/elsewhere";
  expect([due(), refused("rehearsal")]).toEqual([null, "There is no good backup to rehearse yet. Make one first. Nothing was begun."]);
  expect(() => askFor(maya, "backup")).toThrow(NotFound);

  askFor(ruth, "backup");
  expect([due(), refused("backup"), safety(ruth).open.backup]).toEqual(["backup", "One was asked for already and begins within a minute. Nothing else was begun.", { asked: true, may: false }]);
  pass(1000);
  const made = begin("backup", "/elsewhere");
  expect([due(), refused("backup")]).toEqual([null, "One is under way. Nothing else was begun."]);
  made.end(true, "Made");
  pass(1000);
  askFor(ruth, "rehearsal");
  expect([due(), safety(ruth).open]).toEqual(["rehearsal", { backup: { asked: false, may: true }, rehearsal: { asked: true, may: false } }]);
  // What nobody could begin within the hour is not begun by surprise.
  pass(HOUR);
  expect(due()).toBe(null);
  expect(trailOf({ id: "agency" })).toEqual(["Ruth Halloran asked for a backup of Northlight Studio", "Ruth Halloran asked for the rehearsal of a restore of Northlight Studio"]);
  schedule("daily");
  pass(2 * DAY);
  expect(due()).toBe("backup");
  env().BACKUP_TO = undefined;
});

/** What needs a store elsewhere. */
const inS3 = (name: string, holds: (bucket: (name: string) => Promise<string>) => Promise<void>) =>
  test(name, { timeout: 90_000 }, async ({ skip }) => {
    if (withoutSwift) skip(withoutSwift);
    await holds(async (name) => `s3://${await swift!.newBucket(name)}/parlour`);
  });

const storeIn = (place: string) => {
  const [, bucket, prefix] = /^s3:\/\/([^/]+)\/(.*)$/.exec(place)!;
  const { S3_ENDPOINT: endpoint, S3_REGION: region, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env();
  return s3Store(s3({ endpoint: endpoint!, region, accessKeyId: accessKeyId!, secretAccessKey: secretAccessKey!, bucket: bucket!, prefix: `${prefix}/` }));
};

inS3("a backup in a store elsewhere wants a passphrase, and restores from there alone", async (bucket) => {
  await work();
  const to = await bucket("backups");
  await expect(makeBackup(to, quiet)).rejects.toThrow(/Set BACKUP_PASSPHRASE/);
  env().BACKUP_PASSPHRASE = PASSPHRASE;
  await makeBackup(to, quiet);
  const into = folder("restored");
  await restore({ from: to, into, passphrase: PASSPHRASE, say: quiet });
  expect(existsSync(join(into, "parlour.sqlite"))).toBe(true);
});

inS3("files move to a bucket and back: cut off and begun again, each read back, nothing taken away; one that is not what its row says is named", async (bucket) => {
  const files = await work();
  const there = storeIn(await bucket("moved"));
  // As if it had been cut off: one is there, one is there and wrong.
  await there.put(files[0]!.key, await store().open(files[0]!.key));
  const { Readable } = await import("node:stream");
  await there.put(files[1]!.key, Readable.from([Buffer.from("other!")]));
  expect(await moveFiles(store(), there, quiet)).toEqual({ moved: 1, there: 2, failed: [expect.stringContaining("Proof.png (client harbor): its bytes were changed")] });
  expect(await moveFiles(store(), there, quiet)).toEqual({ moved: 1, there: 2, failed: [] });
  expect(await verifyFiles(sqlite, there)).toEqual({ good: 3, broken: [] });
  expect(await verifyFiles(sqlite, store())).toEqual({ good: 3, broken: [] });

  for (const { key } of files) await store().remove(key);
  expect(await moveFiles(there, store(), quiet)).toEqual({ moved: 3, there: 0, failed: [] });
  expect(await verifyFiles(sqlite, store())).toEqual({ good: 3, broken: [] });
});

test("another STORAGE is believed once every file is there; until then the start says where they lie", async () => {
  const files = await work();
  await standOnStore();
  expect(db.select({ place: storagePlaces.place }).from(storagePlaces).all()).toEqual([{ place: "local" }]);
  db.update(storagePlaces).set({ place: "s3://elsewhere" }).run();
  await standOnStore();
  db.update(storagePlaces).set({ place: "s3://elsewhere" }).run();
  await removeBytes(files[0]!.key);
  await expect(standOnStore()).rejects.toThrow(/STORAGE: 1 file of 3 are not in local; they lie in s3:\/\/elsewhere\. Set STORAGE=s3:\/\/elsewhere again/);
  expect(db.select({ place: storagePlaces.place }).from(storagePlaces).all()).toEqual([{ place: "s3://elsewhere" }]);
});
