import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { flag, instant } from "./columns.ts";

export const agency = sqliteTable("agency", {
  id: text().primaryKey(),
  name: text().notNull(),
  address: text().notNull().default(""),
  phone: text().notNull().default(""),
  email: text().notNull().default(""),
  timeZone: text().notNull(),
  locale: text().notNull(),
  currency: text().notNull(),
  brandColour: text().notNull(),
  logo: text(),
  logoDark: text(),
  showTeamMembers: flag().notNull().default(true),
  createdAt: instant().notNull(),
});
