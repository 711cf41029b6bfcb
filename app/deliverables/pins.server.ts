import { type SQL, and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { type Db, db } from "#db/client.server.ts";
import { contacts, deliverables as table, members, pinReplies, pins, rounds } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/id.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import type { SignedIn } from "#app/people/viewer.ts";
import { showsTeam } from "#app/questions/questions.server.ts";
import { areas, life } from "./deliverable.ts";
import { type Deliverable, type Found, type Piece, type Round, changed, deliverables, piecesOf, subjectOf } from "./deliverables.server.ts";
import type { PinForm, ReplyForm } from "./forms.server.ts";

type Pinned = Pick<Deliverable, "id" | "clientId" | "projectId">;

/** The pins on a round the viewer has found, in their order, with their replies. */
export const pinsOn = (viewer: SignedIn, found: Pinned, round: Pick<Round, "id">, tx: Db = db) => withReplies(viewer, found, eq(pins.roundId, round.id), tx);

/** Open pins of earlier rounds: carried along until somebody settles them. */
export const carriedTo = (viewer: SignedIn, found: Pinned, number: number, tx: Db = db) => withReplies(viewer, found, and(isNull(pins.settledAt), sql`${rounds.number} < ${number}`), tx);

/** One pin of a deliverable the viewer has found. Throws NotFound. */
export function pinOf(viewer: SignedIn, found: Pinned, pinId: string, tx: Db = db) {
  const [pin] = withReplies(viewer, found, eq(pins.id, pinId), tx);
  if (!pin) throw new NotFound();
  return pin;
}
export type Pin = ReturnType<typeof pinOf>;

/** Members speak with the agency's one name where the client may not know them. */
function withReplies(viewer: SignedIn, found: Pinned, which: SQL | undefined, tx: Db) {
  const named = viewer.kind === "member" || showsTeam(viewer, found, tx);
  const said = <Row extends { contactId: string | null; memberId: string | null; contact: string | null; member: string | null }>({ contactId, memberId, contact, member, ...row }: Row) => ({
    ...row,
    name: memberId ? (named ? member! : agency().name) : contact!,
    byAgency: memberId !== null,
    you: viewer.id === (contactId ?? memberId),
  });
  const rows = tx
    .select({ id: pins.id, number: pins.number, round: rounds.number, pieceId: pins.pieceId, page: pins.page, x: pins.x, y: pins.y, paragraph: pins.paragraph, body: pins.body, at: pins.createdAt, settledAt: pins.settledAt, contactId: pins.contactId, memberId: pins.memberId, contact: contacts.name, member: members.name })
    .from(pins)
    .innerJoin(rounds, eq(rounds.id, pins.roundId))
    .leftJoin(contacts, eq(contacts.id, pins.contactId))
    .leftJoin(members, eq(members.id, pins.memberId))
    .where(and(eq(pins.deliverableId, found.id), eq(pins.clientId, found.clientId), which))
    .orderBy(asc(pins.number))
    .all();
  const replies = rows.length ? repliesTo(rows.map(({ id }) => id), tx) : [];
  return rows.map((row) => ({ ...said(row), replies: replies.filter(({ pinId }) => pinId === row.id).map(said) }));
}

const repliesTo = (ids: string[], tx: Db) =>
  tx
    .select({ id: pinReplies.id, pinId: pinReplies.pinId, body: pinReplies.body, at: pinReplies.createdAt, contactId: pinReplies.contactId, memberId: pinReplies.memberId, contact: contacts.name, member: members.name })
    .from(pinReplies)
    .leftJoin(contacts, eq(contacts.id, pinReplies.contactId))
    .leftJoin(members, eq(members.id, pinReplies.memberId))
    .where(inArray(pinReplies.pinId, ids))
    .orderBy(asc(pinReplies.createdAt), asc(sql`pin_replies.rowid`))
    .all();

/** Whether this viewer may write on it now: a contact while a round is open, a member also while its changes are made. */
export const mayWrite = (viewer: SignedIn, { status }: Pick<Found, "status">) => (viewer.kind === "contact" ? viewer.can.comment && life.can(status, "comment") : life.can(status, "answer"));
/** Whether this viewer may settle this pin, or open it again: a member, or who left it. */
export const maySettle = (viewer: SignedIn, { status }: Pick<Found, "status">, pin: Pick<Pin, "you">) => life.can(status, "settle") && (viewer.kind === "member" || pin.you);

/**
 * Leaves a pin on the round that was looked at: at a spot, in one of the nine areas, at a paragraph, on a file, or on the
 * whole. Gives its id, its number, and which piece it is on, counted from 1. Throws NotFound; Refused 403 for a contact who may not comment, 409 where the round is
 * closed or replaced, 422 for a spot that is not on the work.
 */
export function leavePin(tx: Db, viewer: SignedIn, id: string, { round, piece: pieceId, page, x, y, area, paragraph, body }: z.output<typeof PinForm>, paragraphs?: number): { id: string; number: number; place: number } {
  const found = writable(tx, viewer, id);
  if (found.round !== round) throw new Refused(409, `Replaced by round ${found.round}. Nothing was recorded.`);
  if (!life.can(found.status, "comment")) throw locked();
  const pieces = pieceId ? piecesOf({ id: found.roundId, clientId: found.clientId }, tx) : [];
  const piece = pieces.find((one) => one.id === pieceId);
  if (pieceId && !piece) throw new NotFound();
  const place = placeOn(piece, { page, paragraph, paragraphs, ...(area ? areas[area] : { x, y }) });
  const { number } = tx.update(table).set({ pinCount: sql`${table.pinCount} + 1` }).where(eq(table.id, id)).returning({ number: table.pinCount }).get()!;
  const pin = { id: newId(), deliverableId: id, roundId: found.roundId, clientId: found.clientId, number, pieceId: piece?.id ?? null, ...place, ...by(viewer), body, createdAt: now() };
  tx.insert(pins).values(pin).run();
  moved(tx, viewer, found);
  record(tx, viewer, "deliverable.pinned", subjectOf(found), { pin: number, round, excerpt: body.slice(0, 300) }, { tells: viewer.kind === "contact" ? "agency" : "client" });
  return { id: pin.id, number, place: piece ? pieces.indexOf(piece) + 1 : 1 };
}

/** Answers a pin. Gives the reply's id. Throws NotFound, Refused 403, 409. */
export function reply(tx: Db, viewer: SignedIn, id: string, pinId: string, { body }: z.output<typeof ReplyForm>): string {
  const found = writable(tx, viewer, id);
  const { number } = pinOf(viewer, found, pinId, tx);
  const row = { id: newId(), pinId, clientId: found.clientId, ...by(viewer), body, createdAt: now() };
  tx.insert(pinReplies).values(row).run();
  moved(tx, viewer, found);
  record(tx, viewer, "deliverable.replied", subjectOf(found), { pin: number, excerpt: body.slice(0, 300) }, { tells: viewer.kind === "contact" ? "agency" : "client" });
  return row.id;
}

/** Settles a pin. Throws NotFound, Refused 403 for a contact who did not leave it, 409 where it is settled already or all is locked. */
export const settlePin = (tx: Db, viewer: SignedIn, id: string, pinId: string) => close(tx, viewer, id, pinId, true);
/** Opens a settled pin again. Throws as `settlePin`. */
export const reopenPin = (tx: Db, viewer: SignedIn, id: string, pinId: string) => close(tx, viewer, id, pinId, false);

function close(tx: Db, viewer: SignedIn, id: string, pinId: string, settled: boolean) {
  const found = deliverables(viewer, tx).find(id);
  const pin = pinOf(viewer, found, pinId, tx);
  if (!life.can(found.status, "settle")) throw locked();
  if (!maySettle(viewer, found, pin)) throw new Refused(403, `${pin.name} left this, so they settle it, or we do. Nothing was recorded.`);
  const { changes } = tx
    .update(pins)
    .set(settled ? { settledAt: now(), settledBy: viewer.id } : { settledAt: null, settledBy: null })
    .where(and(eq(pins.id, pinId), settled ? isNull(pins.settledAt) : sql`${pins.settledAt} is not null`))
    .run();
  if (!changes) throw new Refused(409, settled ? "This is settled already. Nothing more was recorded." : "This is open already. Nothing more was recorded.");
  changed(tx, id);
  record(tx, viewer, settled ? "deliverable.pin_settled" : "deliverable.pin_reopened", subjectOf(found), { pin: pin.number });
}

function writable(tx: Db, viewer: SignedIn, id: string): Found {
  const found = deliverables(viewer, tx).find(id);
  if (viewer.kind === "contact" && !viewer.can.comment) throw new Refused(403, "Commenting is switched off for your account. Your words are kept here; ask us to switch it on.");
  if (!life.can(found.status, viewer.kind === "contact" ? "comment" : "answer")) throw locked();
  return found;
}

const locked = () => new Refused(409, "This round is closed, so nothing more is written on it. Nothing was recorded.");
const by = (viewer: SignedIn) => ({ contactId: viewer.kind === "contact" ? viewer.id : null, memberId: viewer.kind === "member" ? viewer.id : null });

/** A contact's word means that it is in review. */
function moved(tx: Db, viewer: SignedIn, found: Found) {
  if (viewer.kind === "contact") tx.update(rounds).set({ firstActedAt: now() }).where(and(eq(rounds.id, found.roundId), isNull(rounds.firstActedAt))).run();
  changed(tx, found.id);
}

interface Spot {
  page?: number;
  x?: number;
  y?: number;
  paragraph?: number;
  paragraphs?: number;
}
const nowhere = () => new Refused(422, "That spot is not on the work. Choose it again");
const hundredth = (percent: number) => Math.round(percent * 100) / 100;

/** Where on a piece it is; pages and paragraphs are those it has. */
function placeOn(piece: Piece | undefined, { page, x, y, paragraph, paragraphs }: Spot) {
  const none = { page: null, x: null, y: null, paragraph: null };
  if (x !== undefined || y !== undefined) {
    const last = piece?.sort === "pdf" ? (piece.pages ?? 0) : piece?.sort === "image" ? 1 : 0;
    if (x === undefined || y === undefined || (page ?? 1) > last) throw nowhere();
    return { ...none, page: page ?? 1, x: hundredth(x), y: hundredth(y) };
  }
  if (paragraph === undefined) return none;
  if (piece?.sort !== "text" || (paragraphs !== undefined && paragraph > paragraphs)) throw nowhere();
  return { ...none, paragraph };
}
