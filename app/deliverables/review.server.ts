import { agency } from "#app/agency/agency.server.ts";
import { NotFound } from "#app/lib/refused.ts";
import { list, size } from "#app/lib/words.ts";
import { type SignedIn, system } from "#app/people/viewer.ts";
import { showsTeam } from "#app/questions/questions.server.ts";
import { members } from "#app/team/members.server.ts";
import { areaOf, areas, areaNames, isOpen, statusOf } from "./deliverable.ts";
import { paragraphsOf } from "./decks.server.ts";
import { type Found, type Piece, type Round, approversOf, decisionsOf, deliverables, piecesOf, roundOf, roundsOf, waitsFor } from "./deliverables.server.ts";
import { pictureOf } from "./files.server.ts";
import { type Pin, carriedTo, maySettle, mayWrite, pinOf, pinsOn } from "./pins.server.ts";
import { faceOf, pathOf, proofAt, shown } from "./shown.server.ts";

/** Everything a person reads of one round: the piece in view, large, with its pins; the others; the answers; how it stands for them. Throws NotFound. */
export async function reviewFor(viewer: SignedIn, id: string, request: Request, number?: number) {
  const found = deliverables(viewer).find(id);
  const round = roundOf(viewer, found, number ?? Math.max(found.round, 1));
  const pieces = piecesOf(round);
  const query = new URL(request.url).searchParams;
  const piece = pieces[(Number(query.get("piece")) || 1) - 1] ?? pieces[0];
  const page = Math.min(Math.max(1, Math.trunc(Number(query.get("page")) || 1)), Math.max(1, piece?.pages ?? 1));
  const isCurrent = round.number === Math.max(found.round, 1);
  const notes = pinsOn(viewer, found, round);
  const drawn = (pin: Pin) => drawnPin(viewer, found, pin, pieces);
  const asked = approversOf(round);
  return {
    face: faceOf(viewer),
    deliverable: shown(found),
    round: { number: round.number, note: round.note, reopenedWhy: round.reopenedWhy, publishedAt: round.publishedAt, status: statusOf(round), isCurrent, withdrawnWhy: round.withdrawnWhy },
    sentBy: sentBy(viewer, found, round),
    pieces: pieces.map((one, index) => ({ ...pieceShown(viewer, found.id, one), place: index + 1, notes: notes.filter(({ pieceId, settledAt }) => pieceId === one.id && !settledAt).length, current: one.id === piece?.id })),
    piece: piece ? await inView(viewer, found.id, piece, pieces.indexOf(piece) + 1, page, notes.filter(({ pieceId }) => pieceId === piece.id).map(drawn)) : null,
    pins: notes.map(drawn),
    carried: isCurrent ? carriedTo(viewer, found, round.number).map(drawn) : [],
    rounds: roundsOf(viewer, found).filter(({ publishedAt }) => publishedAt).map((one) => ({ number: one.number, status: statusOf(one), publishedAt: one.publishedAt, current: one.number === round.number })),
    decisions: decisionsOf(viewer, found, round),
    asked: asked.map(({ name, role, verdict, decidedAt, endedAt, mayApprove }) => ({ name, role, verdict, decidedAt, gone: endedAt !== null || !mayApprove })),
    mine: isCurrent && waitsFor(viewer, found, asked),
    myVerdict: asked.find(({ contactId }) => contactId === viewer.id)?.verdict ?? null,
    others: list(asked.filter(({ contactId, verdict, endedAt }) => contactId !== viewer.id && !verdict && !endedAt).map(({ name }) => name)),
    mayPin: isCurrent && isOpen(found.status) && mayWrite(viewer, found),
    here: number === undefined || isCurrent ? pathOf(faceOf(viewer), id) : `${pathOf(faceOf(viewer), id)}/rounds/${round.number}`,
  };
}
export type Review = Awaited<ReturnType<typeof reviewFor>>;

function sentBy(viewer: SignedIn, found: Found, { publishedBy }: Round) {
  if (!publishedBy) return null;
  return viewer.kind === "member" || showsTeam(viewer, found) ? members(system).find(publishedBy).name : agency().name;
}

const pieceShown = (viewer: SignedIn, id: string, { id: key, sort, title, alt, fileId, url, name, size: bytes, pages, state, why, thumbnail }: Piece) => ({
  id: key,
  sort,
  title,
  alt,
  url,
  fileId,
  name,
  size: bytes === null ? null : size(bytes),
  pages,
  state,
  // Why there is no picture is the agency's business; contacts download the file.
  why: viewer.kind === "member" ? why : null,
  original: fileId ? `${pathOf(faceOf(viewer), id)}/originals/${fileId}` : null,
  thumbnail: fileId && thumbnail ? proofAt(faceOf(viewer), id, fileId, thumbnail, "small") : null,
});
export type PieceShown = ReturnType<typeof pieceShown>;

/** The piece that is looked at: a page as a picture, or a text by its paragraphs. */
export async function inView(viewer: SignedIn, id: string, piece: Piece, place: number, page: number, notes: ReturnType<typeof drawnPin>[]) {
  const drawn = piece.fileId && (piece.sort === "image" || piece.sort === "pdf") ? pictureOf(piece.fileId, "page", page) : undefined;
  return {
    ...pieceShown(viewer, id, piece),
    place,
    page,
    picture: drawn ? proofAt(faceOf(viewer), id, piece.fileId!, { mark: drawn.id, width: drawn.width, height: drawn.height }, { page }) : null,
    spots: notes.filter((note) => note.x !== null && note.page === page),
    paragraphs: piece.sort === "text" && piece.fileId ? (await paragraphsOf(piece.fileId)).map(({ number, blocks }) => ({ number, blocks, notes: notes.filter(({ paragraph }) => paragraph === number).map(({ number, settled }) => ({ number, settled })) })) : null,
  };
}
export type InView = Awaited<ReturnType<typeof inView>>;

/** A pin as both faces draw it: where it is, in words too, and what this viewer may do about it. */
export function drawnPin(viewer: SignedIn, found: Pick<Found, "id" | "status">, pin: Pin, pieces: Piece[]) {
  const { id, number, round, name, byAgency, you, at, body, page, x, y, paragraph, replies } = pin;
  const index = pieces.findIndex((one) => one.id === pin.pieceId);
  const piece = pieces[index];
  const on = piece && pieces.length > 1 ? ` on ${piece.title}` : "";
  const where = x !== null && y !== null ? `${sentence(areaOf(x, y))}${piece?.sort === "pdf" ? ` of page ${page}` : ""}${on}` : paragraph !== null ? `Paragraph ${paragraph}${on}` : piece ? `On ${piece.title}` : "On the whole";
  const query = new URLSearchParams({ ...(index > 0 ? { piece: String(index + 1) } : {}), ...(page && page > 1 ? { page: String(page) } : {}) });
  return {
    id, number, round, name, byAgency, you, at, body, page, x, y, paragraph,
    pieceId: pin.pieceId,
    settled: pin.settledAt !== null,
    where,
    /** Where its spot is seen, within the round's own address. */
    seenAt: query.size ? `?${query}` : "",
    replies: replies.map(({ id, name, byAgency, you, at, body }) => ({ id, name, byAgency, you, at, body })),
    mayReply: mayWrite(viewer, found),
    maySettle: maySettle(viewer, found, pin),
  };
}
export type PinDrawn = ReturnType<typeof drawnPin>;
const sentence = (words: string) => words[0]!.toUpperCase() + words.slice(1);

/** One pin with its round: for the page where it is answered. Throws NotFound. */
export function pinFor(viewer: SignedIn, id: string, pinId: string) {
  const found = deliverables(viewer).find(id);
  const pin = pinOf(viewer, found, pinId);
  const round = roundOf(viewer, found, pin.round);
  return { found, pin: drawnPin(viewer, found, pin, piecesOf(round)) };
}

/** Where a new pin would stand, as the address asks: the piece, the page, and a spot pressed on a picture that was drawn `w` pixels wide. Throws NotFound. */
export async function pinningFor(viewer: SignedIn, id: string, request: Request) {
  const found = deliverables(viewer).find(id);
  const query = new URL(request.url).searchParams;
  const pieces = piecesOf({ id: found.roundId, clientId: found.clientId });
  const number = Number(query.get("piece"));
  const piece = query.has("piece") ? pieces[number - 1] : undefined;
  if (query.has("piece") && !piece) throw new NotFound();
  const page = Math.min(Math.max(1, Math.trunc(Number(query.get("page")) || 1)), Math.max(1, piece?.pages ?? 1));
  const notes = pinsOn(viewer, found, { id: found.roundId }).map((pin) => drawnPin(viewer, found, pin, pieces));
  const view = piece ? await inView(viewer, id, piece, number, page, notes.filter(({ pieceId }) => pieceId === piece.id)) : null;
  const paragraph = view?.paragraphs?.find(({ number }) => number === Number(query.get("paragraph"))) ?? null;
  return { face: faceOf(viewer), deliverable: shown(found), place: piece ? number : null, view, spot: view?.picture ? spotIn(query, view.picture) : null, paragraph, mayPin: isOpen(found.status) && mayWrite(viewer, found), areas: areaNames.map((value) => ({ value, label: areas[value].label })) };
}
export type Pinning = Awaited<ReturnType<typeof pinningFor>>;

/** In percent of the picture's own size. The keyboard presses at 0,0, which says nothing. */
function spotIn(query: URLSearchParams, { width, height }: { width: number; height: number }) {
  const [x, y, w] = ["x", "y", "w"].map((name) => Number(query.get(name)));
  if (!query.has("x") || !query.has("y") || !(w! > 0) || (x === 0 && y === 0)) return null;
  const within = (percent: number) => Math.round(Math.min(100, Math.max(0, percent)) * 100) / 100;
  return { x: within((x! / w!) * 100), y: within((y! / ((w! * height) / width)) * 100) };
}
