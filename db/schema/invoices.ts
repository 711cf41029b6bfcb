import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Content, Method, TaxPart } from "#app/invoices/invoice.ts";
import { day, flag, instant } from "./columns.ts";

export const billing = sqliteTable("billing", {
  id: text().primaryKey(),
  invoicePrefix: text().notNull().default("INV-"),
  creditPrefix: text().notNull().default("CN-"),
  digits: integer().notNull().default(4),
  yearly: flag().notNull().default(false),
  termsDays: integer().notNull().default(30),
  pricesInclude: flag().notNull().default(false),
  taxNumber: text().notNull().default(""),
  terms: text().notNull().default(""),
  note: text().notNull().default(""),
});

export const taxes = sqliteTable("taxes", {
  id: text().primaryKey(),
  name: text().notNull(),
  parts: text({ mode: "json" }).$type<TaxPart[]>().notNull(),
  note: text().notNull().default(""),
  position: integer().notNull(),
  createdAt: instant().notNull(),
  retiredAt: instant(),
});

export const bankDetails = sqliteTable("bank_details", {
  id: text().primaryKey(),
  /** Empty for every currency without details of its own. */
  currency: text().notNull().default(""),
  holder: text().notNull(),
  bank: text().notNull().default(""),
  iban: text().notNull().default(""),
  bic: text().notNull().default(""),
  routing: text().notNull().default(""),
  account: text().notNull().default(""),
  proposedBy: text().notNull(),
  proposedAt: instant().notNull(),
  /** In a firm of one: from when they hold by themselves. */
  holdsFrom: instant(),
  confirmedBy: text(),
  confirmedAt: instant(),
  withdrawnAt: instant(),
  announcedAt: instant(),
});

export const clientBilling = sqliteTable("client_billing", {
  clientId: text().primaryKey(),
  name: text().notNull().default(""),
  address: text().notNull().default(""),
  taxNumber: text().notNull().default(""),
  currency: text(),
  locale: text(),
  termsDays: integer(),
  taxId: text(),
});

export const invoices = sqliteTable("invoices", {
  id: text().primaryKey(),
  clientId: text().notNull(),
  projectId: text(),
  number: text(),
  content: text({ mode: "json" }).$type<Content>().notNull(),
  currency: text().notNull(),
  issuedOn: day(),
  dueOn: day(),
  payLink: text().notNull().default(""),
  authorId: text().notNull(),
  createdAt: instant().notNull(),
  changedAt: instant().notNull(),
  /** Canonical JSON, kept as text: its SHA-256 is of these bytes. */
  snapshot: text(),
  sha256: text(),
  /** In minor units, as `paid` and `credited`. */
  total: integer(),
  sentBy: text(),
  sentAt: instant(),
  firstViewedAt: instant(),
  paid: integer().notNull().default(0),
  credited: integer().notNull().default(0),
  voidedAt: instant(),
  voidReason: text().notNull().default(""),
  writtenOffAt: instant(),
  /** Set while a dispute is open. */
  disputedAt: instant(),
  overdueNotedAt: instant(),
});

export const invoicePayments = sqliteTable("invoice_payments", {
  id: text().primaryKey(),
  invoiceId: text().notNull(),
  clientId: text().notNull(),
  amount: integer().notNull(),
  method: text().$type<Method | "credit">().notNull(),
  reference: text().notNull().default(""),
  paidOn: day().notNull(),
  reverses: text(),
  reason: text().notNull().default(""),
  recordedBy: text().notNull(),
  recordedAt: instant().notNull(),
});

export const creditNotes = sqliteTable("credit_notes", {
  id: text().primaryKey(),
  invoiceId: text().notNull(),
  clientId: text().notNull(),
  number: text().notNull(),
  reason: text().notNull(),
  issuedOn: day().notNull(),
  snapshot: text().notNull(),
  sha256: text().notNull(),
  total: integer().notNull(),
  issuedBy: text().notNull(),
  issuedAt: instant().notNull(),
});

export const writeOffs = sqliteTable("write_offs", {
  id: text().primaryKey(),
  invoiceId: text().notNull(),
  clientId: text().notNull(),
  amount: integer().notNull(),
  reason: text().notNull(),
  writtenBy: text().notNull(),
  writtenOn: day().notNull(),
  writtenAt: instant().notNull(),
  reopenedOn: day(),
});

export const invoiceDisputes = sqliteTable("invoice_disputes", {
  id: text().primaryKey(),
  invoiceId: text().notNull(),
  clientId: text().notNull(),
  contactId: text().notNull(),
  reason: text().notNull(),
  disputedAt: instant().notNull(),
  settledBy: text(),
  settledAt: instant(),
  outcome: text().notNull().default(""),
});

export const creditRefunds = sqliteTable("credit_refunds", {
  id: text().primaryKey(),
  clientId: text().notNull(),
  currency: text().notNull(),
  amount: integer().notNull(),
  method: text().$type<Method>().notNull(),
  reference: text().notNull().default(""),
  refundedOn: day().notNull(),
  recordedBy: text().notNull(),
  recordedAt: instant().notNull(),
});

export const invoiceSources = sqliteTable(
  "invoice_sources",
  { proposalId: text().notNull(), part: text().notNull(), clientId: text().notNull(), invoiceId: text().notNull(), lineId: text().notNull() },
  (table) => [primaryKey({ columns: [table.proposalId, table.part] })],
);
