import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { requestItems as items, requestSubmissions as submissions } from "#db/schema/index.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { Refused } from "#app/lib/refused.ts";
import { type Member, system } from "#app/people/viewer.ts";
import { answerTimeAsks } from "#app/questions/questions.server.ts";
import { itemLife } from "./request.ts";
import { type Found, type ItemRow, itemOf, requests, subjectOf } from "./requests.server.ts";

/** Accepts what was submitted last; it is locked for the client then. Throws NotFound, Refused 409 where a newer one came meanwhile. */
export function acceptItem(tx: Db, member: Member, requestId: string, itemId: string, submission: string) {
  const { request, item } = waiting(tx, member, requestId, itemId, submission, "accept");
  mark(tx, item, { acceptedAt: now(), reviewedBy: member.id, reason: "" });
  record(tx, member, "request.item_accepted", subjectOf(request), { item: item.label });
  noteCompletion(tx, member, request);
}

/** Returns what was submitted last, with why. Throws NotFound, Refused 409 where a newer one came meanwhile. */
export function returnItem(tx: Db, member: Member, requestId: string, itemId: string, submission: string, reason: string) {
  const { request, item } = waiting(tx, member, requestId, itemId, submission, "reject");
  mark(tx, item, { rejectedAt: now(), reviewedBy: member.id, reason });
  record(tx, member, "request.item_rejected", subjectOf(request), { item: item.label, excerpt: reason.slice(0, 300) });
}

/** Takes an acceptance back; a request that was complete is under way again. Throws NotFound, Refused 409. */
export function undoAcceptance(tx: Db, member: Member, requestId: string, itemId: string, reason: string) {
  const { request, item } = open(tx, member, requestId, itemId);
  itemLife.after(item.status, "undo");
  tx.update(submissions).set({ acceptedAt: null, reviewedBy: null, reason: "" }).where(eq(submissions.id, item.latest!.id)).run();
  record(tx, member, "request.item_acceptance_undone", subjectOf(request), { item: item.label, excerpt: reason.slice(0, 300) });
}

/** Does without an item: it stands outside progress then. Throws NotFound, Refused 409. */
export function waiveItem(tx: Db, member: Member, requestId: string, itemId: string, reason: string) {
  const { request, item } = open(tx, member, requestId, itemId);
  itemLife.after(item.status, "waive");
  tx.update(items).set({ waivedAt: now(), waivedWhy: reason }).where(and(eq(items.id, itemId), isNull(items.waivedAt))).run();
  record(tx, member, "request.item_waived", subjectOf(request), { item: item.label, excerpt: reason.slice(0, 300) });
  noteCompletion(tx, member, request);
}

/** Accepts everything of a request that waits for review, as it was shown. Throws as `acceptItem`. */
export function acceptAll(tx: Db, member: Member, requestId: string, shown: { itemId: string; submission: string }[]) {
  for (const { itemId, submission } of shown) acceptItem(tx, member, requestId, itemId, submission);
}

function open(tx: Db, member: Member, requestId: string, itemId: string): { request: Found; item: ItemRow } {
  const found = itemOf(member, requestId, itemId, tx);
  if (found.request.status === "cancelled") throw new Refused(409, "This request was cancelled. Nothing was recorded.");
  if (found.request.status === "draft") throw new Refused(409, "This request was not sent yet. Nothing was recorded.");
  return found;
}

function waiting(tx: Db, member: Member, requestId: string, itemId: string, submission: string, move: "accept" | "reject") {
  const found = open(tx, member, requestId, itemId);
  const { latest, status } = found.item;
  if (latest && latest.id !== submission && status === "submitted") throw new Refused(409, `${latest.byName} sent a newer answer meanwhile. Nothing was recorded. Look at that one first.`);
  itemLife.after(status, move);
  return found;
}

function mark(tx: Db, { latest }: ItemRow, reviewed: Partial<typeof submissions.$inferSelect>) {
  const { changes } = tx.update(submissions).set(reviewed).where(and(eq(submissions.id, latest!.id), isNull(submissions.acceptedAt), isNull(submissions.rejectedAt))).run();
  if (!changes) throw new Refused(409, "Somebody reviewed this just now. Nothing was recorded.");
}

/** With the last item settled the request is complete, once: both sides read of it. */
function noteCompletion(tx: Db, member: Member, before: Found) {
  if (before.status === "completed" || requests(member, tx).find(before.id).status !== "completed") return;
  answerTimeAsks(tx, before);
  record(tx, system, "request.completed", subjectOf(before));
}
