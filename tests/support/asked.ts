import type Sqlite from "better-sqlite3";
import { db } from "#db/client.server.ts";

/** What the database was asked since `noteAsked`: each statement, each time drizzle asked for it. */
export const asked: { sql: string }[] = [];

let noteNoMoreNow = () => {};

/** Writes down from now on what the database is asked: begun anew after each fresh story. */
export function noteAsked() {
  asked.length = 0;
  // Drizzle's own connection, which keeps statements: below it a second asking is not seen.
  const client = (db as unknown as { $client: Sqlite.Database }).$client;
  const { prepare } = client;
  client.prepare = ((sql: string) => {
    asked.push({ sql });
    return prepare(sql);
  }) as typeof prepare;
  noteNoMoreNow = () => void (client.prepare = prepare);
}
export const noteNoMore = () => noteNoMoreNow();
