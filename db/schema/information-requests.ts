import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Answer, ItemType, TemplateContent } from "#app/information-requests/request.ts";
import { day, flag, instant } from "./columns.ts";

export const informationRequests = sqliteTable("information_requests", {
  id: text().primaryKey(),
  clientId: text().notNull(),
  projectId: text(),
  number: integer(),
  title: text().notNull(),
  intro: text().notNull().default(""),
  dueOn: day(),
  authorId: text().notNull(),
  sentAt: instant(),
  cancelledAt: instant(),
  cancelledWhy: text().notNull().default(""),
  remindedAt: instant(),
  createdAt: instant().notNull(),
});

export const requestItems = sqliteTable("request_items", {
  id: text().primaryKey(),
  requestId: text().notNull(),
  clientId: text().notNull(),
  position: integer().notNull(),
  label: text().notNull(),
  help: text().notNull().default(""),
  type: text().$type<ItemType>().notNull(),
  options: text({ mode: "json" }).$type<string[]>().notNull().default([]),
  required: flag().notNull(),
  dueOn: day(),
  waivedAt: instant(),
  waivedWhy: text().notNull().default(""),
  createdAt: instant().notNull(),
});

export const requestSubmissions = sqliteTable("request_submissions", {
  id: text().primaryKey(),
  itemId: text().notNull(),
  clientId: text().notNull(),
  number: integer().notNull(),
  contactId: text().notNull(),
  /** Null for "we don't have this", with its note. */
  answer: text({ mode: "json" }).$type<Answer>(),
  note: text().notNull().default(""),
  submittedAt: instant().notNull(),
  acceptedAt: instant(),
  rejectedAt: instant(),
  reviewedBy: text(),
  reason: text().notNull().default(""),
});

export const requestDrafts = sqliteTable("request_drafts", {
  itemId: text().primaryKey(),
  clientId: text().notNull(),
  answer: text({ mode: "json" }).$type<Answer>().notNull(),
  /** Counts up with each save, so that the second of two who write at once is told. */
  edition: integer().notNull(),
  contactId: text().notNull(),
  savedAt: instant().notNull(),
});

export const requestFiles = sqliteTable(
  "request_files",
  {
    itemId: text().notNull(),
    clientId: text().notNull(),
    fileId: text().notNull(),
    submissionId: text(),
    contactId: text().notNull(),
    createdAt: instant().notNull(),
    removedAt: instant(),
  },
  (table) => [primaryKey({ columns: [table.itemId, table.fileId] })],
);

export const requestTemplates = sqliteTable("request_templates", {
  id: text().primaryKey(),
  name: text().notNull(),
  content: text({ mode: "json" }).$type<TemplateContent>().notNull(),
  authorId: text().notNull(),
  createdAt: instant().notNull(),
  removedAt: instant(),
});
