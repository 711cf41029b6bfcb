import { and, asc, eq, max } from "drizzle-orm";
import type { z } from "zod";
import { type Db, db } from "#db/client.server.ts";
import { deliverables as table, files, proofJobs, roundPieces, rounds } from "#db/schema/index.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/id.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { mustStillBe } from "#app/lib/stamp.server.ts";
import { count } from "#app/lib/words.ts";
import type { Member } from "#app/people/viewer.ts";
import { projects } from "#app/projects/projects.server.ts";
import { MOST_PIECES, type PieceSort, isOpen } from "./deliverable.ts";
import { type Found, type Round, changed, deliverables, piecesOf, roundsOf, subjectOf } from "./deliverables.server.ts";
import type { DeliverableChangeForm, DeliverableForm, LinkForm, PieceForm } from "./forms.server.ts";

/** A file whose bytes are durable, and what those bytes are. */
export interface ReadiedFile {
  key: string;
  name: string;
  size: number;
  sha256: string;
  sort: Exclude<PieceSort, "link">;
}

/** Begins a deliverable in a project, with an empty draft of its first round. Gives its id. Throws NotFound. */
export function beginDeliverable(tx: Db, member: Member, { projectId, title, roundsIncluded }: z.output<typeof DeliverableForm>): string {
  const { clientId } = projects(member, tx).find(projectId);
  const row = { id: newId(), clientId, projectId, title, roundsIncluded: roundsIncluded ?? null, createdBy: member.id, createdAt: now(), changedAt: now() };
  tx.insert(table).values(row).run();
  draftRound(tx, { ...row, round: 0 });
  record(tx, member, "deliverable.begun", subjectOf(row));
  return row.id;
}

/** What a change form shows, and is checked against. */
export const shownIn = ({ title, roundsIncluded }: Pick<Found, "title" | "roundsIncluded">) => ({ title, roundsIncluded });

/** Changes its title and how many rounds are agreed on. Throws NotFound, Refused 409 where somebody changed it meanwhile. */
export function changeDeliverable(tx: Db, member: Member, id: string, { title, roundsIncluded = undefined, seen }: z.output<typeof DeliverableChangeForm>) {
  const found = deliverables(member, tx).find(id);
  mustStillBe(seen, shownIn(found), "Somebody changed this meanwhile. Nothing was recorded. Look at it as it is now, then change it again.");
  changed(tx, id, { title, roundsIncluded: roundsIncluded ?? null });
  record(tx, member, "deliverable.changed", subjectOf({ ...found, title }));
}

/** The draft of the round that would be published next, or undefined where none was begun. For one the member has found. */
export const draftOf = (member: Member, found: Pick<Found, "id" | "clientId" | "round">, tx: Db = db): Round | undefined => roundsOf(member, found, tx).find(({ publishedAt }) => !publishedAt);

function draftRound(tx: Db, { id, clientId, round }: Pick<Found, "id" | "clientId" | "round">): Round {
  tx.insert(rounds).values({ id: newId(), deliverableId: id, clientId, number: round + 1, createdAt: now() }).run();
  return tx.select().from(rounds).where(and(eq(rounds.deliverableId, id), eq(rounds.number, round + 1))).get()!;
}

/** The draft that files go into, begun where there is none. Throws NotFound, Refused 409 while a round waits for the client, or after it was withdrawn. */
function draftFor(tx: Db, member: Member, id: string) {
  const found = deliverables(member, tx).find(id);
  if (isOpen(found.status)) throw new Refused(409, `Round ${found.round} is with the client. The next is prepared once they have answered, or it is withdrawn.`, { field: "files" });
  if (found.status === "withdrawn") throw new Refused(409, "This was withdrawn. Begin a new one for what comes next.", { field: "files" });
  return { found, draft: draftOf(member, found, tx) ?? draftRound(tx, found) };
}

/** Adds files that arrived to the next round. Throws NotFound, Refused 409, 422 where they are too many. */
export function addFiles(tx: Db, member: Member, id: string, alt: string, received: ReadiedFile[]) {
  const { found, draft } = draftFor(tx, member, id);
  let position = nextPosition(tx, draft, received.length);
  for (const { key, name, size, sha256, sort } of received) {
    tx.insert(files).values({ id: key, clientId: found.clientId, name, size, sha256, createdAt: now() }).run();
    tx.insert(roundPieces).values({ id: newId(), roundId: draft.id, clientId: found.clientId, position: position++, sort, fileId: key, title: name, alt }).run();
    if (sort === "image" || sort === "pdf") tx.insert(proofJobs).values({ fileId: key, clientId: found.clientId, state: "waiting", nextAttemptAt: now() }).run();
    record(tx, member, "deliverable.file_added", subjectOf(found), { file: name, round: draft.number });
  }
  changed(tx, id);
}

/** Adds a link to the next round: shown, never followed by us. Throws as `addFiles`. */
export function addLink(tx: Db, member: Member, id: string, { url, title }: z.output<typeof LinkForm>) {
  const { found, draft } = draftFor(tx, member, id);
  tx.insert(roundPieces).values({ id: newId(), roundId: draft.id, clientId: found.clientId, position: nextPosition(tx, draft, 1), sort: "link", url, title }).run();
  record(tx, member, "deliverable.file_added", subjectOf(found), { file: title, round: draft.number });
  changed(tx, id);
}

/** Takes what the last round showed into the next, so that only what changed is exchanged. Throws as `addFiles`, and 422 where there is nothing to take. */
export function bringOver(tx: Db, member: Member, id: string) {
  const { found, draft } = draftFor(tx, member, id);
  const last = roundsOf(member, found, tx).find(({ number }) => number === found.round);
  const shown = last ? piecesOf(last, tx) : [];
  if (shown.length === 0) throw new Refused(422, "There is no earlier round to take files from.");
  let position = nextPosition(tx, draft, shown.length);
  for (const { clientId, sort, fileId, url, title, alt } of shown) {
    tx.insert(roundPieces).values({ id: newId(), roundId: draft.id, clientId, position: position++, sort, fileId, url, title, alt }).run();
    record(tx, member, "deliverable.file_added", subjectOf(found), { file: title, round: draft.number });
  }
  changed(tx, id);
}

function nextPosition(tx: Db, draft: Round, more: number): number {
  const there = tx.select({ last: max(roundPieces.position) }).from(roundPieces).where(eq(roundPieces.roundId, draft.id)).get()?.last ?? 0;
  const holds = tx.select({ id: roundPieces.id }).from(roundPieces).where(eq(roundPieces.roundId, draft.id)).orderBy(asc(roundPieces.position)).all().length;
  if (holds + more > MOST_PIECES) throw new Refused(422, `A round shows at most ${MOST_PIECES} files, and this one has ${count(holds, "file")}. Remove some first`, { field: "files" });
  return there + 1;
}

/** A piece of the next round, while it is a draft. Throws NotFound. */
export function draftPiece(member: Member, id: string, pieceId: string, tx: Db = db) {
  const found = deliverables(member, tx).find(id);
  const draft = draftOf(member, found, tx);
  const piece = draft && piecesOf(draft, tx).find((one) => one.id === pieceId);
  if (!draft || !piece) throw new NotFound();
  return { found, draft, piece };
}

/** Says what a piece is called and what is to be seen on it. Throws NotFound, also once its round is published. */
export function describePiece(tx: Db, member: Member, id: string, pieceId: string, { title, alt }: z.output<typeof PieceForm>) {
  const { found } = draftPiece(member, id, pieceId, tx);
  tx.update(roundPieces).set({ title, alt }).where(eq(roundPieces.id, pieceId)).run();
  record(tx, member, "deliverable.file_described", subjectOf(found), { file: title });
}

/** Takes a piece out of the next round; its bytes go later, unless another round shows them. Throws NotFound. */
export function removePiece(tx: Db, member: Member, id: string, pieceId: string) {
  const { found, piece } = draftPiece(member, id, pieceId, tx);
  tx.delete(roundPieces).where(eq(roundPieces.id, pieceId)).run();
  if (piece.fileId && !tx.select({ id: roundPieces.id }).from(roundPieces).where(eq(roundPieces.fileId, piece.fileId)).get()) tx.update(files).set({ removedAt: now() }).where(eq(files.id, piece.fileId)).run();
  record(tx, member, "deliverable.file_removed", subjectOf(found), { file: piece.title });
}
