import { createHash } from "node:crypto";
import type Sqlite from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { z } from "zod";
import type { Db } from "#db/client.server.ts";
import { headIn, verifyChain } from "#app/events/verify.server.ts";
import { checkAllReceipts, keysKeptIn } from "#app/receipts/checking.server.ts";
import type { Shelf } from "#storage/shelves.server.ts";
import { NotStored } from "#storage/trouble.ts";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const Part = z.object({ size: z.number(), sha256: hash });
/** What a backup says of itself; written last, so that one without it is none. */
const Manifest = z.object({
  format: z.literal(1),
  madeAt: z.string(),
  /** The schema's. */
  version: z.number(),
  head: z.string(),
  database: Part,
  keys: Part.extend({ locked: z.boolean() }),
  /** Whether SESSION_SECRET came from outside, and so is not among the keys. */
  secretGiven: z.boolean(),
  files: z.array(z.object({ key: z.string().regex(/^[0-9a-f]{32}$/), sha256: hash, size: z.number() })),
  /** Rows by table. */
  counts: z.record(z.string(), z.number()),
});
export type Manifest = z.output<typeof Manifest>;

/** Where a backup's things stand on its shelf. */
export const snapshot = (name: string) => ({ manifest: `snapshots/${name}/manifest.json`, database: `snapshots/${name}/parlour.sqlite`, keys: `snapshots/${name}/keys` });
/** Each content once, however many backups know it. */
export const fileOnShelf = (sha256: string) => `files/${sha256.slice(0, 2)}/${sha256}`;

/** The names of the backups on a shelf, oldest first: only those that were finished. */
export async function snapshotsOn(shelf: Shelf): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of shelf.list("snapshots/")) if (name.endsWith("/manifest.json")) names.push(name.split("/")[1]!);
  return names.sort();
}

/** Throws a sentence where it is not there, or no manifest. */
export async function readManifest(shelf: Shelf, name: string): Promise<Manifest> {
  const text = await shelf.read(snapshot(name).manifest).catch((problem: unknown) => {
    throw problem instanceof NotStored ? new Error(`There is no backup ${name} in ${shelf.place}.`) : problem;
  });
  const read = Manifest.safeParse(JSON.parse(text.toString("utf8")));
  if (!read.success) throw new Error(`The manifest of backup ${name} cannot be read by this version of Parlour.`);
  return read.data;
}

/** Every table's number of rows. */
export function countsIn(sqlite: Sqlite.Database): Record<string, number> {
  const names = sqlite.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name").pluck().all() as string[];
  // A table's name cannot be bound; these are the database's own, quoted.
  const counting = names.map((name) => ["SELECT count(*) FROM ", `"${name.replaceAll('"', '""')}"`].join(""));
  return Object.fromEntries(names.map((name, index) => [name, sqlite.prepare(counting[index]!).pluck().get() as number]));
}

/**
 * Verifies a database that nobody writes to: whole pages, every parent there, the chain of events, and with `keys` the
 * receipts. Gives its head. Throws a sentence.
 */
export function requireWhole(sqlite: Sqlite.Database, keys?: string): { head: string; events: number; receipts: number } {
  const found = sqlite.pragma("integrity_check", { simple: true });
  if (found !== "ok") throw new Error(`The database is damaged: ${String(found)}.`);
  const orphans = sqlite.pragma("foreign_key_check") as unknown[];
  if (orphans.length) throw new Error(`${orphans.length} rows of the database are without their parents.`);
  const db = drizzle(sqlite) as unknown as Db;
  const { events, firstBroken } = verifyChain(db);
  if (firstBroken) throw new Error(`The record does not hold. Event ${firstBroken.seq}: ${firstBroken.why}`);
  const { checked, fault } = keys === undefined ? { checked: 0, fault: undefined } : checkAllReceipts(db, keysKeptIn(keys));
  if (fault) throw new Error(`The record does not hold. Event ${fault.seq}: ${fault.why}`);
  const { seq, hash } = headIn(db);
  return { head: `${seq}:${hash}`, events, receipts: checked };
}

/** A file's row as every command that looks after bytes needs it. */
export interface Kept {
  key: string;
  sha256: string;
  size: number;
  /** As people know it, for sentences. */
  called: string;
}

/** Every file whose bytes should be there: also those removed since `since`, and the pictures made of them. */
export const keptFiles = (sqlite: Sqlite.Database, since: Date) =>
  sqlite
    .prepare(
      `SELECT id AS key, sha256, size, name || ' (client ' || client_id || ')' AS called FROM files WHERE removed_at IS NULL OR removed_at >= @since
       UNION ALL SELECT p.id, p.sha256, p.size, 'the ' || p.kind || ' of ' || f.name || ' (client ' || f.client_id || ')' FROM pictures p JOIN files f ON f.id = p.file_id WHERE f.removed_at IS NULL OR f.removed_at >= @since ORDER BY 1`,
    )
    .all({ since: since.getTime() }) as Kept[];

/** Passes bytes on, and tells their hash and length once they have all gone by. */
export function measured(content: AsyncIterable<Uint8Array>) {
  const sum = createHash("sha256");
  const told = { size: 0, sha256: "" };
  async function* passing() {
    for await (const chunk of content) {
      sum.update(chunk);
      told.size += chunk.length;
      yield chunk;
    }
    told.sha256 = sum.digest("hex");
  }
  return { passing: passing(), told };
}

/** Reads bytes to their end for their hash alone. */
export async function hashOf(content: AsyncIterable<Uint8Array>) {
  const { passing, told } = measured(content);
  for await (const _ of passing);
  return told;
}
