import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { flag, instant } from "./columns.ts";

export const storagePlaces = sqliteTable("storage_places", {
  id: text().$type<"files">().primaryKey(),
  place: text().notNull(),
  since: instant().notNull(),
});

export const backups = sqliteTable("backups", {
  id: text().primaryKey(),
  kind: text().$type<"backup" | "rehearsal">().notNull(),
  place: text().notNull(),
  beganAt: instant().notNull(),
  done: integer().notNull().default(0),
  total: integer().notNull().default(0),
  endedAt: instant(),
  good: flag(),
  says: text().notNull().default(""),
});
