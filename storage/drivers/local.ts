import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Driver, defineDriver } from "unstorage";
import { NotStored } from "../trouble.ts";

/** Bytes from `start` to `end`, both counted. */
export interface ByteRange {
  start: number;
  end: number;
}

/** What stands under a key. */
export interface Listed {
  key: string;
  size: number;
  writtenAt: Date;
}

/** What stands in `parts/` is being written. */
const PARTS = "parts";

/**
 * Files in a folder: `setItemRaw` takes a stream, `getItemRaw` gives one (of `{ range }`, if asked). A value is there
 * whole or not at all: written under another name, flushed to the disk, renamed, and the folder flushed too.
 */
export const localDriver = defineDriver(({ base }: { base: string }): Driver => {
  // Two hexadecimal characters: 256 folders, so that none grows long.
  const placeOf = (key: string) => join(base, key.slice(0, 2), key);
  const partOf = (key: string) => join(base, PARTS, key);

  return {
    name: "parlour-local",
    async setItemRaw(key: string, content: Readable) {
      const [part, place] = [partOf(key), placeOf(key)];
      await mkdir(dirname(part), { recursive: true, mode: 0o700 });
      // Opened first: a stream that opens it itself may do so after the part was taken away again.
      const handle = await open(part, "wx", 0o600);
      try {
        await pipeline(content, handle.createWriteStream({ flush: true }));
        if (await mkdir(dirname(place), { recursive: true, mode: 0o700 })) await flushFolder(base);
        await rename(part, place);
        await flushFolder(dirname(place));
      } catch (problem) {
        await rm(part, { force: true });
        throw problem;
      }
    },
    async getItemRaw(key: string, { range }: { range?: ByteRange } = {}) {
      const handle = await open(placeOf(key), "r").catch((problem: NodeJS.ErrnoException) => {
        throw problem.code === "ENOENT" ? new NotStored("Nothing stands there.") : problem;
      });
      return handle.createReadStream(range);
    },
    hasItem: (key) => stat(placeOf(key)).then(() => true, ifAbsent(false)),
    getItem: () => null,
    getMeta: (key) => stat(placeOf(key)).then(({ size, mtime }) => ({ size, mtime }), ifAbsent(null)),
    removeItem: (key) => rm(placeOf(key), { force: true }),
    async getKeys() {
      const folders = (await readdir(base).catch(ifAbsent([]))).filter((folder) => /^[0-9a-f]{2}$/.test(folder));
      return (await Promise.all(folders.map((folder) => readdir(join(base, folder))))).flat();
    },
  };
});

/** What stands there, folder by folder. */
export async function* listLocal(base: string): AsyncGenerator<Listed> {
  for (const folder of (await readdir(base).catch(ifAbsent([]))).sort()) {
    if (!/^[0-9a-f]{2}$/.test(folder)) continue;
    for (const key of (await readdir(join(base, folder))).sort()) {
      // Gone between the two is gone.
      const found = await stat(join(base, folder, key)).catch(ifAbsent(null));
      if (found) yield { key, size: found.size, writtenAt: found.mtime };
    }
  }
}

/** Takes away parts nobody has written to since `before`: an upload a crash cut off. Gives their keys. */
export async function removeOldParts(base: string, before: Date): Promise<string[]> {
  const removed: string[] = [];
  for (const key of await readdir(join(base, PARTS)).catch(ifAbsent([]))) {
    const part = join(base, PARTS, key);
    const found = await stat(part).catch(ifAbsent(null));
    if (!found || found.mtime >= before) continue;
    await rm(part, { force: true });
    removed.push(key);
  }
  return removed;
}

/** A new name in a folder is only safe once the folder itself is on the disk. */
async function flushFolder(folder: string) {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const ifAbsent =
  <T>(otherwise: T) =>
  (problem: NodeJS.ErrnoException): T => {
    if (problem.code === "ENOENT") return otherwise;
    throw problem;
  };
