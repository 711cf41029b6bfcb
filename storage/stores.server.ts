import { join } from "node:path";
import type { Readable } from "node:stream";
import { createStorage } from "unstorage";
import { env } from "#app/lib/env.server.ts";
import { type ByteRange, type Listed, listLocal, localDriver, removeOldParts } from "./drivers/local.ts";
import { type Bucket, s3, s3Driver } from "./drivers/s3.ts";

export type { ByteRange, Listed };

/** Where bytes lie under keys: the same on a disk and in a bucket. Whoever takes a stream reads it to its end or destroys it. */
export interface Store {
  /** "local", or "s3://bucket/folder". */
  place: string;
  /** Durable when it resolves; where the bytes fail to come, nothing stays. */
  put(key: string, content: Readable): Promise<void>;
  /** Throws NotStored. */
  open(key: string, range?: ByteRange): Promise<Readable>;
  /** In bytes, or null where nothing stands. */
  sizeOf(key: string): Promise<number | null>;
  /** What is not there is gone already. */
  remove(key: string): Promise<void>;
  list(): AsyncIterable<Listed>;
  /** Takes away what was left of uploads cut off before an instant. Gives their keys. */
  removeOldParts(before: Date): Promise<string[]>;
  /** An address of the store's own for a download, for so many seconds; undefined where it has none. */
  link(key: string, asked: { seconds: number; disposition: string }): Promise<string | undefined>;
  /** Throws a sentence that says what is wrong with the place. */
  check(): Promise<void>;
}

/** The bucket an `s3://…` names, with the keys of this machine's configuration. */
export function bucketAt(place: string, { S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = env()): Bucket {
  if (!S3_ENDPOINT || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY) throw new Error(`${place} is an S3 store, so S3_ENDPOINT, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY must be set.`);
  const [bucket, ...folders] = place.replace(/^s3:\/\//, "").replace(/\/+$/, "").split("/");
  return { endpoint: S3_ENDPOINT, region: S3_REGION, bucket: bucket!, prefix: folders.length ? `${folders.join("/")}/` : "", accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY };
}

/** The store at a place: "local" lies in `folder`. */
export const storeAt = (place: string, folder = join(env().DATA_DIR, "files")): Store => (place === "local" ? localStore(folder) : s3Store(s3(bucketAt(place))));

export function localStore(base: string): Store {
  return {
    ...common(createStorage({ driver: localDriver({ base }) })),
    place: "local",
    list: () => listLocal(base),
    removeOldParts: (before) => removeOldParts(base, before),
    link: async () => undefined,
    check: async () => {},
  };
}

export function s3Store(store: ReturnType<typeof s3>): Store {
  return { ...common(createStorage({ driver: s3Driver(store) })), place: store.place, list: () => store.list(), removeOldParts: store.removeOldParts, link: store.link, check: store.check };
}

const common = (storage: ReturnType<typeof createStorage>) => ({
  put: (key: string, content: Readable) => storage.setItemRaw(key, content),
  open: (key: string, range?: ByteRange) => storage.getItemRaw(key, { range } as object) as Promise<Readable>,
  remove: (key: string): Promise<void> => storage.removeItem(key),
  async sizeOf(key: string) {
    const { size } = await storage.getMeta(key, { nativeOnly: true });
    return typeof size === "number" ? size : null;
  },
});
