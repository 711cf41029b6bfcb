import { createHash, randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { env } from "#app/lib/env.server.ts";
import { type ByteRange, type Store, storeAt } from "./stores.server.ts";
import { StoreAway, StoreRefuses } from "./trouble.ts";

export type { ByteRange };

/** What was put: where it stands, its length in bytes, its SHA-256 in hexadecimal. */
export interface Stored {
  key: string;
  size: number;
  sha256: string;
}

/** Nothing was in it. */
export class EmptyFile extends Error {}

let trouble: string | null = null;
/** Why the store could not be used when it was last asked, in a sentence; null where it could. */
export const storeTrouble = () => trouble;

/** Notes whether the store answered: what everybody who uses it finds out anyway. */
async function noting<T>(asked: Promise<T>): Promise<T> {
  try {
    const answer = await asked;
    trouble = null;
    return answer;
  } catch (problem) {
    if (problem instanceof StoreAway || problem instanceof StoreRefuses) trouble = problem.message;
    throw problem;
  }
}

let opened: Store | undefined;
/** Where this machine's files lie, as STORAGE says. */
export const store = (): Store => (opened ??= storeAt(env().STORAGE));

/**
 * Stores bytes under a random key, hashing on the way. When this resolves they are durable, and only then may a row name
 * them. Where the bytes fail to come, nothing stays. Throws EmptyFile, and what the disk or the store throws.
 */
export async function put(content: AsyncIterable<Uint8Array>, into = store()): Promise<Stored> {
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
  await noting(into.put(key, Readable.from(measured())));
  return { key, size, sha256: hash.digest("hex") };
}

/** The bytes under a key, or a part of them. Throws where there are none. Whoever takes the stream reads it to its end or destroys it. */
export const open = (key: string, range?: ByteRange): Promise<Readable> => noting(store().open(key, range));

/** Takes the bytes away. What is not there is gone already. */
export const remove = (key: string): Promise<void> => store().remove(key);

/** The length in bytes of what stands under a key, or null where nothing does. */
export const sizeOf = (key: string): Promise<number | null> => noting(store().sizeOf(key));

/** Asks for something that is not there, only to note whether the store answers. */
export const ping = (): Promise<unknown> => noting(store().sizeOf("0".repeat(32)));

/** An address outside that gives these bytes to whoever holds it, for so many seconds; undefined where we give them ourselves. */
export const linkOutside = (key: string, asked: { seconds: number; disposition: string }): Promise<string | undefined> => store().link(key, asked);

/**
 * Removes what nobody needs: parts of uploads that were cut off before `before`, and of the rest whatever `mayGo` says,
 * asked with the instant it was written. Gives what it removed.
 */
export async function sweep(before: Date, mayGo: (key: string, writtenAt: Date) => boolean, from = store()): Promise<{ key: string; part: boolean }[]> {
  const removed = (await from.removeOldParts(before)).map((key) => ({ key, part: true }));
  for await (const { key, writtenAt } of from.list()) {
    if (!mayGo(key, writtenAt)) continue;
    await from.remove(key);
    removed.push({ key, part: false });
  }
  return removed;
}
