import type Sqlite from "better-sqlite3";
import { type BetterSQLite3Database, drizzle } from "drizzle-orm/better-sqlite3";
import { Database } from "./driver.server.ts";
import * as schema from "./schema/index.ts";

export type Db = BetterSQLite3Database<typeof schema>;

/** The one connection of this process. Bound by `open`; a live binding, so that tests can begin anew. */
export let db: Db;
export let sqlite: Sqlite.Database;

/**
 * Opens the database file (or ":memory:", or a serialized copy) and makes it this process's connection.
 * Durability: WAL with synchronous FULL, so an acknowledged act survives a power cut.
 */
export function open(source: string | Buffer): Sqlite.Database {
  sqlite = new Database(source);
  sqlite.pragma("journal_mode = WAL");
  sqlite.pragma("synchronous = FULL");
  sqlite.pragma("foreign_keys = ON");
  sqlite.pragma("busy_timeout = 5000");
  // With sqlite_stat4 better-sqlite3's build prepares bound statements again at each run; a limit keeps it from being written.
  sqlite.pragma("analysis_limit = 400");
  db = drizzle(keeping(sqlite), { schema, casing: "snake_case" });
  return sqlite;
}

/** Statements kept compiled: a page asks some thirty, all pages together some hundreds. */
const KEPT = 400;

/** The same connection for drizzle, which writes each query anew: what it wrote before is not compiled again. */
function keeping(sqlite: Sqlite.Database): Sqlite.Database {
  const kept = new Map<string, Sqlite.Statement>();
  const prepare = (text: string) => {
    const found = kept.get(text) ?? sqlite.prepare(text);
    // The one asked last stands last; the one not asked for longest goes.
    kept.delete(text);
    kept.set(text, found);
    if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
    return found.reader ? found.raw(false) : found;
  };
  return Object.assign(Object.create(sqlite) as Sqlite.Database, { prepare });
}

type Settled<T> = T extends PromiseLike<unknown> ? never : T;

/**
 * One act, one transaction: BEGIN IMMEDIATE, so that what the deed reads cannot change before it writes.
 * Synchronous by type and at run time: what follows an `await` would write outside.
 */
export function transact<T>(deed: (tx: Db) => Settled<T>): T {
  return sqlite
    .transaction(() => {
      const result = deed(db);
      if (result instanceof Promise) throw new TypeError("A transaction is synchronous: prepare first, then act.");
      return result as T;
    })
    .immediate();
}

/** Prepares a statement once per connection: `const byId = prepared((db) => db.select()….prepare())`, then `byId().get({ id })`. */
export function prepared<S>(make: (db: Db) => S): () => S {
  const made = new WeakMap<Db, S>();
  return () => {
    let statement = made.get(db);
    if (!statement) made.set(db, (statement = make(db)));
    return statement;
  };
}
