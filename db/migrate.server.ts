import type Database from "better-sqlite3";

export interface Migration {
  /** 1-based; also the database's user_version once it has run. */
  version: number;
  name: string;
  sql: string;
}

// Bundled as text, so that the build stands alone.
const bundled = import.meta.glob<string>("./migrations/*.sql", { query: "?raw", import: "default", eager: true });

export const migrations: Migration[] = Object.entries(bundled)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([path, sql], index) => ({ version: index + 1, name: path.replace(/^.*\/|\.sql$/g, ""), sql }));

/**
 * Brings the database to the code's version: a backup of the file first, then each migration in a transaction of its
 * own with foreign keys off and checked before it commits. Refuses a database newer than the code. Gives what ran.
 */
export function migrate(sqlite: Database.Database, options: { all?: Migration[]; backup?: (from: number) => void } = {}): Migration[] {
  const all = options.all ?? migrations;
  const version = () => sqlite.pragma("user_version", { simple: true }) as number;
  if (version() > all.length)
    throw new Error(`This database was written by a newer Parlour (its version is ${version()}, this one knows ${all.length}). Start that version, or restore a backup.`);
  const ran: Migration[] = [];
  sqlite.pragma("foreign_keys = OFF");
  try {
    for (const migration of all.filter(({ version: wanted }) => wanted > version())) {
      if (version() > 0) options.backup?.(version());
      sqlite
        .transaction(() => {
          // Another process that starts at the same moment may have been first.
          if (version() >= migration.version) return;
          sqlite.exec(migration.sql);
          const broken = sqlite.pragma("foreign_key_check") as unknown[];
          if (broken.length) throw new Error(`Migration ${migration.name} would leave ${broken.length} rows without their parents. Nothing was changed.`);
          sqlite.pragma(`user_version = ${migration.version}`);
          ran.push(migration);
        })
        .immediate();
    }
  } finally {
    sqlite.pragma("foreign_keys = ON");
  }
  return ran;
}
