import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { instant } from "./columns.ts";

export const comments = sqliteTable("comments", {
  id: text().primaryKey(),
  projectId: text().notNull(),
  clientId: text().notNull(),
  contactId: text(),
  memberId: text(),
  body: text().notNull(),
  createdAt: instant().notNull(),
});
