import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Chosen, Content } from "#app/proposals/proposal.ts";
import { day, instant } from "./columns.ts";

export const proposals = sqliteTable("proposals", {
  id: text().primaryKey(),
  clientId: text().notNull(),
  number: integer(),
  title: text().notNull(),
  content: text({ mode: "json" }).$type<Content>().notNull(),
  currency: text().notNull(),
  expiresOn: day(),
  /** The newest that was sent; 0 while it is a draft. */
  version: integer().notNull().default(0),
  authorId: text().notNull(),
  projectId: text(),
  changedAt: instant().notNull(),
  createdAt: instant().notNull(),
});

export const proposalVersions = sqliteTable(
  "proposal_versions",
  {
    proposalId: text().notNull(),
    clientId: text().notNull(),
    version: integer().notNull(),
    /** Canonical JSON, kept as text: its SHA-256 is of these bytes. */
    snapshot: text().notNull(),
    sha256: text().notNull(),
    expiresOn: day().notNull(),
    sentBy: text().notNull(),
    sentAt: instant().notNull(),
    supersededAt: instant(),
    withdrawnAt: instant(),
    expiryNotedAt: instant(),
    endingNotedAt: instant(),
    decision: text().$type<"accepted" | "declined">(),
    decidedAt: instant(),
    chosen: text({ mode: "json" }).$type<Chosen>(),
    reason: text().notNull().default(""),
    receiptId: text(),
  },
  (table) => [primaryKey({ columns: [table.proposalId, table.version] })],
);

export const proposalRecipients = sqliteTable(
  "proposal_recipients",
  { proposalId: text().notNull(), clientId: text().notNull(), contactId: text().notNull() },
  (table) => [primaryKey({ columns: [table.proposalId, table.contactId] })],
);

export const proposalFiles = sqliteTable(
  "proposal_files",
  { proposalId: text().notNull(), clientId: text().notNull(), fileId: text().notNull(), position: integer().notNull(), removedAt: instant() },
  (table) => [primaryKey({ columns: [table.proposalId, table.fileId] })],
);

export const proposalTemplates = sqliteTable("proposal_templates", {
  id: text().primaryKey(),
  name: text().notNull(),
  content: text({ mode: "json" }).$type<Content>().notNull(),
  currency: text().notNull(),
  authorId: text().notNull(),
  createdAt: instant().notNull(),
  removedAt: instant(),
});
