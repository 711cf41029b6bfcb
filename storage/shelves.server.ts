import { mkdir, open, readFile, readdir, rename, rm, rmdir, stat } from "node:fs/promises";
import { createReadStream } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { s3 } from "./drivers/s3.ts";
import { bucketAt } from "./stores.server.ts";
import { NotStored } from "./trouble.ts";

/** Where things lie under names of our own, with slashes: a backup's place. */
export interface Shelf {
  place: string;
  /** Whether it is another machine's, or looks like one. */
  isElsewhere: boolean;
  put(name: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** Throws NotStored. */
  open(name: string): Promise<Readable>;
  read(name: string): Promise<Buffer>;
  list(under: string): AsyncIterable<{ name: string; size: number }>;
  remove(name: string): Promise<void>;
}

export const shelfAt = (place: string): Shelf => (place.startsWith("s3://") ? shelfInBucket(place) : shelfInFolder(place));

function shelfInBucket(place: string): Shelf {
  const store = s3(bucketAt(place));
  return {
    place: store.place,
    isElsewhere: true,
    put: store.put,
    open: (name) => store.get(name),
    read: async (name) => buffer(await store.get(name)),
    async *list(under) {
      for await (const { key, size } of store.list(under)) yield { name: key, size };
    },
    remove: store.remove,
  };
}

function shelfInFolder(given: string): Shelf {
  const base = resolve(given);
  const absent = (problem: NodeJS.ErrnoException) => {
    throw problem.code === "ENOENT" ? new NotStored(`There is no such file in ${base}.`) : problem;
  };
  return {
    place: base,
    isElsewhere: false,
    async put(name, content) {
      const place = join(base, name);
      await mkdir(dirname(place), { recursive: true, mode: 0o700 });
      const handle = await open(`${place}.part`, "w", 0o600);
      try {
        await pipeline(Readable.from(content), handle.createWriteStream({ flush: true }));
        await rename(`${place}.part`, place);
      } catch (problem) {
        await rm(`${place}.part`, { force: true });
        throw problem;
      }
    },
    async open(name) {
      await stat(join(base, name)).catch(absent);
      return createReadStream(join(base, name));
    },
    read: (name) => readFile(join(base, name)).catch(absent),
    async *list(under) {
      for (const entry of await readdir(join(base, under), { recursive: true, withFileTypes: true }).catch((problem: NodeJS.ErrnoException) => (problem.code === "ENOENT" ? [] : Promise.reject(problem)))) {
        if (!entry.isFile() || entry.name.endsWith(".part")) continue;
        const path = join(entry.parentPath, entry.name);
        yield { name: relative(base, path).replaceAll("\\", "/"), size: (await stat(path)).size };
      }
    },
    async remove(name) {
      await rm(join(base, name), { force: true });
      // A folder that is not empty stays.
      await rmdir(dirname(join(base, name))).catch(() => {});
    },
  };
}
