import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type Sqlite from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { env } from "#app/lib/env.server.ts";
import { backUpBefore } from "#app/server/ground.server.ts";
import { verifyChain } from "#app/events/verify.server.ts";
import { type Db, open, sqlite } from "#db/client.server.ts";
import { Database } from "#db/driver.server.ts";
import { migrate, migrations } from "#db/migrate.server.ts";
import { seed } from "#seeds/index.ts";
import { program, run } from "../support/process.ts";

const folder = mkdtempSync(join(tmpdir(), "parlour-upgrade-"));
const story = join(folder, "story.sqlite");
let migrator: string;
/** What a database of the newest schema is made of, by name. */
let newest: Record<string, string>;

const schemaOf = (database: Sqlite.Database) => Object.fromEntries((database.prepare("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").all() as { name: string; sql: string }[]).map(({ name, sql }) => [name, sql.replace(/\s+/g, " ")]));
const tablesOf = (database: Sqlite.Database) => database.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name").pluck().all() as string[];
const columnsOf = (database: Sqlite.Database, schema: string, table: string) => database.prepare("SELECT name FROM pragma_table_info(?, ?)").pluck().all(table, schema) as string[];
const countIn = (database: Sqlite.Database, table: string) => database.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number;
const countsIn = (database: Sqlite.Database) => Object.fromEntries(tablesOf(database).map((table) => [table, countIn(database, table)]));

beforeAll(async () => {
  migrate(open(":memory:"));
  newest = schemaOf(sqlite);
  // The story is told on this machine alone.
  env().PUBLIC_URL = "http://localhost:3000";
  await seed();
  writeFileSync(story, sqlite.serialize());
  migrator = await program("tests/upgrade/children/migrator.ts");
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A database of an earlier schema, with all of the demo story that fits in it. */
function earlier(version: number): string {
  const file = join(folder, `schema-${version}.sqlite`);
  const database = new Database(file);
  database.pragma("journal_mode = WAL");
  migrate(database, { all: migrations.slice(0, version) });
  database.pragma("foreign_keys = OFF");
  database.prepare("ATTACH ? AS story").run(story);
  const triggers = database.prepare("SELECT name, sql FROM main.sqlite_schema WHERE type = 'trigger'").all() as { name: string; sql: string }[];
  for (const { name } of triggers) database.exec(`DROP TRIGGER main."${name}"`);
  for (const table of tablesOf(database)) {
    const there = new Set(columnsOf(database, "story", table));
    const columns = columnsOf(database, "main", table).filter((column) => there.has(column)).map((column) => `"${column}"`).join(", ");
    // What an earlier schema's checks would not have taken was not there then.
    if (columns) database.exec(`INSERT OR IGNORE INTO main."${table}" (${columns}) SELECT ${columns} FROM story."${table}"`);
  }
  // What could not be searched for yet has no entry.
  if (tablesOf(database).includes("search_entries"))
    for (const kind of database.prepare("SELECT DISTINCT kind FROM story.search_entries").pluck().all() as string[])
      if (migrations.find(({ sql }) => sql.includes("search_entries") && sql.includes(`'${kind}'`))!.version > version) database.prepare("DELETE FROM main.search_entries WHERE kind = ?").run(kind);
  for (const { sql } of triggers) database.exec(sql);
  database.exec("DETACH story");
  database.pragma("foreign_keys = ON");
  expect(database.pragma("foreign_key_check"), `the story in schema ${version}`).toEqual([]);
  database.close();
  return file;
}

/** Everything a database must hold after an upgrade. */
function requireUpgraded(file: string, before: Record<string, number>) {
  const database = new Database(file);
  expect(database.pragma("user_version", { simple: true })).toBe(migrations.length);
  expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
  expect(database.pragma("foreign_key_check")).toEqual([]);
  expect(schemaOf(database)).toEqual(newest);
  expect(verifyChain(drizzle(database) as unknown as Db)).toEqual({ events: before.events });
  const after = countsIn(database);
  // No row of the people's is lost; a migration may write more beside them.
  expect(Object.entries(before).filter(([table, rows]) => (after[table] ?? 0) < rows)).toEqual([]);
  database.close();
}

test.each(migrations.slice(0, -1).map(({ version, name }) => [version, name] as const))("a database of schema %i (%s), with the story in it, upgrades to the newest; killed in the middle, it is what it was, and upgrades then", { timeout: 60_000 }, async (version) => {
  const file = earlier(version);
  const read = new Database(file, { readonly: true });
  const before = countsIn(read);
  read.close();
  expect([before.events! > 50, before.clients! > 1, before.comments! > 0, before.members! > 1]).toEqual([true, true, true, true]);

  const { signal, said } = await run(migrator, { DATABASE: file, AFTER: String(version) }).ended;
  expect([signal, said]).toEqual(["SIGKILL", ""]);
  const cut = new Database(file);
  expect([cut.pragma("user_version", { simple: true }), cut.pragma("integrity_check", { simple: true }), countsIn(cut)]).toEqual([version, "ok", before]);

  const backups: number[] = [];
  migrate(cut, { backup: (from) => backups.push(from) });
  cut.close();
  expect(backups[0]).toBe(version);
  requireUpgraded(file, before);
});

test("a database newer than the code is refused in words, and left as it is", () => {
  const file = join(folder, "newer.sqlite");
  const database = new Database(file);
  migrate(database);
  database.pragma(`user_version = ${migrations.length + 1}`);
  expect(() => migrate(database)).toThrow(/written by a newer Parlour .* Start that version, or restore a backup/);
  expect([database.pragma("user_version", { simple: true }), schemaOf(database)]).toEqual([migrations.length + 1, newest]);
  database.close();
});

test("without room for a copy and for the work nothing is begun, and a copy that could not be made whole is not left lying", () => {
  const copies = mkdtempSync(join(folder, "copies-"));
  migrate(open(join(folder, "tight.sqlite")));
  expect(() => backUpBefore(9, copies, 1_000_000)).toThrow(/no room to bring the database up to date\. .+ must be free.* Nothing was changed/);
  expect(readdirSync(copies)).toEqual([]);
  expect(() => backUpBefore(9, join(copies, "nowhere"), 2 ** 40)).toThrow(/DATA_DIR: /);
  backUpBefore(9, copies);
  const [made] = readdirSync(copies);
  const copy = new Database(join(copies, made!), { readonly: true });
  expect([copy.pragma("integrity_check", { simple: true }), schemaOf(copy)]).toEqual(["ok", newest]);
  copy.close();
  sqlite.close();
});
