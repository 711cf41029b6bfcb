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
export const kept = <T>(read: () => T): (() => T) => keptBy(() => "", read);

/** As `kept`, for each of whatever it is asked about: `keyOf` tells them apart, and with them all else the answer hangs on but the database, the time for one. Nobody changes what they are given. */
export function keptBy<Given extends unknown[], T>(keyOf: (...given: Given) => string, read: (...given: Given) => T): (...given: Given) => T {
  const held = new WeakMap<Sqlite.Database, { own: number; others: number; values: Map<string, T> }>();
  return (...given) => {
    if (sqlite.inTransaction) return read(...given);
    const { own, others } = writes();
    let found = held.get(sqlite);
    if (!found || found.own !== own || found.others !== others) held.set(sqlite, (found = { own, others, values: new Map() }));
    const key = keyOf(...given);
    if (!found.values.has(key)) found.values.set(key, read(...given));
    return found.values.get(key)!;
  };
}
