import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Action } from "#app/events/all.ts";
import type { LetterKind, Particulars } from "#app/events/catalogue.ts";
import type { Face, Origin, Viewer } from "#app/people/viewer.ts";
import { flag, instant } from "./columns.ts";

export const events = sqliteTable("events", {
  seq: integer().primaryKey(),
  id: text().notNull(),
  form: integer().notNull(),
  at: instant().notNull(),
  action: text().$type<Action>().notNull(),
  actorKind: text().$type<Viewer["kind"]>().notNull(),
  actorId: text().notNull(),
  clientId: text(),
  projectId: text(),
  subjectKind: text().notNull(),
  subjectId: text().notNull(),
  commitment: text().notNull(),
  previousHash: text().notNull(),
  hash: text().notNull(),
});

export const eventParticulars = sqliteTable("event_particulars", {
  seq: integer().primaryKey(),
  salt: text().notNull(),
  particulars: text({ mode: "json" }).$type<Particulars>().notNull(),
});

export const outbox = sqliteTable("outbox", {
  id: text().primaryKey(),
  kind: text().$type<LetterKind>().notNull(),
  eventSeq: integer(),
  face: text().$type<Face>().notNull(),
  contactId: text(),
  memberId: text(),
  askedFor: text(),
  /** Where it was asked for from, until that is on record. */
  askedBy: text({ mode: "json" }).$type<Origin>(),
  goTo: text(),
  queuedAt: instant().notNull(),
  nextAttemptAt: instant().notNull(),
  attempts: integer().notNull().default(0),
  letterId: text(),
  /** One of a day’s news, which go together. */
  digest: flag().notNull().default(false),
  sentAt: instant(),
  droppedAt: instant(),
  droppedWhy: text(),
  gaveUpAt: instant(),
  lastError: text(),
});

/** How far the chain was verified, by each way of going through it. */
export const chainChecks = sqliteTable("chain_checks", {
  pass: text().$type<"follow" | "whole">().primaryKey(),
  beganAt: instant().notNull(),
  seq: integer().notNull(),
  hash: text().notNull(),
  at: instant().notNull(),
  underWay: flag().notNull(),
  endedAt: instant(),
  endedSeq: integer(),
  brokenSeq: integer(),
  brokenWhy: text(),
});
