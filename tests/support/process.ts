import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { build } from "vite";

const root = join(import.meta.dirname, "../..");

/** Makes a program of a file of ours, to be run as a process of its own; gives the program's path. Takes a second. */
export async function program(file: string): Promise<string> {
  const outDir = join(root, ".cache/children", file.replace(/\W+/g, "-"));
  await build({ root, configFile: false, logLevel: "silent", build: { target: "node20", ssr: join(root, file), outDir, rollupOptions: { output: { entryFileNames: "child.mjs" } } } });
  return join(outDir, "child.mjs");
}

export interface Run {
  process: ChildProcess;
  /** How it ended, and what it said. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; said: string }>;
}

export function run(program: string, env: Record<string, string>): Run {
  const child = spawn(process.execPath, [program], { cwd: root, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  return { process: child, ended: once(child, "close").then(([code, signal]) => ({ code, signal, said }) as never) };
}
