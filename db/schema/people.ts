import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Face, LinkPurpose, SecondFactor, SessionEnd, SignInMethod } from "#app/people/viewer.ts";
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
  /** What was given beyond the first proof; null where nothing was asked for. */
  secondFactor: text().$type<SecondFactor>(),
});

export const secondFactors = sqliteTable("second_factors", {
  personId: text().primaryKey(),
  /** Sealed: see app/lib/keys.server.ts. */
  secret: text().notNull(),
  lastStep: integer().notNull().default(0),
  createdAt: instant().notNull(),
  confirmedAt: instant(),
});

export const recoveryCodes = sqliteTable("recovery_codes", { personId: text().notNull(), hash: text().notNull(), usedAt: instant() }, (table) => [primaryKey({ columns: [table.personId, table.hash] })]);

export const pendingSignIns = sqliteTable("pending_sign_ins", {
  id: text().primaryKey(),
  personId: text().notNull(),
  memberId: text().notNull(),
  method: text().$type<SignInMethod>().notNull(),
  goTo: text().notNull(),
  agent: text().notNull(),
  expiresAt: instant().notNull(),
  usedAt: instant(),
});

export const previews = sqliteTable("previews", {
  id: text().primaryKey(),
  sessionId: text().notNull(),
  memberId: text().notNull(),
  contactId: text().notNull(),
  clientId: text().notNull(),
  startedAt: instant().notNull(),
  endedAt: instant(),
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
  { personId: text().notNull(), viewerId: text().notNull(), action: text().notNull(), fields: text({ mode: "json" }).$type<Record<string, string | string[]>>().notNull(), createdAt: instant().notNull() },
  (table) => [primaryKey({ columns: [table.viewerId, table.action] })],
);

export const leases = sqliteTable("leases", { name: text().primaryKey(), holder: text().notNull(), until: instant().notNull() });
