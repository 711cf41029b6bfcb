import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { EmptyFile, open, put, remove, sizeOf } from "#storage/files.server.ts";
import { removeOldParts } from "#storage/drivers/local.ts";
import { onDisk } from "../support/files.ts";

const folder = join(process.env.DATA_DIR!, "files");

test("what is put comes back byte for byte, with its length and hash", async () => {
  const bytes = randomBytes(300_000);
  const { key, size, sha256 } = await put(Readable.from([bytes.subarray(0, 100_000), bytes.subarray(100_000)]));
  expect([size, sha256]).toEqual([300_000, createHash("sha256").update(bytes).digest("hex")]);
  expect((await buffer(await open(key))).equals(bytes)).toBe(true);
  expect((await buffer(await open(key, { start: 10, end: 19 }))).equals(bytes.subarray(10, 20))).toBe(true);
  expect(await sizeOf(key)).toBe(300_000);
});

test("X3, F2: the key is ours, in a folder of its first characters, and readable by us alone", async () => {
  const { key } = await put(Readable.from([Buffer.from("x")]));
  expect(key).toMatch(/^[0-9a-f]{32}$/);
  expect(statSync(join(folder, key.slice(0, 2), key)).mode & 0o777).toBe(0o600);
});

test("U5: bytes that stop coming leave nothing", async () => {
  const before = onDisk();
  const broken = Readable.from(
    (async function* () {
      yield randomBytes(100_000);
      throw new Error("gone");
    })(),
  );
  await expect(put(broken)).rejects.toThrow("gone");
  const cut = new Readable({ read() {} });
  cut.push(randomBytes(1000));
  const putting = put(cut);
  cut.destroy();
  await expect(putting).rejects.toThrow();
  expect(onDisk()).toEqual(before);
});

test("nothing at all is no file", async () => {
  const before = onDisk();
  await expect(put(Readable.from([]))).rejects.toThrow(EmptyFile);
  expect(onDisk()).toEqual(before);
});

test("what was removed is gone, twice removed is no trouble, and what never was has no length", async () => {
  const { key } = await put(Readable.from([Buffer.from("x")]));
  await remove(key);
  await remove(key);
  expect(await sizeOf(key)).toBe(null);
  await expect(open(key)).rejects.toThrow();
});

test("parts a crash left are taken away when they are old, and left alone while they may still be written", async () => {
  mkdirSync(join(folder, "parts"), { recursive: true });
  const [old, young] = [join(folder, "parts", "old"), join(folder, "parts", "young")];
  for (const part of [old, young]) writeFileSync(part, "half");
  utimesSync(old, new Date(1000), new Date(1000));
  expect(await removeOldParts(folder, new Date(2000))).toEqual(["old"]);
  expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
});
