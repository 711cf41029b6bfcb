import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { flag, instant } from "./columns.ts";

export const comments = sqliteTable("comments", {
  id: text().primaryKey(),
  projectId: text().notNull(),
  clientId: text().notNull(),
  contactId: text(),
  memberId: text(),
  body: text().notNull(),
  /** A member's word that waits for one of the client. */
  awaitsReply: flag().notNull().default(false),
  createdAt: instant().notNull(),
});
