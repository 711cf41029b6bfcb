import { and, count, eq, inArray, isNull } from "drizzle-orm";
import type { z } from "zod";
import { type Db, db } from "#db/client.server.ts";
import { documentVersions, documents as table, files, pictureJobs } from "#db/schema/index.ts";
import type { Subject } from "#app/events/catalogue.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/id.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import type { Member, Viewer } from "#app/people/viewer.ts";
import { projects, touch } from "#app/projects/projects.server.ts";
import { type Order, endingOf, stemOf } from "./document.ts";
import type { UploadForm } from "./forms.server.ts";
import { type DocumentFilter, chosen, counted, filesOf, readyFor, visibleTo } from "./listing.server.ts";
import { asUsed } from "./spelling.server.ts";
import type { Received } from "./uploads.server.ts";

export type Document = typeof table.$inferSelect;

export type { DocumentFilter };
export { visibleTo };

type Slice = { limit: number; offset: number };

/** The documents a viewer may see, newest first unless said otherwise. */
export const documents = (viewer: Viewer, tx: Db = db) => ({
  page({ limit, offset }: Slice, filter: DocumentFilter = {}, order: Order = "newest") {
    const ready = order === "newest" && readyFor(viewer, filter);
    return ready ? ready.page().all({ ...ready.given, limit, offset }) : chosen(tx, viewer, filter, order).limit(limit).offset(offset).all();
  },
  count(filter: DocumentFilter = {}): number {
    const ready = readyFor(viewer, filter);
    return (ready ? ready.count().get(ready.given) : counted(tx, viewer, filter).get())!.total;
  },
  /** The current file of every one of them: for a zip. */
  files: (filter: DocumentFilter = {}) => filesOf(tx, viewer, filter).all(),
  /** One document. Throws NotFound. */
  find(id: string): Document {
    const found = tx.select().from(table).where(and(visibleTo(viewer), eq(table.id, id))).get();
    if (!found) throw new NotFound();
    return found;
  },
  /** The file of one version, or of the current one. Throws NotFound. */
  file(id: string, version?: number) {
    const document = this.find(id);
    const found = tx
      .select({ file: files, version: documentVersions.version })
      .from(documentVersions)
      .innerJoin(files, eq(files.id, documentVersions.fileId))
      .where(and(eq(documentVersions.documentId, id), eq(documentVersions.version, version ?? document.version), isNull(files.removedAt)))
      .get();
    if (!found) throw new NotFound();
    // The newest goes by the name it is shown under; an earlier one by its own.
    return { document, version: found.version, file: found.version === document.version ? { ...found.file, name: document.name } : found.file };
  },
});

/** How many documents a viewer may see in each of these projects; a project without any is absent. */
export function documentCounts(viewer: Viewer, projectIds: string[], tx: Db = db): Record<string, number> {
  if (projectIds.length === 0) return {};
  const counted = tx.select({ projectId: table.projectId, all: count() }).from(table).where(and(inArray(table.projectId, projectIds), visibleTo(viewer))).groupBy(table.projectId).all();
  return Object.fromEntries(counted.map(({ projectId, all }) => [projectId, all]));
}

/** What is said to have happened to a document, and where. */
export const subjectOf = ({ id, clientId, projectId, name }: Pick<Document, "id" | "clientId" | "projectId" | "name">): Subject => ({ kind: "document", id, clientId, projectId, title: name });

/** Adds files that arrived to a project, each a document of its own, shared at once or not. Gives their ids. Throws NotFound. */
export function upload(tx: Db, member: Member, projectId: string, { share: shared, label = "" }: z.input<typeof UploadForm>, received: Received[]): string[] {
  const { clientId } = projects(member, tx).find(projectId);
  const at = now();
  const added = received.map((file) => {
    const document = { id: newId(), projectId, clientId, name: file.name, label: asUsed(tx, projectId, label), version: 1, size: file.size, uploadedAt: at, sharedAt: shared ? at : null, createdAt: at };
    tx.insert(table).values(document).run();
    keepVersion(tx, member, document, file);
    record(tx, member, "document.uploaded", subjectOf(document));
    if (shared) record(tx, member, "document.shared", subjectOf(document));
    return document.id;
  });
  if (shared) touch(tx, projectId);
  return added;
}

/** Writes that a file is this version's. The row comes after the bytes: it never points at nothing. */
function keepVersion(tx: Db, member: Member, { id, clientId, version }: Pick<Document, "id" | "clientId" | "version">, { key, name, size, sha256 }: Received, note = "") {
  tx.insert(files).values({ id: key, clientId, name, size, sha256, createdAt: now() }).run();
  tx.insert(documentVersions).values({ documentId: id, clientId, version, fileId: key, uploadedBy: member.id, note, createdAt: now() }).run();
  tx.insert(pictureJobs).values({ fileId: key, clientId, state: "waiting", nextAttemptAt: now() }).run();
}

/**
 * Puts a new version in the place of the one the member saw, with a note of what changed; earlier ones stay for staff.
 * Contacts are told only where the document is shared. It takes the file's name, unless somebody had chosen another.
 * Throws NotFound, or Refused 409 where somebody else was first.
 */
export function addVersion(tx: Db, member: Member, id: string, seen: number, file: Received, note = "") {
  const before = documents(member, tx).find(id);
  if (before.version !== seen) throw new Refused(409, `Replaced by version ${before.version} meanwhile. Nothing was recorded. Look at it first, then upload yours again.`);
  const given = tx.select({ name: files.name }).from(documentVersions).innerJoin(files, eq(files.id, documentVersions.fileId)).where(and(eq(documentVersions.documentId, id), eq(documentVersions.version, seen))).get();
  const isChosen = given !== undefined && given.name !== before.name;
  const document = { ...before, name: isChosen ? stemOf(before.name) + endingOf(file.name) : file.name, version: seen + 1, size: file.size, uploadedAt: now() };
  tx.update(table).set({ name: document.name, version: document.version, size: document.size, uploadedAt: document.uploadedAt }).where(eq(table.id, id)).run();
  keepVersion(tx, member, document, file, note);
  if (document.sharedAt) touch(tx, document.projectId);
  record(tx, member, "document.replaced", subjectOf(document), { version: document.version }, document.sharedAt ? {} : { tells: "no one" });
  return document;
}
