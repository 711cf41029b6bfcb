import { migrate, migrations } from "#db/migrate.server.ts";
import { Database } from "#db/driver.server.ts";

// Migrates DATABASE, and dies in the middle of the migration after AFTER: when all of it has run, and nothing is committed.
const sqlite = new Database(process.env.DATABASE!);
sqlite.pragma("journal_mode = WAL");
sqlite.function("die", () => {
  process.kill(process.pid, "SIGKILL");
  return null;
});
const victim = Number(process.env.AFTER) + 1;
migrate(sqlite, { all: migrations.map((migration) => (migration.version === victim ? { ...migration, sql: `${migration.sql}\n;SELECT die();` } : migration)) });
