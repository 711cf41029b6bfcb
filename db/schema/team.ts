import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Role } from "#app/people/viewer.ts";
import { instant } from "./columns.ts";

export const members = sqliteTable("members", {
  id: text().primaryKey(),
  personId: text().notNull(),
  name: text().notNull(),
  title: text().notNull().default(""),
  phone: text().notNull().default(""),
  role: text().$type<Role>().notNull(),
  invitedAt: instant().notNull(),
  activatedAt: instant(),
  deactivatedAt: instant(),
  lastSeenAt: instant(),
  /** What an hour is charged at, in minor units; null where nobody has said. Staff only. */
  rateMinor: integer(),
});
