import { spawn } from "node:child_process";
import { MINUTE } from "#app/lib/clock.ts";
import { env } from "#app/lib/env.server.ts";
import { log } from "#app/server/log.server.ts";
import { ping, store } from "#storage/files.server.ts";
import { type Kind, due } from "./backups.server.ts";

/**
 * Makes the backups that are due and the rehearsals that are asked for, each in a process of its own so that nobody is
 * kept waiting, and looks whether a store elsewhere answers. Gives the function that stops both; one in hand is let go on.
 */
export function startBackups({ every = MINUTE, tell }: { every?: number; tell: (problem: unknown) => void }): () => Promise<void> {
  let underWay = false;
  const timer = setInterval(() => {
    if (store().place !== "local") void ping().then(undefined, tell);
    try {
      const kind = underWay ? null : due();
      if (!kind) return;
      underWay = true;
      void begin(kind).catch(tell).finally(() => (underWay = false));
    } catch (problem) {
      tell(problem);
    }
  }, every);
  return async () => clearInterval(timer);
}

function begin(kind: Kind) {
  log.info({ to: env().BACKUP_TO }, `a ${kind} begins`);
  const child = spawn(process.execPath, ["start.mjs", kind === "backup" ? "--backup" : "--rehearse"], { stdio: ["ignore", "ignore", "pipe"], env: process.env });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-2000)));
  return new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve(log.info(`a ${kind} is made`)) : reject(new Error(`The ${kind} ended with ${code}: ${said.trim()}`))));
  });
}
