import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { clients, contacts, documentVersions, files, members } from "#db/schema/index.ts";
import { admitsContacts } from "#app/people/sessions.server.ts";
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

/** The contacts who see a document on the portal now; nobody while it is not shared. For members. Throws NotFound. */
export function seenBy(member: Member, id: string, tx: Db = db) {
  const document = documents(member, tx).find(id);
  if (!document.sharedAt) return [];
  return tx
    .select({ id: contacts.id, name: contacts.name, role: contacts.role })
    .from(contacts)
    .innerJoin(clients, eq(clients.id, contacts.clientId))
    .where(and(eq(contacts.clientId, document.clientId), isNull(contacts.deactivatedAt), admitsContacts))
    .orderBy(asc(contacts.name))
    .all();
}

/** What was said to have changed with the current version; empty where nothing was. Throws NotFound. */
export function currentNote(viewer: Viewer, id: string, tx: Db = db): string {
  const { version } = documents(viewer, tx).find(id);
  return tx.select({ note: documentVersions.note }).from(documentVersions).where(and(eq(documentVersions.documentId, id), eq(documentVersions.version, version))).get()?.note ?? "";
}
