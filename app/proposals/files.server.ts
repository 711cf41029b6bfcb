import { type AppLoadContext, redirect } from "@remix-run/node";
import { type Db, transact } from "#db/client.server.ts";
import { downloads } from "#db/schema/index.ts";
import { readLink, signed } from "#app/documents/links.server.ts";
import { fileAnswer, handsOver } from "#app/documents/serving.server.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { NotFound } from "#app/lib/refused.ts";
import { type SignedIn, actorBehind } from "#app/people/viewer.ts";
import { type Attachment, attachment, sentFilesOf } from "./attachments.server.ts";
import { type Found, proposals, subjectOf } from "./proposals.server.ts";

const pathOf = (viewer: SignedIn, id: string, file: string) => `/${viewer.kind === "contact" ? "portal" : "staff"}/proposals/${id}/files/${file}`;
/** Apart from documents: a link to one never opens the other. */
const signedAs = (id: string, file: string) => `proposal ${id} file ${file}`;

/** A signed, short-lived address of a file's bytes: by its id or, of what was sent last, by its place among the files. It needs the session that asked for it. Throws NotFound. */
export function linkToAttachment(viewer: SignedIn, id: string, asked: string): string {
  const place = /^\d{1,2}$/.test(asked) ? Number(asked) : null;
  const fileId = place === null ? asked : sentFilesOf(proposals(viewer).find(id))[place]?.id;
  if (!fileId) throw new NotFound();
  attachment(viewer, id, fileId);
  return `${pathOf(viewer, id, fileId)}/download?${signed(viewer, signedAs(id, fileId), {})}`;
}

/**
 * Readies the file behind a signed address, as for documents: checked again in full, recorded once a link, and sent by
 * entry.server in the page's place. False where the link's time is over. Throws NotFound, Refused 403.
 */
export function answerWithAttachment(viewer: SignedIn, id: string, fileId: string, request: Request, context: AppLoadContext): boolean {
  const query = new URL(request.url).searchParams;
  const { proposal, file } = attachment(viewer, id, fileId);
  if (!query.has("signature")) throw redirect(pathOf(viewer, id, fileId), 303);
  const link = readLink(viewer, signedAs(id, fileId), query);
  if (link === "expired") return false;
  context.answer = async (wanted) => {
    const answer = await fileAnswer(wanted, file, context.drained);
    try {
      if (handsOver(wanted, answer)) transact((tx) => recordDownload(tx, viewer, proposal, file, link.link));
      return answer;
    } catch (problem) {
      await answer.body?.cancel();
      throw problem;
    }
  };
  return true;
}

function recordDownload(tx: Db, viewer: SignedIn, proposal: Found, { id, name }: Attachment, linkId: string) {
  const { changes } = tx.insert(downloads).values({ linkId, fileId: id, createdAt: now() }).onConflictDoNothing().run();
  if (changes) record(tx, actorBehind(viewer), "proposal.file_downloaded", subjectOf(proposal), { file: name });
}
