import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Face, LinkPurpose, SessionEnd, SignInMethod } from "#app/people/viewer.ts";
import { instant } from "./columns.ts";

export const people = sqliteTable("people", {
  id: text().primaryKey(),
  email: text().notNull(),
  name: text().notNull(),
  passwordHash: text(),
  passwordSetAt: instant(),
  createdAt: instant().notNull(),
});

export const sessions = sqliteTable("sessions", {
  id: text().primaryKey(),
  face: text().$type<Face>().notNull(),
  personId: text().notNull(),
  contactId: text(),
  memberId: text(),
  method: text().$type<SignInMethod>().notNull(),
  address: text().notNull(),
  agent: text().notNull(),
  createdAt: instant().notNull(),
  lastSeenAt: instant().notNull(),
  endedAt: instant(),
  endedWhy: text().$type<SessionEnd>(),
});

export const links = sqliteTable("links", {
  id: text().primaryKey(),
  purpose: text().$type<LinkPurpose>().notNull(),
  face: text().$type<Face>().notNull(),
  personId: text().notNull(),
  contactId: text(),
  goTo: text(),
  createdAt: instant().notNull(),
  expiresAt: instant().notNull(),
  usedAt: instant(),
  cancelledAt: instant(),
});

export const attempts = sqliteTable(
  "attempts",
  { bucket: text().notNull(), windowStart: instant().notNull(), count: integer().notNull() },
  (table) => [primaryKey({ columns: [table.bucket, table.windowStart] })],
);

export const submissions = sqliteTable(
  "submissions",
  { formKey: text().notNull(), bodyHash: text().notNull(), location: text().notNull(), createdAt: instant().notNull() },
  (table) => [primaryKey({ columns: [table.formKey, table.bodyHash] })],
);

export const drafts = sqliteTable(
  "drafts",
  { personId: text().notNull(), viewerId: text().notNull(), action: text().notNull(), fields: text({ mode: "json" }).$type<Record<string, string>>().notNull(), createdAt: instant().notNull() },
  (table) => [primaryKey({ columns: [table.viewerId, table.action] })],
);

export const leases = sqliteTable("leases", { name: text().primaryKey(), holder: text().notNull(), until: instant().notNull() });
