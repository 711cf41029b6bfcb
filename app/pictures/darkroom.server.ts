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

/** What one file may cost: milliseconds to open it and draw a page, and for each page after; bytes taken in, bytes of memory for PDFium and for everything, pixels of an image, bytes given out for a page. */
export const limits = { time: 20 * SECOND, bytes: 100_000_000, memory: 512 * 1024 ** 2, everything: 1200 * 1024 ** 2, pixels: 50_000_000, output: 20_000_000 };

export interface Wish {
  /** As `sortOf` found it in the bytes. */
  sort: "image" | "pdf";
  /** Of a PDF: which page, counted from 0, and how many from there on. */
  page?: number;
  count?: number;
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

interface Care {
  time?: number;
  memory?: number;
  signal?: AbortSignal;
}

/** Makes WebP pictures of an image, or of one page of a PDF: for lists, and previews. As `developPages`. Throws NoPicture. */
export async function develop(content: AsyncIterable<Uint8Array>, wish: Omit<Wish, "count">, care: Care = {}): Promise<Developed> {
  for await (const page of developPages(content, wish, care)) return page;
  throw new NoPicture("It broke what was opening it", false);
}

/**
 * Makes WebP pictures of a file without its metadata, page after page: for reviews. The file may be hostile: it is opened
 * in a process of its own, without secrets, that is killed when its time or memory is over. Each page has the whole time
 * to itself, and is given as soon as it is drawn; those that were given stand, whatever comes of the next. Throws NoPicture.
 */
export async function* developPages(content: AsyncIterable<Uint8Array>, { sort, page = 0, count = 1, boxes }: Wish, { time = limits.time, memory = limits.memory, signal }: Care = {}): AsyncGenerator<Developed, void, undefined> {
  const { resolve } = createRequire(import.meta.url);
  const given = { wish: { sort, page, count, boxes }, limits: { pixels: limits.pixels, memory, seconds: Math.ceil(time / SECOND) }, sharpAt: urlOf(resolve("sharp")), pdfiumAt: urlOf(resolve("@hyzyla/pdfium").replace(/index\.cjs$/, "index.esm.js")) };
  // Nothing of our own environment but what Windows cannot start a process without.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name === "SystemRoot")) as NodeJS.ProcessEnv;
  const child = spawn(process.execPath, ["--max-old-space-size=256", "--input-type=module", "-e", source, "--", JSON.stringify(given)], { stdio: ["pipe", "pipe", "ignore"], env, windowsHide: true });
  let why: string | undefined;
  const kill = (because: string) => {
    why ??= because;
    child.kill("SIGKILL");
  };
  let late: NodeJS.Timeout | undefined;
  const watch = setInterval(() => void watchMemory(child.pid, () => kill("It took too much memory")), 200);
  const stop = () => kill("Parlour was stopped meanwhile");
  signal?.addEventListener("abort", stop, { once: true });
  try {
    const ended = once(child, "close");
    ended.catch(() => {});
    if (child.pid) yieldTo(child.pid);
    const sending = sent(content, child.stdin, kill);
    sending.catch(() => {});
    const frames = framesOf(child.stdout, kill);
    for (let index = page, last = page; index <= last; index++) {
      late = setTimeout(() => kill("It took too long"), time);
      const { value: frame } = await frames.next();
      clearTimeout(late);
      if (!frame) {
        await Promise.all([ended, sending]);
        throw new NoPicture(why ?? "It broke what was opening it", false);
      }
      const developed = read(frame);
      last = Math.min(page + count, developed.pages ?? 1) - 1;
      yield developed;
    }
  } finally {
    clearTimeout(late);
    clearInterval(watch);
    signal?.removeEventListener("abort", stop);
    if (child.exitCode === null) child.kill("SIGKILL");
  }
}

const urlOf = (path: string) => pathToFileURL(path).href;

function read(frame: Buffer): Developed {
  const { end, why, pages = null, pictures } = headOf(frame);
  if (why) throw new NoPicture(why);
  let at = end;
  return { pages, pictures: pictures.map(({ width, height, size }) => ({ width, height, bytes: frame.subarray(at, (at += size)) })) };
}

function headOf(frame: Buffer) {
  const end = 4 + frame.readUInt32BE(0);
  return { end, ...(JSON.parse(frame.toString("utf8", 4, end)) as { why?: string; pages?: number | null; pictures: { width: number; height: number; size: number }[] }) };
}

/** What the darkroom gives, cut into pages. */
async function* framesOf(from: Readable, kill: (why: string) => void): AsyncGenerator<Buffer, void, undefined> {
  let [chunks, length]: [Buffer[], number] = [[], 0];
  let needed = 4;
  for await (const chunk of from as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    while (length >= needed) {
      const held = Buffer.concat(chunks);
      needed = lengthOf(held);
      if (needed <= length) {
        yield held.subarray(0, needed);
        [chunks, length, needed] = [[held.subarray(needed)], length - needed, 4];
      } else chunks = [held];
    }
    if (length > limits.output) return kill("Its picture would be too large");
  }
}

/** How long the page is that begins here, as far as that can be told already. */
function lengthOf(held: Buffer): number {
  const head = 4 + held.readUInt32BE(0);
  return held.length < head ? head : headOf(held).pictures.reduce((sum, { size }) => sum + Math.max(0, size), head);
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
