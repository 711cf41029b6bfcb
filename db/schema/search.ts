import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { flag, instant } from "./columns.ts";

/** Kept by triggers as the views `searchable_…` say; written by nothing else. `scope` and the index beside it are the database's own. */
export const searchEntries = sqliteTable("search_entries", {
  id: integer().primaryKey(),
  kind: text().notNull(),
  subjectId: text().notNull(),
  clientId: text(),
  projectId: text(),
  forPortal: flag().notNull(),
  title: text().notNull(),
  body: text().notNull(),
  at: instant().notNull(),
});
