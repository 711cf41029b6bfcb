import { type AppLoadContext, redirect } from "@remix-run/node";
import { type Db, transact } from "#db/client.server.ts";
import { downloads } from "#db/schema/index.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { type SignedIn, actorBehind } from "#app/people/viewer.ts";
import { type Document, documents } from "./documents.server.ts";
import { filePath, readLink } from "./links.server.ts";
import { fileAnswer, handsOver } from "./serving.server.ts";

/**
 * Readies the file behind a signed address: checked again in full, and sent by entry.server in the page's place. False
 * where the link's time is over. Throws NotFound, Refused 403, and for an address without a signature the way to a new one.
 */
export function answerWithFile(viewer: SignedIn, id: string, request: Request, context: AppLoadContext): boolean {
  const query = new URL(request.url).searchParams;
  documents(viewer).find(id);
  if (!query.has("signature")) throw redirect(filePath(viewer, id), 303);
  const found = readLink(viewer, id, query);
  if (found === "expired") return false;
  const { document, file, version } = documents(viewer).file(id, found.version);
  context.answer = async (asked) => {
    const answer = await fileAnswer(asked, file, context.drained);
    try {
      if (handsOver(asked, answer)) transact((tx) => recordDownload(tx, viewer, document, { link: found.link, fileId: file.id, version }));
      return answer;
    } catch (problem) {
      await answer.body?.cancel();
      throw problem;
    }
  };
  return true;
}

/** A download is one, however often its link is resumed. `zip` where the file went with others. */
export function recordDownload(tx: Db, viewer: SignedIn, { id, clientId, projectId, name }: Pick<Document, "id" | "clientId" | "projectId" | "name">, { link, fileId, version, zip = false }: { link: string; fileId: string; version: number; zip?: boolean }) {
  const { changes } = tx.insert(downloads).values({ linkId: link, fileId, createdAt: now() }).onConflictDoNothing().run();
  if (changes) record(tx, actorBehind(viewer), "document.downloaded", { kind: "document", id, clientId, projectId, title: name }, { version, zip });
}
