import { createHash, randomBytes } from "node:crypto";
import { join } from "node:path";
import { Readable } from "node:stream";
import { createStorage } from "unstorage";
import { env } from "#app/lib/env.server.ts";
import { type ByteRange, localDriver, removeOldParts } from "./drivers/local.ts";

export type { ByteRange };

/** What was put: where it stands, its length in bytes, its SHA-256 in hexadecimal. */
export interface Stored {
  key: string;
  size: number;
  sha256: string;
}

/** Nothing was in it. */
export class EmptyFile extends Error {}

const folder = () => join(env().DATA_DIR, "files");

let opened: ReturnType<typeof createStorage> | undefined;
// S3 takes the driver's place here, behind the same three streams.
const storage = () => (opened ??= createStorage({ driver: localDriver({ base: folder() }) }));

/**
 * Stores bytes under a random key, hashing on the way. When this resolves they are durable, and only then may a row name
 * them. Where the bytes fail to come, nothing stays. Throws EmptyFile, and what the disk throws.
 */
export async function put(content: AsyncIterable<Uint8Array>): Promise<Stored> {
  const key = randomBytes(16).toString("hex");
  const hash = createHash("sha256");
  let size = 0;
  async function* measured() {
    for await (const chunk of content) {
      size += chunk.length;
      hash.update(chunk);
      yield chunk;
    }
    if (size === 0) throw new EmptyFile();
  }
  await storage().setItemRaw(key, Readable.from(measured()));
  return { key, size, sha256: hash.digest("hex") };
}

/** The bytes under a key, or a part of them. Throws where there are none. Whoever takes the stream reads it to its end or destroys it. */
export const open = (key: string, range?: ByteRange): Promise<Readable> => storage().getItemRaw(key, { range } as object) as Promise<Readable>;

/** Takes the bytes away. What is not there is gone already. */
export const remove = (key: string): Promise<void> => storage().removeItem(key);

/** The length in bytes of what stands under a key, or null where nothing does. */
export async function sizeOf(key: string): Promise<number | null> {
  const { size } = await storage().getMeta(key, { nativeOnly: true });
  return typeof size === "number" ? size : null;
}

/**
 * Removes what nobody needs: parts of uploads that were cut off before `before`, and of the rest whatever `mayGo` says,
 * asked with the instant it was written. Gives what it removed.
 */
export async function sweep(before: Date, mayGo: (key: string, writtenAt: Date) => boolean): Promise<{ key: string; part: boolean }[]> {
  const removed = (await removeOldParts(folder(), before)).map((key) => ({ key, part: true }));
  for (const key of await storage().getKeys()) {
    const { mtime } = await storage().getMeta(key, { nativeOnly: true });
    if (!mtime || !mayGo(key, mtime)) continue;
    await remove(key);
    removed.push({ key, part: false });
  }
  return removed;
}
