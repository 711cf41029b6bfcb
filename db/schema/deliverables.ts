import { integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { PieceSort, Policy, Verdict } from "#app/deliverables/deliverable.ts";
import { day, instant } from "./columns.ts";

export const deliverables = sqliteTable("deliverables", {
  id: text().primaryKey(),
  clientId: text().notNull(),
  projectId: text().notNull(),
  title: text().notNull(),
  roundsIncluded: integer(),
  /** The last that was published; 0 while there is only a draft. */
  round: integer().notNull().default(0),
  pinCount: integer().notNull().default(0),
  createdBy: text().notNull(),
  createdAt: instant().notNull(),
  changedAt: instant().notNull(),
});

export const rounds = sqliteTable("rounds", {
  id: text().primaryKey(),
  deliverableId: text().notNull(),
  clientId: text().notNull(),
  number: integer().notNull(),
  note: text().notNull().default(""),
  reopenedWhy: text().notNull().default(""),
  policy: text().$type<Policy>().notNull().default("any"),
  dueOn: day(),
  createdAt: instant().notNull(),
  publishedAt: instant(),
  publishedBy: text(),
  firstActedAt: instant(),
  decision: text().$type<Verdict>(),
  decidedAt: instant(),
  withdrawnAt: instant(),
  withdrawnWhy: text().notNull().default(""),
  stalledNotedAt: instant(),
});

export const roundPieces = sqliteTable("round_pieces", {
  id: text().primaryKey(),
  roundId: text().notNull(),
  clientId: text().notNull(),
  position: integer().notNull(),
  sort: text().$type<PieceSort>().notNull(),
  fileId: text(),
  url: text(),
  title: text().notNull(),
  alt: text().notNull().default(""),
});

export const roundApprovers = sqliteTable("round_approvers", { roundId: text().notNull(), clientId: text().notNull(), contactId: text().notNull() }, (table) => [primaryKey({ columns: [table.roundId, table.contactId] })]);

export const roundDecisions = sqliteTable("round_decisions", {
  id: text().primaryKey(),
  roundId: text().notNull(),
  clientId: text().notNull(),
  contactId: text(),
  memberId: text(),
  verdict: text().$type<Verdict>().notNull(),
  note: text().notNull().default(""),
  receiptId: text().notNull(),
  decidedAt: instant().notNull(),
  replacedAt: instant(),
});

export const pins = sqliteTable("pins", {
  id: text().primaryKey(),
  deliverableId: text().notNull(),
  roundId: text().notNull(),
  clientId: text().notNull(),
  number: integer().notNull(),
  pieceId: text(),
  page: integer(),
  /** Percent of the page's own width and height. */
  x: real(),
  y: real(),
  paragraph: integer(),
  contactId: text(),
  memberId: text(),
  body: text().notNull(),
  createdAt: instant().notNull(),
  settledAt: instant(),
  settledBy: text(),
});

export const pinReplies = sqliteTable("pin_replies", {
  id: text().primaryKey(),
  pinId: text().notNull(),
  clientId: text().notNull(),
  contactId: text(),
  memberId: text(),
  body: text().notNull(),
  createdAt: instant().notNull(),
});

export const proofJobs = sqliteTable("proof_jobs", {
  fileId: text().primaryKey(),
  clientId: text().notNull(),
  state: text().$type<"waiting" | "made" | "none">().notNull(),
  pages: integer(),
  nextPage: integer().notNull().default(1),
  attempts: integer().notNull().default(0),
  nextAttemptAt: instant().notNull(),
  why: text(),
});

export const proofPictures = sqliteTable("proof_pictures", {
  id: text().primaryKey(),
  fileId: text().notNull(),
  clientId: text().notNull(),
  kind: text().$type<"thumbnail" | "page">().notNull(),
  page: integer().notNull(),
  width: integer().notNull(),
  height: integer().notNull(),
  size: integer().notNull(),
  sha256: text().notNull(),
});
