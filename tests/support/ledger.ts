import { createHash } from "node:crypto";
import type Database from "better-sqlite3";

/** What merely being here changes: when somebody was last seen, and what the guards themselves keep. */
const passing: Record<string, string[]> = { sessions: ["last_seen_at", "ended_at", "ended_why"], contacts: ["last_seen_at"], members: ["last_seen_at"] };
/** The bell follows what is on record, as letters do, and is read by being opened: tests/notifications sees to it. */
const follows = ["notices"];
const ownBooks = ["drafts", "submissions", "attempts", "leases"];

/** A photograph of the database: every row of every table, to tell whether anything at all was written. The search index follows from the others. */
export function ledger(sqlite: Database.Database) {
  const tables = (sqlite.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_%' ORDER BY name").all() as { name: string }[]).map(({ name }) => name);
  const rows = Object.fromEntries(tables.map((table) => [table, sqlite.prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[]]));
  // A refusal is on record itself, and changes nothing: it is left out of the photograph, as the guards' own books are.
  const refusals = new Set(rows.events!.filter(({ action }) => action === "act.refused").map(({ seq }) => seq));
  for (const table of ["events", "event_particulars"]) rows[table] = rows[table]!.filter(({ seq }) => !refusals.has(seq));
  const count = (table: string) => rows[table]?.length ?? 0;
  return {
    count,
    counts: Object.fromEntries(tables.map((table) => [table, count(table)])),
    /** The same as long as nobody changed anything that matters. */
    digest: createHash("sha256")
      .update(JSON.stringify(tables.filter((table) => !ownBooks.includes(table) && !follows.includes(table)).map((table) => [table, rows[table]!.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => !passing[table]?.includes(column))))])))
      .digest("hex"),
    /** The tables in which this text stands, in any column. */
    holding: (text: string) => tables.filter((table) => rows[table]!.some((row) => Object.values(row).some((value) => typeof value === "string" && value.includes(text)))),
  };
}

/** How many rows each table gained or lost, between two photographs; the guards' own books left out. */
export const gained = (before: ReturnType<typeof ledger>, after: ReturnType<typeof ledger>) =>
  Object.fromEntries(Object.entries(after.counts).map(([table, count]) => [table, count - before.count(table)] as const).filter(([table, change]) => change !== 0 && !ownBooks.includes(table) && !follows.includes(table) && table !== "event_particulars"));
