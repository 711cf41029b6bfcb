import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { AskedKind } from "#app/receipts/receipt.ts";
import { flag, instant } from "./columns.ts";

export const numberSeries = sqliteTable("number_series", {
  name: text().primaryKey(),
  last: integer().notNull(),
});

export const receipts = sqliteTable("receipts", {
  id: text().primaryKey(),
  clientId: text().notNull(),
  eventSeq: integer().notNull(),
  subjectKind: text().$type<AskedKind>().notNull(),
  subjectId: text().notNull(),
  version: integer().notNull(),
  recordedBy: text().$type<"client" | "agency">().notNull(),
  contactId: text(),
  memberId: text(),
  keyId: text().notNull(),
  body: text().notNull(),
  createdAt: instant().notNull(),
});

export const questions = sqliteTable("questions", {
  id: text().primaryKey(),
  clientId: text().notNull(),
  subjectKind: text().$type<AskedKind>().notNull(),
  subjectId: text().notNull(),
  contactId: text(),
  memberId: text(),
  body: text().notNull(),
  /** A member's word that waits for one of the client. */
  awaitsReply: flag().notNull().default(false),
  createdAt: instant().notNull(),
});

export const moreTimeAsks = sqliteTable("more_time_asks", {
  id: text().primaryKey(),
  clientId: text().notNull(),
  subjectKind: text().$type<AskedKind>().notNull(),
  subjectId: text().notNull(),
  contactId: text().notNull(),
  note: text().notNull().default(""),
  askedAt: instant().notNull(),
  answeredAt: instant(),
});

export const firstViews = sqliteTable(
  "first_views",
  {
    subjectId: text().notNull(),
    version: integer().notNull(),
    contactId: text().notNull(),
    clientId: text().notNull(),
    at: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.subjectId, table.version, table.contactId] })],
);
