import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { constants, setPriority } from "node:os";
import { Readable } from "node:stream";
import { pathToFileURL } from "node:url";
import { SECOND } from "#app/lib/clock.ts";
import source from "./darkroom.mjs?raw";
import type { Box } from "./picture.ts";

/** What one file may cost: milliseconds, bytes taken in, bytes of memory for PDFium and for everything, pixels of an image, bytes given out. */
export const limits = { time: 20 * SECOND, bytes: 100_000_000, memory: 512 * 1024 ** 2, everything: 1200 * 1024 ** 2, pixels: 50_000_000, output: 20_000_000 };

export interface Wish {
  /** As `sortOf` found it in the bytes. */
  sort: "image" | "pdf";
  /** Of a PDF: which page, counted from 0. */
  page?: number;
  /** One WebP for each; an image is never enlarged, a page of a PDF is drawn to fill it. */
  boxes: Box[];
}
export interface Developed {
  /** How many pages a PDF has. */
  pages: number | null;
  pictures: { width: number; height: number; bytes: Buffer }[];
}

/** There is no picture to be had of this file, and why, in words. `final` where trying again would not help. */
export class NoPicture extends Error {
  constructor(
    why: string,
    readonly final = true,
  ) {
    super(why);
  }
}

/**
 * Makes WebP pictures of an image, or of one page of a PDF, without its metadata. The file may be hostile: it is opened
 * in a process of its own, without secrets, that is killed when its time or memory is over. For lists, previews, and
 * page by page for reviews. Throws NoPicture.
 */
export async function develop(content: AsyncIterable<Uint8Array>, { sort, page = 0, boxes }: Wish, { time = limits.time, memory = limits.memory, signal }: { time?: number; memory?: number; signal?: AbortSignal } = {}): Promise<Developed> {
  const { resolve } = createRequire(import.meta.url);
  const given = { wish: { sort, page, boxes }, limits: { pixels: limits.pixels, memory, seconds: Math.ceil(time / SECOND) }, sharpAt: urlOf(resolve("sharp")), pdfiumAt: urlOf(resolve("@hyzyla/pdfium").replace(/index\.cjs$/, "index.esm.js")) };
  // Nothing of our own environment but what Windows cannot start a process without.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name === "SystemRoot")) as NodeJS.ProcessEnv;
  const child = spawn(process.execPath, ["--max-old-space-size=256", "--input-type=module", "-e", source, "--", JSON.stringify(given)], { stdio: ["pipe", "pipe", "ignore"], env, windowsHide: true });
  let why: string | undefined;
  const kill = (because: string) => {
    why ??= because;
    child.kill("SIGKILL");
  };
  const late = setTimeout(() => kill("It took too long"), time);
  const watch = setInterval(() => void watchMemory(child.pid, () => kill("It took too much memory")), 200);
  const stop = () => kill("Parlour was stopped meanwhile");
  signal?.addEventListener("abort", stop, { once: true });
  try {
    const ended = once(child, "close");
    ended.catch(() => {});
    if (child.pid) yieldTo(child.pid);
    const [output] = await Promise.all([gathered(child.stdout, kill), sent(content, child.stdin, kill)]);
    await ended;
    if (why || output.length < 4) throw new NoPicture(why ?? "It broke what was opening it", false);
    return read(output);
  } finally {
    clearTimeout(late);
    clearInterval(watch);
    signal?.removeEventListener("abort", stop);
    if (child.exitCode === null) child.kill("SIGKILL");
  }
}

const urlOf = (path: string) => pathToFileURL(path).href;

function read(output: Buffer): Developed {
  const end = 4 + output.readUInt32BE(0);
  const { why, pages = null, pictures } = JSON.parse(output.toString("utf8", 4, end)) as { why?: string; pages?: number | null; pictures: { width: number; height: number; size: number }[] };
  if (why) throw new NoPicture(why);
  let at = end;
  return { pages, pictures: pictures.map(({ width, height, size }) => ({ width, height, bytes: output.subarray(at, (at += size)) })) };
}

async function gathered(from: Readable, kill: (why: string) => void) {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of from as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limits.output) kill("Its picture would be too large");
    else chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function sent(content: AsyncIterable<Uint8Array>, to: NodeJS.WritableStream, kill: (why: string) => void) {
  // Who is killed reads no further: that is told elsewhere.
  const gone = new Promise<false>((tell) => to.on("error", () => tell(false)).on("close", () => tell(false)));
  let length = 0;
  try {
    for await (const chunk of content) {
      length += chunk.length;
      if (length > limits.bytes) return kill(`It is larger than ${limits.bytes / 1e6} MB`);
      if (!to.write(chunk) && (await Promise.race([new Promise((go) => to.once("drain", go)), gone])) === false) return;
    }
    to.end();
  } catch (problem) {
    kill("Its bytes could not be read");
    throw problem;
  }
}

/** Where the system tells how much a process holds (Linux), it may hold no more than the limit. */
async function watchMemory(pid: number | undefined, over: () => void) {
  const pages = await readFile(`/proc/${pid}/statm`, "utf8").then((text) => Number(text.split(" ")[1]), () => 0);
  if (pages * 4096 > limits.everything) over();
}

/** Pictures can wait; people cannot. */
function yieldTo(pid: number) {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // Gone already, or not allowed here.
  }
}
