import { and, desc, eq } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { documentVersions, files, members } from "#db/schema/index.ts";
import type { Member, Viewer } from "#app/people/viewer.ts";
import { documents } from "./documents.server.ts";

/** Every version of a document, newest first. For members. Throws NotFound. */
export function versionsOf(member: Member, id: string, tx: Db = db) {
  const document = documents(member, tx).find(id);
  return tx
    .select({ version: documentVersions.version, name: files.name, size: files.size, sha256: files.sha256, uploadedAt: documentVersions.createdAt, uploadedBy: members.name, note: documentVersions.note })
    .from(documentVersions)
    .innerJoin(files, eq(files.id, documentVersions.fileId))
    .innerJoin(members, eq(members.id, documentVersions.uploadedBy))
    .where(eq(documentVersions.documentId, document.id))
    .orderBy(desc(documentVersions.version))
    .all();
}

/** What was said to have changed with the current version; empty where nothing was. Throws NotFound. */
export function currentNote(viewer: Viewer, id: string, tx: Db = db): string {
  const { version } = documents(viewer, tx).find(id);
  return tx.select({ note: documentVersions.note }).from(documentVersions).where(and(eq(documentVersions.documentId, id), eq(documentVersions.version, version))).get()?.note ?? "";
}
