import { type AppLoadContext, redirect } from "@remix-run/node";
import { and, asc, eq } from "drizzle-orm";
import { type Db, db, transact } from "#db/client.server.ts";
import { downloads, files, proofPictures, roundPieces, rounds } from "#db/schema/index.ts";
import { open, sizeOf } from "#storage/files.server.ts";
import { readLink, signed } from "#app/documents/links.server.ts";
import { fileAnswer, flowing, matches } from "#app/documents/serving.server.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { NotFound } from "#app/lib/refused.ts";
import { type SignedIn, actorBehind } from "#app/people/viewer.ts";
import { type Found, deliverables, subjectOf } from "./deliverables.server.ts";

const faceOf = (viewer: SignedIn) => (viewer.kind === "contact" ? "portal" : "staff");
const pathOf = (viewer: SignedIn, id: string, file: string) => `/${faceOf(viewer)}/approvals/${id}/originals/${file}`;
/** Apart from documents: a link to one never opens the other. */
const signedAs = (id: string, file: string) => `deliverable ${id} file ${file}`;

/** A file that a round of this deliverable shows, to contacts only once the round was published. Throws NotFound. */
function shownFile(viewer: SignedIn, id: string, fileId: string, tx: Db = db) {
  const found = deliverables(viewer, tx).find(id);
  const rows = tx
    .select({ file: files, number: rounds.number })
    .from(roundPieces)
    .innerJoin(rounds, eq(rounds.id, roundPieces.roundId))
    .innerJoin(files, eq(files.id, roundPieces.fileId))
    .where(and(eq(rounds.deliverableId, id), eq(roundPieces.fileId, fileId), eq(roundPieces.clientId, found.clientId)))
    .orderBy(asc(rounds.number))
    .all();
  const shown = rows.find(({ number }) => viewer.kind === "member" || number <= found.round);
  if (!shown || shown.file.removedAt) throw new NotFound();
  return { found, file: shown.file };
}

/** A signed, short-lived address of a file's bytes, under the viewer's own face: it needs the session that asked for it. Throws NotFound. */
export function linkToOriginal(viewer: SignedIn, id: string, fileId: string): string {
  shownFile(viewer, id, fileId);
  return `${pathOf(viewer, id, fileId)}/download?${signed(viewer, signedAs(id, fileId), {})}`;
}

/**
 * Readies the file behind a signed address, as for documents: checked again in full, recorded once a link, and sent by
 * entry.server in the page's place. False where the link's time is over. Throws NotFound, Refused 403.
 */
export function answerWithOriginal(viewer: SignedIn, id: string, fileId: string, request: Request, context: AppLoadContext): boolean {
  const query = new URL(request.url).searchParams;
  const { found, file } = shownFile(viewer, id, fileId);
  if (!query.has("signature")) throw redirect(pathOf(viewer, id, fileId), 303);
  const link = readLink(viewer, signedAs(id, fileId), query);
  if (link === "expired") return false;
  context.answer = async (wanted) => {
    const answer = await fileAnswer(wanted, file, context.drained);
    try {
      if (answer.body) transact((tx) => recordDownload(tx, viewer, found, file, link.link));
      return answer;
    } catch (problem) {
      await answer.body?.cancel();
      throw problem;
    }
  };
  return true;
}

function recordDownload(tx: Db, viewer: SignedIn, found: Found, { id, name }: { id: string; name: string }, linkId: string) {
  const { changes } = tx.insert(downloads).values({ linkId, fileId: id, createdAt: now() }).onConflictDoNothing().run();
  if (changes) record(tx, actorBehind(viewer), "deliverable.file_downloaded", subjectOf(found), { file: name });
}

/**
 * A page as a picture that was made by us, after the same checks as the file itself: `?page=2`, or `?small` for lists.
 * A browser may keep it, but asks each time whether it still may show it. Throws NotFound.
 */
export async function proofAnswer(viewer: SignedIn, id: string, fileId: string, request: Request, { drained }: Pick<AppLoadContext, "drained"> = {}): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const { file } = shownFile(viewer, id, fileId);
  const picture = pictureOf(file.id, query.has("small") ? "thumbnail" : "page", Number(query.get("page") ?? 1) || 0);
  if (!picture) throw new NotFound();
  const etag = `"${picture.sha256}"`;
  const headers = new Headers({ ...always, ETag: etag });
  if (matches(request.headers.get("If-None-Match"), etag)) return new Response(null, { status: 304, headers });
  if ((await sizeOf(picture.id)) !== picture.size) throw new NotFound();
  headers.set("Content-Length", String(picture.size));
  return new Response(request.method === "HEAD" ? null : flowing(await open(picture.id), request.signal, drained), { headers });
}

/** The picture of a page of a file the viewer was found to see, or undefined while there is none. */
export const pictureOf = (fileId: string, kind: "page" | "thumbnail", page: number, tx: Db = db) =>
  tx.select().from(proofPictures).where(and(eq(proofPictures.fileId, fileId), eq(proofPictures.kind, kind), eq(proofPictures.page, page))).get();

const always = {
  "Content-Type": "image/webp",
  "Content-Disposition": "inline",
  "Content-Security-Policy": "sandbox; default-src 'none'",
  "X-Content-Type-Options": "nosniff",
  "Cache-Control": "private, no-cache, no-transform",
  Vary: "Cookie",
};
