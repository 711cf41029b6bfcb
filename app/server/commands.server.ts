import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { open, sqlite } from "#db/client.server.ts";
import { Database } from "#db/driver.server.ts";
import { migrations } from "#db/migrate.server.ts";
import { verify as verifyRecord } from "#app/events/verify-command.server.ts";
import { moveFiles, verifyFiles } from "#app/backups/keeping.server.ts";
import { makeBackup } from "#app/backups/making.server.ts";
import { rehearse as rehearseFrom } from "#app/backups/rehearsing.server.ts";
import { restore as restoreFrom } from "#app/backups/restoring.server.ts";
import { env } from "#app/lib/env.server.ts";
import { count } from "#app/lib/words.ts";
import { checkAllReceipts, keysKeptIn } from "#app/receipts/checking.server.ts";
import { localStore, storeAt } from "#storage/stores.server.ts";
import { restoreReplica } from "./litestream.server.ts";

const say = (line: string) => void process.stdout.write(`${line}\n`);
const complain = (line: string) => void process.stderr.write(`${line}\n`);

/** What every command does with trouble: a sentence, and 2; a stack only where somebody looks for a bug. */
async function ending(command: () => Promise<0 | 1 | 2>): Promise<0 | 1 | 2> {
  try {
    return await command();
  } catch (problem) {
    complain(process.env.LOG_LEVEL === "debug" ? String((problem as Error).stack) : (problem as Error).message);
    return 2;
  }
}

/** The database of DATA_DIR, for a command beside a Parlour that may be serving it. */
function openOurs() {
  const file = join(env().DATA_DIR, "parlour.sqlite");
  if (!existsSync(file)) throw new Error(`There is no database at ${file}. Is DATA_DIR right?`);
  open(file);
  const version = sqlite.pragma("user_version", { simple: true }) as number;
  if (version !== migrations.length) throw new Error(`The database has schema ${version} and this version of Parlour ${migrations.length}. Start this version once first.`);
  mkdirSync(join(env().DATA_DIR, "backups"), { recursive: true, mode: 0o700 });
}

/** `npm run verify`: the chain, and each receipt beside it with the keys that lie next to the database; with `--files` every file too. */
export const verify = (given: string[]) =>
  ending(async () => {
    const code = verifyRecord(given.filter((word) => word !== "--files"), say, complain, (db, folder) => {
      const keys = keysKeptIn(join(folder, "keys"));
      const { checked, fault } = checkAllReceipts(db, keys);
      const many = count(checked, "receipt");
      return { fault, says: checked === 0 ? "" : keys.size === 0 ? `${many} verified, but for the signatures: there are no keys beside this database.` : `${many} verified.` };
    });
    if (code === 2 || !given.includes("--files")) return code;
    const named = given.indexOf("--database");
    const file = named >= 0 ? given[named + 1]! : join(env().DATA_DIR, "parlour.sqlite");
    const database = new Database(file, { readonly: true, fileMustExist: true, timeout: 5000 });
    const { good, broken } = await verifyFiles(database, named >= 0 ? localStore(join(dirname(file), "files")) : storeAt(env().STORAGE)).finally(() => database.close());
    for (const sentence of broken) say(`Not as it was: ${sentence}`);
    say(`${count(good, "file")} verified${broken.length ? `, ${broken.length} not.` : "."}`);
    return broken.length ? 1 : code;
  });

const BACKUP = `Makes a backup, also while Parlour is serving: the database, the files that are not there yet, the keys.

  npm run backup                       to BACKUP_TO: a folder, or s3://bucket/folder
  npm run backup -- --to PLACE         to another one

Ends with 0 where everything is in it, with 1 where a file of ours could not be read (it is named), with 2 where there is no backup.`;

export const backup = (given: string[]) =>
  ending(async () => {
    const { to, help } = parseArgs({ args: given, options: { to: { type: "string" }, help: { type: "boolean" } } }).values;
    if (help) return say(BACKUP), 0;
    const place = to ?? env().BACKUP_TO;
    if (!place) throw new Error("Where to? Set BACKUP_TO, or say --to FOLDER or --to s3://bucket/folder.");
    openOurs();
    const { missing } = await makeBackup(place, say);
    for (const called of missing) complain(`Not in it, missing or changed: ${called}`);
    return missing.length ? 1 : 0;
  });

const RESTORE = `Restores a backup into an empty DATA_DIR, and verifies all of it before anything stands in its place.

  npm run restore -- FROM                          the newest backup in FROM: a folder, or s3://bucket/folder
  npm run restore -- FROM --backup NAME            a certain one
  npm run restore -- --litestream REPLICA --at TIME    the database alone, as it was at an instant such as 2026-11-28T09:30:00Z,
                                                   or without --at the newest; files and keys must lie in DATA_DIR already

Ends with 0 where it is restored and verified, with 2 where it is not: then nothing is.`;

export const restore = (given: string[]) =>
  ending(async () => {
    const { values, positionals } = parseArgs({ args: given, allowPositionals: true, options: { backup: { type: "string" }, litestream: { type: "string" }, at: { type: "string" }, help: { type: "boolean" } } });
    if (values.help) return say(RESTORE), 0;
    const into = env().DATA_DIR;
    const store = env().STORAGE === "local" ? undefined : storeAt(env().STORAGE);
    const [from] = positionals;
    if (values.litestream && (from || values.backup)) throw new Error("A replica holds the database alone, so --litestream goes with no FROM and no --backup. Put files and keys into DATA_DIR first.");
    if (values.litestream) return await restoreReplica({ replica: values.litestream, at: values.at, into, say }), 0;
    if (!from) throw new Error("Where from? npm run restore -- FOLDER, or s3://bucket/folder.");
    await restoreFrom({ from, name: values.backup, into, passphrase: env().BACKUP_PASSPHRASE, store, say });
    say(`Restored into ${into}. Start Parlour with it.`);
    return 0;
  });

/** `npm run rehearse`: whether a restore would work. */
export const rehearse = (given: string[]) =>
  ending(async () => {
    const { values, positionals } = parseArgs({ args: given, allowPositionals: true, options: { help: { type: "boolean" } } });
    if (values.help) return say("Restores the newest backup of BACKUP_TO, or of the place that is named, into a temporary folder, and says whether it would work:\n\n  npm run rehearse\n  npm run rehearse -- FROM"), 0;
    const from = positionals[0] ?? env().BACKUP_TO;
    if (!from) throw new Error("Of what? Set BACKUP_TO, or name the place of the backups.");
    openOurs();
    say(await rehearseFrom(from, say));
    return 0;
  });

/** `npm run storage:move -- --to PLACE`. */
export const moveStorage = (given: string[]) =>
  ending(async () => {
    const { to, from, help } = parseArgs({ args: given, options: { to: { type: "string" }, from: { type: "string" }, help: { type: "boolean" } } }).values;
    if (help) return say("Copies every file to another store and reads each back for its hash. May be cut off and begun again; changes no setting and removes nothing:\n\n  npm run storage:move -- --to s3://bucket/folder\n  npm run storage:move -- --to local --from s3://bucket/folder"), 0;
    if (!to || !/^(local|s3:\/\/.+)$/.test(to)) throw new Error("Where to? Say --to s3://bucket, s3://bucket/folder or local.");
    openOurs();
    const { moved, there, failed } = await moveFiles(storeAt(from ?? env().STORAGE), storeAt(to), say);
    for (const sentence of failed) complain(sentence);
    say(`${count(moved, "file")} copied, ${there} there already, each read back with the right hash.`);
    if (failed.length) return say(`${count(failed.length, "file")} could not be moved. Nothing was changed.`), 1;
    say(`All are in ${to}. Stop Parlour, set STORAGE=${to}, and start it: it looks whether all are there, those of the last minutes too. What lies in the old place stays until you remove it.`);
    return 0;
  });
