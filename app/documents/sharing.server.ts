import { and, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { documentVersions, documents as table, files } from "#db/schema/index.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { Refused } from "#app/lib/refused.ts";
import type { Member } from "#app/people/viewer.ts";
import { touch } from "#app/projects/projects.server.ts";
import { documents, subjectOf } from "./documents.server.ts";

/** Lets the client's contacts see a document. Throws NotFound, or Refused 409 where they do. */
export function share(tx: Db, member: Member, id: string) {
  const document = documents(member, tx).find(id);
  const { changes } = tx.update(table).set({ sharedAt: now() }).where(and(eq(table.id, id), isNull(table.sharedAt), isNull(table.removedAt))).run();
  if (!changes) throw new Refused(409, `${document.name} is already shared. Nothing was recorded.`);
  touch(tx, document.projectId);
  record(tx, member, "document.shared", subjectOf(document));
  return document;
}

/** Takes a document out of the client's sight, from the next request on. Throws NotFound, or Refused 409 where it is not shared. */
export function unshare(tx: Db, member: Member, id: string) {
  const document = documents(member, tx).find(id);
  const { changes } = tx.update(table).set({ sharedAt: null }).where(and(eq(table.id, id), isNotNull(table.sharedAt))).run();
  if (!changes) throw new Refused(409, `${document.name} is not shared. Nothing was recorded.`);
  record(tx, member, "document.unshared", subjectOf(document));
  return document;
}

/** Removes a document with all its versions, for everybody. The bytes follow later: see sweep.server.ts. Throws NotFound. */
export function removeDocument(tx: Db, member: Member, id: string) {
  const document = documents(member, tx).find(id);
  tx.update(table).set({ removedAt: now() }).where(eq(table.id, id)).run();
  const fileIds = tx.select({ id: documentVersions.fileId }).from(documentVersions).where(eq(documentVersions.documentId, id));
  tx.update(files).set({ removedAt: now() }).where(inArray(files.id, fileIds)).run();
  record(tx, member, "document.removed", subjectOf(document));
  return document;
}
