import { mkdirSync, rmSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { open, sqlite } from "#db/client.server.ts";
import { migrate } from "#db/migrate.server.ts";
import { env } from "#app/lib/env.server.ts";
import { now } from "#app/lib/clock.ts";
import { size } from "#app/lib/words.ts";

const held = globalThis as { parlourGround?: string };

/** Where the database lives. `:memory:` only in tests. */
export const databaseFile = () => (env().DATA_DIR === ":memory:" ? ":memory:" : join(env().DATA_DIR, "parlour.sqlite"));

/** Makes DATA_DIR, opens the database and brings it up to date. Once per process, however often it is asked. */
export function standOnGround() {
  const file = databaseFile();
  if (held.parlourGround === file && sqlite) return;
  try {
    if (file !== ":memory:") for (const folder of ["files", "outbox", "keys", "backups"]) mkdirSync(join(env().DATA_DIR, folder), { recursive: true, mode: 0o700 });
    open(file);
  } catch (problem) {
    throw new Error(cannotStand(problem as { code?: string; message: string }), { cause: problem });
  }
  migrate(sqlite, {
    backup(from) {
      if (file === ":memory:") return;
      backUpBefore(from + 1, join(env().DATA_DIR, "backups"));
    },
  });
  held.parlourGround = file;
}

/** A copy of the database as it is before a migration, whole or not there. Throws a sentence where there is no room for it and for what the migration may rewrite. */
export function backUpBefore(version: number, folder: string, free = freeIn(folder)) {
  const database = (sqlite.pragma("page_count", { simple: true }) as number) * (sqlite.pragma("page_size", { simple: true }) as number);
  // The copy, and a log that may come to hold every page once more.
  const needed = 2 * database + 16 * 1024 * 1024;
  if (free < needed) throw new Error(`DATA_DIR: there is no room to bring the database up to date. ${size(needed)} must be free, for a copy of it as it is and for the work; ${size(free)} are. Nothing was changed: make room, or start the version from before.`);
  const copy = join(folder, `before-version-${version}-${now().getTime()}.sqlite`);
  try {
    sqlite.prepare("VACUUM INTO ?").run(copy);
  } catch (problem) {
    rmSync(copy, { force: true });
    throw new Error(cannotStand(problem as { code?: string; message: string }), { cause: problem });
  }
}

function freeIn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** Why there is no standing here, for whoever starts Parlour. */
function cannotStand({ code, message }: { code?: string; message: string }) {
  const { DATA_DIR } = env();
  if (/^(EROFS|EACCES|EPERM|SQLITE_READONLY|SQLITE_CANTOPEN)/.test(code ?? "")) return `DATA_DIR: ${DATA_DIR} cannot be written to (${code}). Is the disk mounted read-only, or does the folder belong to somebody else?`;
  if (code === "ENOSPC" || code === "SQLITE_FULL") return `DATA_DIR: there is no room left in ${DATA_DIR}.`;
  return `DATA_DIR: the database in ${DATA_DIR} cannot be opened: ${message}.`;
}

/** Closes the database: the last thing a process does. */
export function leaveGround() {
  sqlite.close();
  held.parlourGround = undefined;
}
