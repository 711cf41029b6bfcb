import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Kind, Priority, Rating, Side } from "#app/tickets/ticket.ts";
import { day, instant } from "./columns.ts";

export const ticketCategories = sqliteTable("ticket_categories", {
  id: text().primaryKey(),
  kind: text().$type<Kind>().notNull(),
  name: text().notNull(),
  position: integer().notNull(),
  removedAt: instant(),
});

export const tickets = sqliteTable("tickets", {
  id: text().primaryKey(),
  clientId: text().notNull(),
  projectId: text(),
  kind: text().$type<Kind>().notNull(),
  number: integer().notNull(),
  categoryId: text().notNull(),
  subject: text().notNull(),
  wantedOn: day(),
  /** For whom it is: the contact who asked; null where a member opened it for the client as a whole. */
  contactId: text(),
  /** The member who opened it on behalf of the client. */
  openedBy: text(),
  followsId: text(),
  assigneeId: text(),
  priority: integer().$type<Priority>().notNull().default(1),
  createdAt: instant().notNull(),
  startedAt: instant(),
  firstResponseAt: instant(),
  waitingSince: instant(),
  /** Milliseconds spent waiting on the client, without the present wait. */
  waitedMs: integer().notNull().default(0),
  resolvedAt: instant(),
  resolvedBy: text().$type<Side>(),
  reopenCount: integer().notNull().default(0),
  declinedAt: instant(),
  declinedWhy: text().notNull().default(""),
  cancelledAt: instant(),
  mergedAt: instant(),
  mergedInto: text(),
  rating: integer().$type<Rating>(),
  ratingNote: text().notNull().default(""),
  ratedBy: text(),
  ratedAt: instant(),
  messageCount: integer().notNull().default(0),
  lastMessageAt: instant().notNull(),
  lastBy: text().$type<Side>().notNull(),
  /** Since when it waits as it does: for an answer, for the client, for the work. */
  turnAt: instant().notNull(),
});

export const ticketMessages = sqliteTable("ticket_messages", {
  id: text().primaryKey(),
  ticketId: text().notNull(),
  clientId: text().notNull(),
  contactId: text(),
  memberId: text(),
  body: text().notNull(),
  /** The ticket it was written on, where it came with a merge. */
  originId: text(),
  createdAt: instant().notNull(),
});

export const ticketFiles = sqliteTable(
  "ticket_files",
  {
    messageId: text().notNull(),
    clientId: text().notNull(),
    fileId: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.messageId, table.fileId] })],
);

/** What only the agency may read: asked by app/tickets/notes.server.ts alone. */
export const ticketNotes = sqliteTable("ticket_notes", {
  id: text().primaryKey(),
  ticketId: text().notNull(),
  clientId: text().notNull(),
  memberId: text().notNull(),
  body: text().notNull(),
  originId: text(),
  createdAt: instant().notNull(),
});

export const ticketFollowers = sqliteTable(
  "ticket_followers",
  {
    ticketId: text().notNull(),
    clientId: text().notNull(),
    memberId: text().notNull(),
    since: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.ticketId, table.memberId] })],
);

export const cannedReplies = sqliteTable("canned_replies", {
  id: text().primaryKey(),
  name: text().notNull(),
  body: text().notNull(),
  authorId: text().notNull(),
  createdAt: instant().notNull(),
  removedAt: instant(),
});
