import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readEnvironment } from "#app/lib/env.server.ts";
import { DAY } from "#app/lib/clock.ts";
import { EmptyFile, put, sweep } from "#storage/files.server.ts";
import { type Bucket, s3 } from "#storage/drivers/s3.ts";
import { type Store, localStore, s3Store } from "#storage/stores.server.ts";
import { NotStored, StoreAway, StoreRefuses, TooLargeForStore } from "#storage/trouble.ts";
import { onDisk } from "../support/files.ts";
import { type Swift, noSwift, startSwift } from "../support/swift.ts";

const withoutSwift = noSwift();
let swift: Swift | undefined;
let bucket: Bucket;
const base = mkdtempSync(join(tmpdir(), "parlour-contract-"));
const local = localStore(join(base, "files"));
let inBucket: Store;
/** Small parts, so that a few megabytes are many: as small as S3 lets them be. */
const PART = 5 * 1024 * 1024;

beforeAll(async () => {
  if (withoutSwift) return;
  swift = await startSwift();
  bucket = { endpoint: swift.endpoint, region: "us-east-1", bucket: swift.bucket, prefix: "", accessKeyId: swift.settings.S3_ACCESS_KEY_ID!, secretAccessKey: swift.settings.S3_SECRET_ACCESS_KEY! };
  inBucket = s3Store(s3(bucket, { part: PART }));
}, 120_000);
afterAll(() => swift?.stop());

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const keysIn = async (store: Store) => {
  const keys: string[] = [];
  for await (const { key } of store.list()) keys.push(key);
  return keys.sort();
};
/** Uploads that were begun and neither ended nor given up. */
const openUploads = async () => [...(await (await swift!.client.fetch(`${swift!.endpoint}/${swift!.bucket}?uploads=`)).text()).matchAll(/<Upload>/g)].length;

describe.each(["a folder", "a bucket"])("in %s", (where) => {
  const it = (name: string, holds: (store: Store) => Promise<void>) =>
    test(name, { timeout: 60_000 }, async ({ skip }) => {
      if (where === "a bucket" && withoutSwift) skip(withoutSwift);
      await holds(where === "a bucket" ? inBucket : local);
    });

  it("what is put comes back byte for byte, with its length and hash, whole and in ranges", async (store) => {
    for (const length of [1, 300_000, PART, PART + 1, 2 * PART + 12_345]) {
      const bytes = randomBytes(length);
      const stored = await put(Readable.from([bytes.subarray(0, length >> 1), bytes.subarray(length >> 1)].filter(({ length }) => length)), store);
      expect([stored.size, stored.sha256]).toEqual([length, sha256(bytes)]);
      expect(await store.sizeOf(stored.key)).toBe(length);
      expect(sha256(await buffer(await store.open(stored.key)))).toBe(stored.sha256);
      if (length < 20) continue;
      expect((await buffer(await store.open(stored.key, { start: 10, end: 19 }))).equals(bytes.subarray(10, 20))).toBe(true);
      expect((await buffer(await store.open(stored.key, { start: length - 5, end: length - 1 }))).equals(bytes.subarray(-5))).toBe(true);
    }
  });

  it("X3, F2: the key is ours, whatever the file is called", async (store) => {
    const { key } = await put(Readable.from([Buffer.from("x")]), store);
    expect(key).toMatch(/^[0-9a-f]{32}$/);
    expect(await keysIn(store)).toContain(key);
  });

  it("nothing at all is no file", async (store) => {
    const before = await keysIn(store);
    await expect(put(Readable.from([]), store)).rejects.toThrow(EmptyFile);
    expect(await keysIn(store)).toEqual(before);
  });

  it("U5: bytes that stop coming leave nothing, early or late", async (store) => {
    const before = await keysIn(store);
    for (const length of [1000, 2 * PART + 1]) {
      const broken = async function* () {
        yield randomBytes(length);
        throw new Error("gone");
      };
      await expect(put(Readable.from(broken()), store)).rejects.toThrow("gone");
    }
    expect(await keysIn(store)).toEqual(before);
    if (where === "a bucket") expect(await openUploads()).toBe(0);
    else expect(onDisk(join(base, "files")).filter((name) => name.startsWith("parts/"))).toEqual([]);
  });

  it("what was removed is gone, twice removed is no trouble, and what never was has no length", async (store) => {
    const { key } = await put(Readable.from([Buffer.from("x")]), store);
    await store.remove(key);
    await store.remove(key);
    expect(await store.sizeOf(key)).toBe(null);
    await expect(store.open(key)).rejects.toThrow(NotStored);
  });

  it("a sweep takes what may go, and parts that were left long ago", async (store) => {
    const [going, staying] = await Promise.all([put(Readable.from([Buffer.from("a")]), store), put(Readable.from([Buffer.from("b")]), store)]);
    const asked: Date[] = [];
    const removed = await sweep(new Date(0), (key, writtenAt) => (asked.push(writtenAt), key === going.key), store);
    expect(removed).toEqual([{ key: going.key, part: false }]);
    for (const writtenAt of asked) expect(Math.abs(writtenAt.getTime() - Date.now())).toBeLessThan(DAY);
    expect([await store.sizeOf(going.key), await store.sizeOf(staying.key)]).toEqual([null, 1]);
  });

  it("the place is fine, and says nothing", async (store) => {
    const before = await keysIn(store);
    await store.check();
    expect(await keysIn(store)).toEqual(before);
  });
});

/** What only a bucket can do, or do wrong. */
const inS3 = (name: string, holds: (swift: Swift) => Promise<void>) =>
  test(name, { timeout: 90_000 }, async ({ skip }) => {
    if (withoutSwift) skip(withoutSwift);
    await holds(swift!);
  });

inS3("a listing is read page by page", async ({ newBucket }) => {
  const own = s3({ ...bucket, bucket: await newBucket("listing"), prefix: "some/folder/" });
  for (let number = 0; number < 7; number += 1) await own.put(`key${number}`, Readable.from([Buffer.from("x")]));
  await s3({ ...bucket, bucket: "listing" }).put("elsewhere", Readable.from([Buffer.from("x")]));
  const keys: string[] = [];
  for await (const { key } of own.list("", 3)) keys.push(key);
  expect(keys).toEqual([0, 1, 2, 3, 4, 5, 6].map((number) => `key${number}`));
});

inS3("F1: a link gives its bytes as a download of that name, in ranges too, and nothing else", async () => {
  const { key } = await put(Readable.from([Buffer.from("<script>alert(1)</script>")]), inBucket);
  const link = (await inBucket.link(key, { seconds: 300, disposition: 'attachment; filename="Ein Plan_.html"' }))!;
  const given = await fetch(link);
  expect([given.status, given.headers.get("Content-Type"), given.headers.get("Content-Disposition"), await given.text()]).toEqual([200, "application/octet-stream", 'attachment; filename="Ein Plan_.html"', "<script>alert(1)</script>"]);
  const part = await fetch(link, { headers: { Range: "bytes=1-6" } });
  expect([part.status, await part.text()]).toEqual([206, "script"]);
  expect(link).not.toContain(bucket.secretAccessKey);
});

inS3("F1: a link that was tampered with, is of another key or method, lives longer, or is over opens nothing", async () => {
  const [mine, other] = [await put(Readable.from([Buffer.from("mine")]), inBucket), await put(Readable.from([Buffer.from("other")]), inBucket)];
  const link = (await inBucket.link(mine.key, { seconds: 300, disposition: "attachment" }))!;
  const status = async (address: string, init?: RequestInit) => (await fetch(address, init)).status;
  expect(await status(link)).toBe(200);
  const signature = /X-Amz-Signature=([0-9a-f]+)/.exec(link)![1]!;
  expect(await status(link.replace(signature, signature.replace(/^./, (first) => (first === "0" ? "1" : "0"))))).toBe(403);
  expect(await status(link.replace(mine.key, other.key))).toBe(403);
  expect(await status(link, { method: "DELETE" })).toBe(403);
  expect(await status(link, { method: "PUT", body: "mine now" })).toBe(403);
  expect(await status(link.replace("X-Amz-Expires=300", "X-Amz-Expires=604800"))).toBe(403);
  expect(await status(link.replace("octet-stream", "html"))).toBe(403);
  const short = (await inBucket.link(mine.key, { seconds: 1, disposition: "attachment" }))!;
  await expect.poll(() => status(short), { timeout: 15_000, interval: 500 }).toBe(403);
  expect((await buffer(await inBucket.open(mine.key))).toString()).toBe("mine");
});

inS3("a place that cannot be used says what is wrong with it, and no secret", async () => {
  const wrong: [Partial<Bucket>, RegExp][] = [
    [{ secretAccessKey: "not the secret" }, /S3_SECRET_ACCESS_KEY/],
    [{ bucket: "nowhere" }, /There is no bucket “nowhere” at http/],
    [{ region: "eu-west-1" }, /S3_REGION is not the store’s: us-east-1 is/],
  ];
  for (const [but, sentence] of wrong) {
    const problem = await s3Store(s3({ ...bucket, ...but })).check().catch((problem: unknown) => problem);
    expect(problem).toBeInstanceOf(StoreRefuses);
    expect((problem as Error).message).toMatch(sentence);
    expect((problem as Error).message).not.toContain(but.secretAccessKey ?? bucket.secretAccessKey);
  }
  await expect(s3({ ...bucket, endpoint: "http://127.0.0.1:1" }).check()).rejects.toThrow(StoreAway);
});

inS3("a file larger than a store takes is refused in words, by us and by the store, and leaves nothing", async ({ client, endpoint }) => {
  const before = await keysIn(inBucket);
  const small = s3Store(s3(bucket, { part: PART, largest: 2 * PART }));
  await expect(put(Readable.from([randomBytes(PART), randomBytes(PART), Buffer.from("x")]), small)).rejects.toThrow(TooLargeForStore);
  expect([await keysIn(inBucket), await openUploads()]).toEqual([before, 0]);
  // What it says of itself to five gigabytes and one byte, before a byte was sent.
  const { hostname, port } = new URL(endpoint);
  const { headers } = await client.sign(`${endpoint}/${bucket.bucket}/large`, { method: "PUT" });
  const { request } = await import("node:http");
  const answer = await new Promise<{ status: number; text: string }>((resolve, reject) => {
    const asked = request({ hostname, port, method: "PUT", path: `/${bucket.bucket}/large`, headers: { ...Object.fromEntries(headers), "content-length": String(5 * 1024 ** 3 + 3) } }, (response) => {
      void buffer(response).then((body) => (resolve({ status: response.statusCode!, text: body.toString() }), asked.destroy()), reject);
    });
    asked.on("error", reject);
    asked.flushHeaders();
  });
  expect(answer).toEqual({ status: 400, text: expect.stringContaining("<Code>EntityTooLarge</Code>") });
});

inS3("a store that goes away in the middle of an upload leaves nothing half-kept, says so, and takes the next try", async ({ away, back }) => {
  const before = await keysIn(inBucket);
  const bytes = randomBytes(3 * PART);
  const goingAway = async function* () {
    yield bytes.subarray(0, 2 * PART + 10);
    await away();
    yield bytes.subarray(2 * PART + 10);
  };
  const problem = await put(Readable.from(goingAway()), inBucket).catch((problem: unknown) => problem);
  expect(problem).toBeInstanceOf(StoreAway);
  expect((problem as Error).message).toMatch(/cannot be used right now/);
  await expect(inBucket.sizeOf("0".repeat(32))).rejects.toThrow(StoreAway);
  await back();
  expect(await keysIn(inBucket)).toEqual(before);
  // Its parts are no file; what is left of them goes with the sweep.
  await sweep(new Date(Date.now() + DAY), () => false, inBucket);
  expect(await openUploads()).toBe(0);
  const { key, sha256: hash } = await put(Readable.from([bytes]), inBucket);
  expect(sha256(await buffer(await inBucket.open(key)))).toBe(hash);
});

test("a configuration that names a store and not how to get in is refused with what is missing", () => {
  const read = (given: Record<string, string>) => readEnvironment(given as NodeJS.ProcessEnv);
  const given = { STORAGE: "s3://files", S3_ENDPOINT: "http://127.0.0.1:9", S3_ACCESS_KEY_ID: "a", S3_SECRET_ACCESS_KEY: "hidden" };
  expect(read(given).STORAGE).toBe("s3://files");
  expect(() => read({ ...given, S3_SECRET_ACCESS_KEY: "" })).toThrow(/STORAGE is an S3 store, so S3_SECRET_ACCESS_KEY must be set/);
  expect(() => read({ STORAGE: "s3://files" })).toThrow(/S3_ENDPOINT and S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY/);
  expect(() => read({ ...given, STORAGE: "ftp://files" })).toThrow(/STORAGE: say local, or s3:/);
  expect(() => read({ ...given, UPLOAD_LIMIT_MB: "5001" })).toThrow(/UPLOAD_LIMIT_MB: an S3 store takes files of at most 5000 MB \(5 GB\)/);
});
