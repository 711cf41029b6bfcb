import { sqlite } from "#db/client.server.ts";

/** What the database was asked since `noteAsked`, each statement as it was prepared. */
export const asked: { sql: string }[] = [];

/** Writes down from now on what the database is asked: begun anew after each fresh story. */
export function noteAsked() {
  asked.length = 0;
  const prepare = sqlite.prepare.bind(sqlite);
  sqlite.prepare = ((sql: string) => {
    asked.push({ sql });
    return prepare(sql);
  }) as typeof sqlite.prepare;
}
export const noteNoMore = () => void delete (sqlite as { prepare?: unknown }).prepare;
