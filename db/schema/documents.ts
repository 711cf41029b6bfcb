import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { PictureKind } from "#app/pictures/picture.ts";
import { instant } from "./columns.ts";

export const files = sqliteTable("files", {
  id: text().primaryKey(),
  clientId: text().notNull(),
  name: text().notNull(),
  size: integer().notNull(),
  sha256: text().notNull(),
  createdAt: instant().notNull(),
  removedAt: instant(),
});

export const documents = sqliteTable("documents", {
  id: text().primaryKey(),
  projectId: text().notNull(),
  clientId: text().notNull(),
  name: text().notNull(),
  label: text(),
  version: integer().notNull(),
  size: integer().notNull(),
  uploadedAt: instant().notNull(),
  sharedAt: instant(),
  removedAt: instant(),
  createdAt: instant().notNull(),
});

export const documentVersions = sqliteTable(
  "document_versions",
  {
    documentId: text().notNull(),
    clientId: text().notNull(),
    version: integer().notNull(),
    fileId: text().notNull(),
    uploadedBy: text().notNull(),
    note: text().notNull().default(""),
    createdAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.documentId, table.version] })],
);

export const downloads = sqliteTable("downloads", { linkId: text().primaryKey(), fileId: text().notNull(), createdAt: instant().notNull() });

export const pictureJobs = sqliteTable("picture_jobs", {
  fileId: text().primaryKey(),
  clientId: text().notNull(),
  state: text().$type<"waiting" | "made" | "none">().notNull(),
  attempts: integer().notNull().default(0),
  nextAttemptAt: instant().notNull(),
  pages: integer(),
  why: text(),
});

export const pictures = sqliteTable("pictures", {
  id: text().primaryKey(),
  fileId: text().notNull(),
  clientId: text().notNull(),
  kind: text().$type<PictureKind>().notNull(),
  width: integer().notNull(),
  height: integer().notNull(),
  size: integer().notNull(),
  sha256: text().notNull(),
});
