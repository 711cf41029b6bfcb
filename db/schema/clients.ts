import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { day, flag, instant } from "./columns.ts";

export const clients = sqliteTable("clients", {
  id: text().primaryKey(),
  name: text().notNull(),
  address: text().notNull().default(""),
  internalNotes: text().notNull().default(""),
  lookedAfterBy: text(),
  sinceOn: day().notNull(),
  archivedAt: instant(),
  portalClosedAt: instant(),
  createdAt: instant().notNull(),
});

export const contacts = sqliteTable("contacts", {
  id: text().primaryKey(),
  clientId: text().notNull(),
  personId: text().notNull(),
  name: text().notNull(),
  role: text().notNull().default(""),
  canViewInvoices: flag().notNull(),
  canApproveWork: flag().notNull(),
  canComment: flag().notNull(),
  canSubmitRequests: flag().notNull(),
  invitedAt: instant().notNull(),
  activatedAt: instant(),
  deactivatedAt: instant(),
  lastSeenAt: instant(),
});
