import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { open, sqlite } from "#db/client.server.ts";
import { migrate } from "#db/migrate.server.ts";
import { env } from "#app/lib/env.server.ts";
import { now } from "#app/lib/clock.ts";

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
      sqlite.prepare("VACUUM INTO ?").run(join(env().DATA_DIR, "backups", `before-version-${from + 1}-${now().getTime()}.sqlite`));
    },
  });
  held.parlourGround = file;
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
