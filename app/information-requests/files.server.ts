import { type AppLoadContext, redirect } from "@remix-run/node";
import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { type Db, db, transact } from "#db/client.server.ts";
import { downloads, files as fileTable, requestFiles, requestItems as items } from "#db/schema/index.ts";
import { readLink, signed } from "#app/documents/links.server.ts";
import { fileAnswer, handsOver } from "#app/documents/serving.server.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { NotFound } from "#app/lib/refused.ts";
import { type SignedIn, actorBehind } from "#app/people/viewer.ts";
import { type Found, requests, subjectOf } from "./requests.server.ts";

const faceOf = (viewer: SignedIn) => (viewer.kind === "contact" ? "portal" : "staff");
/** Where a viewer asks for a file of a request: the address that stands in pages, and leads to a signed one. */
export const requestFilePath = (viewer: SignedIn, id: string) => `/${faceOf(viewer)}/request-files/${id}`;
/** Apart from documents: a link to one never opens the other. */
const signedAs = (id: string) => `request-file ${id}`;

/** A file that was given for a request the viewer may see; of what is not submitted yet, the client's contacts alone know. Throws NotFound. */
export function requestFile(viewer: SignedIn, id: string, tx: Db = db): { request: Found; item: string; file: typeof fileTable.$inferSelect } {
  const found = tx
    .select({ file: fileTable, requestId: items.requestId, item: items.label })
    .from(requestFiles)
    .innerJoin(fileTable, eq(fileTable.id, requestFiles.fileId))
    .innerJoin(items, eq(items.id, requestFiles.itemId))
    .where(and(eq(requestFiles.fileId, id), isNull(requestFiles.removedAt), viewer.kind === "contact" && !viewer.preview ? undefined : isNotNull(requestFiles.submissionId)))
    .get();
  if (!found) throw new NotFound();
  return { request: requests(viewer, tx).find(found.requestId), item: found.item, file: found.file };
}

/** A signed, short-lived address of a file's bytes, under the viewer's own face: it needs the session that asked for it. Throws NotFound. */
export function linkToRequestFile(viewer: SignedIn, id: string): string {
  requestFile(viewer, id);
  return `${requestFilePath(viewer, id)}/download?${signed(viewer, signedAs(id), {})}`;
}

/**
 * Readies the file behind a signed address, as for documents: checked again in full, recorded once a link, and sent by
 * entry.server in the page's place. False where the link's time is over. Throws NotFound, Refused 403.
 */
export function answerWithRequestFile(viewer: SignedIn, id: string, request: Request, context: AppLoadContext): boolean {
  const query = new URL(request.url).searchParams;
  const { file, item, request: asked } = requestFile(viewer, id);
  if (!query.has("signature")) throw redirect(requestFilePath(viewer, id), 303);
  const link = readLink(viewer, signedAs(id), query);
  if (link === "expired") return false;
  context.answer = async (wanted) => {
    const answer = await fileAnswer(wanted, file, context.drained);
    try {
      if (handsOver(wanted, answer)) transact((tx) => recordDownload(tx, viewer, asked, { linkId: link.link, fileId: file.id, item, name: file.name }));
      return answer;
    } catch (problem) {
      await answer.body?.cancel();
      throw problem;
    }
  };
  return true;
}

function recordDownload(tx: Db, viewer: SignedIn, request: Found, { linkId, fileId, item, name }: { linkId: string; fileId: string; item: string; name: string }) {
  const { changes } = tx.insert(downloads).values({ linkId, fileId, createdAt: now() }).onConflictDoNothing().run();
  if (changes) record(tx, actorBehind(viewer), "request.file_downloaded", subjectOf(request), { item, file: name });
}
