import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { files as fileTable, requestFiles } from "#db/schema/index.ts";
import { now } from "#app/lib/clock.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import type { Contact } from "#app/people/viewer.ts";
import { MOST_FILES } from "./answer.ts";
import { answerable, itemIn, requireOpen, takesFiles } from "./answering.server.ts";
import { itemOf, looseFilesOf } from "./requests.server.ts";

/** Adds files that arrived to an item, to be submitted with it. Throws NotFound, Refused 409 where it is accepted or waived, 422 where it takes one, or none. */
export function addFiles(tx: Db, contact: Contact, requestId: string, itemId: string, received: { key: string; name: string; size: number; sha256: string }[]) {
  const request = answerable(tx, contact, requestId);
  const item = itemIn(request, itemId);
  requireOpen(item, "submit");
  if (!takesFiles(item)) throw new Refused(422, "This item takes no files", { field: "files" });
  const all = received.length + looseFilesOf({ items: [item], clientId: request.clientId }, tx).length;
  if (item.type === "file" && all > 1) throw new Refused(422, "This item takes one file. Remove the other first", { field: "files" });
  if (all > MOST_FILES) throw new Refused(422, `This item takes ${MOST_FILES} files. Remove some first, or send them as a zip`, { field: "files" });
  for (const { key, name, size, sha256 } of received) {
    tx.insert(fileTable).values({ id: key, clientId: request.clientId, name, size, sha256, createdAt: now() }).run();
    tx.insert(requestFiles).values({ itemId, clientId: request.clientId, fileId: key, contactId: contact.id, createdAt: now() }).run();
  }
}

/** Takes a file out again that was not submitted yet. Gives its name. Throws NotFound, Refused 409. */
export function removeFile(tx: Db, contact: Contact, requestId: string, itemId: string, fileId: string): string {
  const { item } = itemOf(contact, requestId, itemId, tx);
  const theirs = and(eq(requestFiles.itemId, item.id), eq(requestFiles.fileId, fileId));
  const found = tx.select({ name: fileTable.name }).from(requestFiles).innerJoin(fileTable, eq(fileTable.id, requestFiles.fileId)).where(theirs).get();
  if (!found) throw new NotFound();
  answerable(tx, contact, requestId);
  const { changes } = tx.update(requestFiles).set({ removedAt: now() }).where(and(theirs, isNull(requestFiles.submissionId), isNull(requestFiles.removedAt))).run();
  if (!changes) throw new Refused(409, "This file was submitted or removed already. Nothing was recorded.");
  tx.update(fileTable).set({ removedAt: now() }).where(eq(fileTable.id, fileId)).run();
  return found.name;
}
