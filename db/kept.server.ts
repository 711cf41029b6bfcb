import type Sqlite from "better-sqlite3";
import { sqlite } from "./client.server.ts";

const asked = new WeakMap<Sqlite.Database, { own: Sqlite.Statement; others: Sqlite.Statement }>();

/** Two counts that change with every write: this connection's rows, and the commits of every other. */
function writes() {
  let statements = asked.get(sqlite);
  if (!statements) asked.set(sqlite, (statements = { own: sqlite.prepare("SELECT total_changes()").pluck(), others: sqlite.prepare("PRAGMA data_version").pluck() }));
  return { own: statements.own.get() as number, others: statements.others.get() as number };
}

/**
 * Reads something once and keeps it until anybody writes to the database, in this process or another: for what every
 * request asks several times. Inside a transaction it is read each time, since what was written there may be undone.
 */
export function kept<T>(read: () => T): () => T {
  const held = new WeakMap<Sqlite.Database, { own: number; others: number; value: T }>();
  return () => {
    if (sqlite.inTransaction) return read();
    const { own, others } = writes();
    const found = held.get(sqlite);
    if (found && found.own === own && found.others === others) return found.value;
    const value = read();
    held.set(sqlite, { own, others, value });
    return value;
  };
}
