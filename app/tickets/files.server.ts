import { type AppLoadContext, redirect } from "@remix-run/node";
import { eq } from "drizzle-orm";
import { type Db, db, transact } from "#db/client.server.ts";
import { downloads, files as fileTable, ticketFiles, ticketMessages } from "#db/schema/index.ts";
import { readLink, signed } from "#app/documents/links.server.ts";
import { fileAnswer } from "#app/documents/serving.server.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { NotFound } from "#app/lib/refused.ts";
import { type SignedIn, actorBehind } from "#app/people/viewer.ts";
import { type Found, subjectOf, tickets } from "./tickets.server.ts";

export interface FilePlace {
  /** The address that stands in pages, and leads to a signed one. */
  to: string;
}

const faceOf = (viewer: SignedIn) => (viewer.kind === "contact" ? "portal" : "staff");
export const pathOfFile = (viewer: SignedIn, id: string) => `/${faceOf(viewer)}/ticket-files/${id}`;
/** Apart from documents: a link to one never opens the other. */
const signedAs = (id: string) => `ticket-file ${id}`;

/** A file that came with a message on a ticket the viewer may see; of one that was merged, on the ticket it went into too. Throws NotFound. */
export function ticketFile(viewer: SignedIn, id: string, tx: Db = db): { ticket: Found; file: typeof fileTable.$inferSelect } {
  const found = tx
    .select({ file: fileTable, ticketId: ticketMessages.ticketId })
    .from(ticketFiles)
    .innerJoin(fileTable, eq(fileTable.id, ticketFiles.fileId))
    .innerJoin(ticketMessages, eq(ticketMessages.id, ticketFiles.messageId))
    .where(eq(ticketFiles.fileId, id))
    .all();
  const places = found.flatMap(({ file, ticketId }) => {
    try {
      return [{ file, ticket: tickets(viewer, tx).find(ticketId) }];
    } catch (problem) {
      if (problem instanceof NotFound) return [];
      throw problem;
    }
  });
  // Where the message was copied by a merge, the ticket that lives on comes first.
  const place = places.find(({ ticket }) => !ticket.mergedAt) ?? places[0];
  if (!place) throw new NotFound();
  return place;
}

/** A signed, short-lived address of a file's bytes, under the viewer's own face: it needs the session that asked for it. Throws NotFound. */
export function linkToTicketFile(viewer: SignedIn, id: string): string {
  ticketFile(viewer, id);
  return `${pathOfFile(viewer, id)}/download?${signed(viewer, signedAs(id), {})}`;
}

/**
 * Readies the file behind a signed address, as for documents: checked again in full, recorded once a link, and sent by
 * entry.server in the page's place. False where the link's time is over. Throws NotFound, Refused 403.
 */
export function answerWithTicketFile(viewer: SignedIn, id: string, request: Request, context: AppLoadContext): boolean {
  const query = new URL(request.url).searchParams;
  const { file, ticket } = ticketFile(viewer, id);
  if (!query.has("signature")) throw redirect(pathOfFile(viewer, id), 303);
  const link = readLink(viewer, signedAs(id), query);
  if (link === "expired") return false;
  context.answer = async (wanted) => {
    const answer = await fileAnswer(wanted, file, context.drained);
    try {
      if (answer.body) transact((tx) => recordDownload(tx, viewer, ticket, { linkId: link.link, fileId: file.id, name: file.name }));
      return answer;
    } catch (problem) {
      await answer.body?.cancel();
      throw problem;
    }
  };
  return true;
}

function recordDownload(tx: Db, viewer: SignedIn, ticket: Found, { linkId, fileId, name }: { linkId: string; fileId: string; name: string }) {
  const { changes } = tx.insert(downloads).values({ linkId, fileId, createdAt: now() }).onConflictDoNothing().run();
  if (changes) record(tx, actorBehind(viewer), "ticket.file_downloaded", subjectOf(ticket), { file: name });
}
