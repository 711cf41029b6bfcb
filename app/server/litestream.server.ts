import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Database } from "#db/driver.server.ts";
import { requireWhole } from "#app/backups/manifest.server.ts";
import { env } from "#app/lib/env.server.ts";
import { count } from "#app/lib/words.ts";
import { log } from "./log.server.ts";

/** Where Litestream's program is. Throws a sentence where it is not. */
function program(): string {
  const packaged = "@flydotio/litestream-linux-x64/litestream";
  try {
    return createRequire(join(process.cwd(), "package.json")).resolve(packaged);
  } catch {
    throw new Error("LITESTREAM_REPLICA: Litestream is not here. It comes with the optional packages, on Linux with an x64 processor alone.");
  }
}

/** Litestream takes its keys under names of its own. */
const environment = () => {
  const { S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = env();
  return { ...process.env, ...(S3_ACCESS_KEY_ID ? { LITESTREAM_ACCESS_KEY_ID: S3_ACCESS_KEY_ID, LITESTREAM_SECRET_ACCESS_KEY: S3_SECRET_ACCESS_KEY } : {}) };
};

/** A program that is told to stop when this process ends, however it ends: two that replicate one database would spoil the replica. By util-linux, which every Debian has. */
const bound = (path: string, given: string[]): [string, string[]] => (existsSync("/usr/bin/setpriv") ? ["/usr/bin/setpriv", ["--pdeathsig", "TERM", path, ...given]] : [path, given]);

/** Copies every change of the database to LITESTREAM_REPLICA as it is made, and begins again where it ends by itself. Gives a function that stops it. */
export function startReplica(): () => Promise<void> {
  const { LITESTREAM_REPLICA: replica, DATA_DIR } = env();
  if (!replica) return async () => {};
  const path = program();
  let child: ChildProcess | undefined;
  let again: NodeJS.Timeout | undefined;
  let [stopped, wait] = [false, 1000];
  const begin = () => {
    const began = performance.now();
    child = spawn(...bound(path, ["replicate", join(DATA_DIR, "parlour.sqlite"), replica]), { stdio: ["ignore", "ignore", "pipe"], env: environment() });
    let last = "";
    child.stderr!.on("data", (chunk: Buffer) => (last = chunk.toString().trim().split("\n").at(-1) ?? last));
    child.once("error", (problem) => (last = problem.message));
    child.once("close", (code) => {
      child = undefined;
      if (stopped) return;
      wait = performance.now() - began > 60_000 ? 1000 : Math.min(wait * 2, 60_000);
      log.error({ code, last, wait }, "litestream ended; it is started again");
      again = setTimeout(begin, wait);
    });
  };
  begin();
  log.info({ replica: replica.replace(/\/\/[^/@]*@/, "//") }, "litestream replicates");
  return async () => {
    stopped = true;
    clearTimeout(again);
    if (!child) return;
    const ended = once(child, "close");
    child.kill("SIGTERM");
    const enough = setTimeout(() => child?.kill("SIGKILL"), 5000);
    await ended;
    clearTimeout(enough);
  };
}

/** The database as it was at an instant, or at the replica's newest, verified, into a folder that has none. Throws a sentence. */
export async function restoreReplica({ replica, at, into, say }: { replica: string; at?: string; into: string; say: (line: string) => unknown }): Promise<void> {
  if (existsSync(join(into, "parlour.sqlite"))) throw new Error(`There is a database in ${into}. Nothing was restored. Move it away first, or name another folder in DATA_DIR.`);
  if (at && Number.isNaN(Date.parse(at))) throw new Error("--at takes an instant, such as 2026-11-28T09:30:00Z.");
  await mkdir(into, { recursive: true, mode: 0o700 });
  const work = await mkdtemp(join(into, "restoring-"));
  try {
    const file = join(work, "parlour.sqlite");
    const child = spawn(program(), ["restore", "-o", file, ...(at ? ["-timestamp", new Date(at).toISOString().replace(/\.\d+Z$/, "Z")] : []), replica], { stdio: ["ignore", "pipe", "pipe"], env: environment() });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, "close")) as [number | null];
    if (code !== 0 || !existsSync(file)) throw new Error(`Litestream could not restore ${replica}${at ? ` as of ${at}` : ""}: ${said.trim().split("\n").at(-1)}`);
    const sqlite = new Database(file);
    const { head, events } = requireWhole(sqlite);
    sqlite.close();
    await rename(file, join(into, "parlour.sqlite"));
    say(`The database is restored${at ? ` as it was at ${at}` : ""} and verified: ${count(events, "event")} in one chain. Its head is ${head}`);
    say("Files and keys are not in a replica: they must lie in this folder (or the bucket of STORAGE) from a backup or the old machine. Then look with npm run verify -- --files.");
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
