import { blob, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { flag, instant } from "./columns.ts";

export const agency = sqliteTable("agency", {
  id: text().primaryKey(),
  name: text().notNull(),
  address: text().notNull().default(""),
  phone: text().notNull().default(""),
  email: text().notNull().default(""),
  timeZone: text().notNull(),
  locale: text().notNull(),
  currency: text().notNull(),
  brandColour: text().notNull(),
  showTeamMembers: flag().notNull().default(true),
  /** Members see every project, not only those they are on. */
  membersSeeAll: flag().notNull().default(false),
  secondFactorRequired: flag().notNull().default(false),
  /** Stands at the foot of every letter. */
  letterFooter: text().notNull().default(""),
  /** Days until a proposal, an acceptance expires, where nobody says otherwise. */
  proposalDays: integer().notNull().default(14),
  acceptanceDays: integer().notNull().default(7),
  /** Megabytes of one file, within what the machine's configuration allows; null for that. */
  uploadLimitMb: integer(),
  /** Who declines a proposal must say why. */
  declineNeedsReason: flag().notNull().default(false),
  /** Hours within which a client has a word of ours on what they asked. */
  ticketAnswerHours: integer().notNull().default(24),
  /** When a backup is made by itself, at which hour of the agency's day, and how many are kept. */
  backupEvery: text().$type<"never" | "daily" | "weekly">().notNull().default("daily"),
  backupHour: integer().notNull().default(3),
  backupsKept: integer().notNull().default(14),
  /** When an owner asked for one, or for a rehearsal, outside its time. */
  backupAskedAt: instant(),
  rehearsalAskedAt: instant(),
  createdAt: instant().notNull(),
});

/** The agency's marks: bytes we have written ourselves. */
export const agencyLogos = sqliteTable("agency_logos", {
  paper: text({ enum: ["light", "dark"] }).primaryKey(),
  mediaType: text({ enum: ["image/svg+xml", "image/png", "image/webp"] }).notNull(),
  bytes: blob({ mode: "buffer" }).notNull(),
  /** In pixels, as it would be drawn by itself. */
  width: integer().notNull(),
  height: integer().notNull(),
  /** Changes with the bytes. */
  version: text().notNull(),
  uploadedAt: instant().notNull(),
});
