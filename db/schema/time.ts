import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { day, flag, instant } from "./columns.ts";

export const timeEntries = sqliteTable("time_entries", {
  id: text().primaryKey(),
  projectId: text().notNull(),
  clientId: text().notNull(),
  memberId: text().notNull(),
  taskId: text(),
  workedOn: day().notNull(),
  minutes: integer().notNull(),
  billable: flag().notNull(),
  note: text().notNull().default(""),
  /** The member's rate an hour when it was logged; staff only. */
  rateMinor: integer(),
  createdAt: instant().notNull(),
  /** The invoice it stands on and which line of it: reserved while that is a draft, billed from `billedAt`. */
  invoiceId: text(),
  invoiceLine: text(),
  billedAt: instant(),
});

export const timers = sqliteTable("timers", {
  memberId: text().primaryKey(),
  projectId: text().notNull(),
  clientId: text().notNull(),
  taskId: text(),
  startedAt: instant().notNull(),
  /** Null while it runs; set while it waits to be completed. */
  stoppedAt: instant(),
});
