import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { day, instant } from "./columns.ts";

export const acceptances = sqliteTable("acceptances", {
  id: text().primaryKey(),
  clientId: text().notNull(),
  projectId: text().notNull(),
  documentId: text().notNull(),
  version: integer().notNull(),
  fileId: text().notNull(),
  title: text().notNull(),
  note: text().notNull().default(""),
  policy: text().$type<"any" | "all">().notNull(),
  expiresOn: day().notNull(),
  /** HH:MM in the agency's zone; null for the end of that day. */
  expiresTime: text(),
  replaces: text(),
  requestedBy: text().notNull(),
  requestedAt: instant().notNull(),
  acceptedAt: instant(),
  withdrawnAt: instant(),
  withdrawnWhy: text().notNull().default(""),
  expiryNotedAt: instant(),
  endingNotedAt: instant(),
});

export const acceptanceContacts = sqliteTable(
  "acceptance_contacts",
  { acceptanceId: text().notNull(), clientId: text().notNull(), contactId: text().notNull(), acceptedAt: instant(), receiptId: text() },
  (table) => [primaryKey({ columns: [table.acceptanceId, table.contactId] })],
);
