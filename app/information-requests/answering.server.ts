import { and, eq, inArray, isNull, max } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { files as fileTable, requestDrafts as drafts, requestFiles, requestSubmissions as submissions } from "#db/schema/index.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { isDay } from "#app/lib/dates.ts";
import { newId } from "#app/lib/id.server.ts";
import { Refused } from "#app/lib/refused.ts";
import type { Contact } from "#app/people/viewer.ts";
import { canonical } from "#app/receipts/receipts.server.ts";
import { type Answer, itemLife } from "./request.ts";
import { type Found, type ItemRow, draftsOf, itemOf, requests, subjectOf } from "./requests.server.ts";

/** What somebody typed for one item, and the edition of the draft their page showed (0 where there was none). */
export interface Typed {
  itemId: string;
  answer: Answer;
  edition: number;
}

/** Where somebody else saved something different since the page was drawn: what they saved, who and when. Nothing is overwritten unseen. */
export function conflictsIn(request: Found, typed: Typed[], tx: Db) {
  const saved = draftsOf(request, tx);
  return typed.flatMap(({ itemId, answer, edition }) => {
    const draft = saved.get(itemId);
    return draft && draft.edition !== edition && canonical(draft.answer) !== canonical(answer) ? [{ itemId, typed: answer, draft }] : [];
  });
}

/**
 * Keeps what was typed, shared by the client's contacts; nobody at the agency sees it yet. Throws NotFound, Refused 409
 * where the request is over, an item is with us, or another contact saved something different meanwhile (`conflictsIn`
 * says what): nothing is recorded then, and what was typed is the page's to keep.
 */
export function saveDrafts(tx: Db, contact: Contact, requestId: string, typed: Typed[]) {
  const request = answerable(tx, contact, requestId);
  const [conflict] = conflictsIn(request, typed, tx);
  if (conflict) throw new Refused(409, `${conflict.draft.byName} saved another answer meanwhile. Nothing was overwritten: compare both below, and save again with the one that should stand.`);
  const saved = draftsOf(request, tx);
  for (const { itemId, answer } of typed) {
    const item = itemIn(request, itemId);
    itemLife.after(item.status, "save");
    const before = saved.get(itemId);
    if (before && canonical(before.answer) === canonical(answer)) continue;
    if (!before && isEmpty(answer)) continue;
    const row = { itemId, clientId: request.clientId, answer, edition: (before?.edition ?? 0) + 1, contactId: contact.id, savedAt: now() };
    tx.insert(drafts).values(row).onConflictDoUpdate({ target: drafts.itemId, set: row }).run();
  }
}

/**
 * Submits answers, each on its own; earlier ones are kept. An answer that is with us may be replaced until it is accepted
 * or returned. Files are those uploaded to the item and not yet submitted. Gives how many. Throws NotFound, Refused 409
 * where an item is accepted, waived or the request over, 422 beside the item for what is missing or wrong.
 */
export function submitAnswers(tx: Db, contact: Contact, requestId: string, given: { itemId: string; answer: Answer }[]): number {
  const request = answerable(tx, contact, requestId);
  for (const { itemId, answer } of given) {
    const item = itemIn(request, itemId);
    const filed = withFiles(tx, item, answer);
    itemLife.after(item.status, "submit");
    const fault = faultOf(item, filed);
    if (fault) throw new Refused(422, fault, { field: fieldOf(itemId) });
    keep(tx, contact, item, { answer: filed, note: "" });
    record(tx, contact, "request.item_submitted", subjectOf(request), { item: item.label });
  }
  return given.length;
}

/** The name of an item's field on the page. */
export const fieldOf = (itemId: string) => `item-${itemId}`;

/** "We don't have this", with a note. Throws NotFound, Refused 409. */
export function haveNone(tx: Db, contact: Contact, requestId: string, itemId: string, note: string) {
  const request = answerable(tx, contact, requestId);
  const item = itemIn(request, itemId);
  itemLife.after(item.status, "have_none");
  keep(tx, contact, item, { answer: null, note });
  record(tx, contact, "request.item_not_held", subjectOf(request), { item: item.label, excerpt: note.slice(0, 300) });
}

function keep(tx: Db, contact: Contact, { id: itemId, clientId }: ItemRow, words: { answer: Answer | null; note: string }) {
  const last = tx.select({ number: max(submissions.number) }).from(submissions).where(eq(submissions.itemId, itemId)).get()!.number ?? 0;
  const id = newId();
  tx.insert(submissions).values({ id, itemId, clientId, number: last + 1, contactId: contact.id, ...words, submittedAt: now() }).run();
  if (words.answer && "files" in words.answer) {
    const ids = words.answer.files.map((file) => file.id);
    if (ids.length) tx.update(requestFiles).set({ submissionId: id }).where(and(eq(requestFiles.itemId, itemId), inArray(requestFiles.fileId, ids))).run();
  }
  tx.delete(drafts).where(eq(drafts.itemId, itemId)).run();
}

/** The files uploaded to an item that no submission holds yet, oldest first. */
export const looseFiles = (tx: Db, { id, clientId }: Pick<ItemRow, "id" | "clientId">) =>
  tx
    .select({ id: fileTable.id, name: fileTable.name, size: fileTable.size, sha256: fileTable.sha256 })
    .from(requestFiles)
    .innerJoin(fileTable, eq(fileTable.id, requestFiles.fileId))
    .where(and(eq(requestFiles.itemId, id), eq(requestFiles.clientId, clientId), isNull(requestFiles.submissionId), isNull(requestFiles.removedAt)))
    .orderBy(requestFiles.createdAt, requestFiles.fileId)
    .all();

const withFiles = (tx: Db, item: ItemRow, answer: Answer): Answer => (item.type === "file" || item.type === "files" ? { files: looseFiles(tx, item) } : answer);

/** Adds files that arrived to an item, to be submitted with it. Throws NotFound, Refused 409 where it is accepted or waived, 422 where it takes one, or none. */
export function addFiles(tx: Db, contact: Contact, requestId: string, itemId: string, received: { key: string; name: string; size: number; sha256: string }[]) {
  const request = answerable(tx, contact, requestId);
  const item = itemIn(request, itemId);
  itemLife.after(item.status, "submit");
  if (item.type !== "file" && item.type !== "files") throw new Refused(422, "This item takes no files", { field: fieldOf(itemId) });
  if (item.type === "file" && received.length + looseFiles(tx, item).length > 1) throw new Refused(422, "This item takes one file. Remove the other first", { field: fieldOf(itemId) });
  for (const { key, name, size, sha256 } of received) {
    tx.insert(fileTable).values({ id: key, clientId: request.clientId, name, size, sha256, createdAt: now() }).run();
    tx.insert(requestFiles).values({ itemId, clientId: request.clientId, fileId: key, contactId: contact.id, createdAt: now() }).run();
  }
}

/** Takes a file out again that was not submitted yet. Throws NotFound, Refused 409. */
export function removeFile(tx: Db, contact: Contact, requestId: string, itemId: string, fileId: string) {
  const { item } = itemOf(contact, requestId, itemId, tx);
  const { changes } = tx.update(requestFiles).set({ removedAt: now() }).where(and(eq(requestFiles.itemId, item.id), eq(requestFiles.fileId, fileId), isNull(requestFiles.submissionId), isNull(requestFiles.removedAt))).run();
  if (!changes) throw new Refused(409, "This file was submitted or removed already. Nothing was recorded.");
  tx.update(fileTable).set({ removedAt: now() }).where(eq(fileTable.id, fileId)).run();
}

function answerable(tx: Db, contact: Contact, requestId: string): Found {
  if (contact.preview) throw new Refused(403, "This is a preview. Nothing was recorded.");
  const request = requests(contact, tx).find(requestId);
  if (request.status === "cancelled") throw new Refused(409, "We cancelled this request before you answered. Nothing was recorded.");
  return request;
}

function itemIn(request: Found, itemId: string): ItemRow {
  const item = request.items.find(({ id }) => id === itemId);
  // Of another request, or another client: not part of what this person was asked.
  if (!item) throw new Refused(409, "An item you answered is not part of this request any more. Nothing was recorded. Open it again.");
  return item;
}

export const isEmpty = (answer: Answer) => ("words" in answer ? !answer.words.trim() : "number" in answer ? !answer.number.trim() : "day" in answer ? !answer.day : "chosen" in answer ? answer.chosen.length === 0 : answer.files.length === 0);

/** What is wrong with an answer for its item, in a sentence; undefined where nothing is. */
export function faultOf({ type, options, label }: Pick<ItemRow, "type" | "options" | "label">, answer: Answer): string | undefined {
  if (isEmpty(answer)) return type === "file" || type === "files" ? `Choose a file for “${label}”` : `Answer “${label}”, or say that you don’t have it`;
  if (type === "text" || type === "long_text") return "words" in answer && [...answer.words].length <= (type === "text" ? 500 : 20_000) ? undefined : `“${label}” is too long: at most ${type === "text" ? "500" : "20,000"} characters`;
  if (type === "number") return "number" in answer && /^[-−]?\d{1,15}([.,]\d{1,6})?$/.test(answer.number.trim()) ? undefined : `Enter a number for “${label}”, for example 12 or 12.5`;
  if (type === "date") return "day" in answer && isDay(answer.day) ? undefined : `Enter a day for “${label}”, for example 2026-03-31`;
  if (type === "choice" || type === "choices") return "chosen" in answer && answer.chosen.every((one) => options.includes(one)) && (type === "choices" || answer.chosen.length === 1) ? undefined : `Choose from the options of “${label}”`;
  return "files" in answer ? undefined : `Choose a file for “${label}”`;
}
