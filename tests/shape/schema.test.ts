import type Database from "better-sqlite3";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import { expect, test } from "vitest";
import { open } from "#db/client.server.ts";
import { migrate } from "#db/migrate.server.ts";
import * as schema from "#db/schema/index.ts";
import { setTheStage } from "../support/cast.ts";
import { db } from "#db/client.server.ts";

const sqlite: Database.Database = open(":memory:");
migrate(sqlite);
setTheStage(db);

const pragma = <Row>(text: string) => sqlite.pragma(text) as Row[];
const tables = pragma<{ schema: string; name: string; type: string; strict: number }>("table_list").filter(({ schema, name, type }) => schema === "main" && type === "table" && !name.startsWith("sqlite_"));
const columnsOf = (table: string) => pragma<{ name: string; type: string; notnull: number; pk: number }>(`table_info(${table})`);
const described = Object.values(schema).filter((value) => value instanceof SQLiteTable).map((value) => getTableConfig(value));
const inSnakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

test("every table is STRICT", () => {
  expect(tables.length).toBeGreaterThan(10);
  expect(tables.filter(({ strict }) => !strict).map(({ name }) => name)).toEqual([]);
});

test("every table is described in db/schema, and nothing else is", () => {
  expect(described.map(({ name }) => name).sort()).toEqual(tables.map(({ name }) => name).sort());
});

test.for(described.map((table) => [table.name, table] as const))("%s has exactly the columns its description says", ([name, table]) => {
  const keys = new Set(table.primaryKeys.flatMap(({ columns }) => columns.map((column) => inSnakeCase(column.name))));
  const said = table.columns.map((column) => ({ name: inSnakeCase(column.name), type: column.getSQLType().toUpperCase(), required: column.notNull || column.primary, key: column.primary || keys.has(inSnakeCase(column.name)) }));
  const is = columnsOf(name).map(({ name, type, notnull, pk }) => ({ name, type, required: Boolean(notnull || pk), key: pk > 0 }));
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
  expect(said.sort(byName)).toEqual(is.sort(byName));
});

test("foreign keys hold on this connection, also after migrating", () => {
  expect(sqlite.pragma("foreign_keys", { simple: true })).toBe(1);
  expect(pragma("foreign_key_check")).toEqual([]);
  expect(() => sqlite.prepare("INSERT INTO project_members VALUES ('nowhere', 'nobody', 0)").run()).toThrow(/FOREIGN KEY/);
});

test("what belongs to a client hangs on its parent by (id, client_id): it can never be put into another client’s", () => {
  const ofClient = new Set(tables.map(({ name }) => name).filter((name) => columnsOf(name).some((column) => column.name === "client_id")));
  const loose = [...ofClient].flatMap((name) => {
    const parts = pragma<{ id: number; table: string; from: string; to: string }>(`foreign_key_list(${name})`);
    return [...new Set(parts.map(({ id }) => id))]
      .map((id) => parts.filter((part) => part.id === id))
      .filter((parts) => ofClient.has(parts[0]!.table) && !parts.some(({ from, to }) => from === "client_id" && to === "client_id"))
      .map((parts) => `${name}.${parts.map(({ from }) => from).join("+")} → ${parts[0]!.table}`);
  });
  expect(loose).toEqual([]);
});

test("events are refused any change by the database itself; what stands beside them may only be erased", () => {
  const genesis = "0".repeat(64);
  sqlite.exec(`INSERT INTO events VALUES (1, 'e', 1, 0, 'project.started', 'system', 'system', NULL, NULL, 'project', 'p', 'c', '${genesis}', 'h'); INSERT INTO event_particulars VALUES (1, 's', '{}')`);
  const changes = [
    "UPDATE events SET at = 1",
    "DELETE FROM events",
    `REPLACE INTO events VALUES (1, 'f', 1, 0, 'project.started', 'system', 'system', NULL, NULL, 'project', 'p', 'c', '${genesis}', 'i')`,
    "INSERT INTO events SELECT 3, 'g', 1, 0, 'project.started', 'system', 'system', NULL, NULL, 'project', 'p', 'c', 'h', 'j'",
    "UPDATE event_particulars SET particulars = '{\"a\":1}'",
    "REPLACE INTO event_particulars VALUES (1, 's', '{\"a\":1}')",
  ];
  for (const change of changes) expect(() => sqlite.exec(change), change).toThrow(/never|once|newest/);
  sqlite.exec("DELETE FROM event_particulars");
});

test("no statistics of the kind that makes every statement be prepared anew", () => {
  sqlite.exec("ANALYZE");
  const samples = sqlite.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'sqlite_stat4'").get() as { n: number };
  if (samples.n) expect(sqlite.prepare("SELECT count(*) AS n FROM sqlite_stat4").get()).toEqual({ n: 0 });
});
