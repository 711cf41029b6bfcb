import { and, eq, inArray, max } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { requestDrafts as drafts, requestFiles, requestSubmissions as submissions } from "#db/schema/index.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/id.server.ts";
import { Refused } from "#app/lib/refused.ts";
import type { Contact } from "#app/people/viewer.ts";
import { type Shown, faultOf, fieldOf, isEmpty, markOf, meeting, saysTheSame } from "./answer.ts";
import { type Answer, itemLife } from "./request.ts";
import { type Found, type ItemRow, type Loose, draftsOf, looseFilesOf, requests, subjectOf } from "./requests.server.ts";

/** What somebody typed for one item, and the mark of what their page showed there; without one, nothing was seen and nothing is compared. */
export interface Typed {
  itemId: string;
  answer: Answer;
  seen?: string;
}

/** What an item's field shows its contacts now. */
export function shownIn({ status, type, latest }: Pick<ItemRow, "status" | "type" | "latest">, draft: { answer: Answer; edition: number } | undefined, loose: Loose[]): Shown {
  const answer = type === "file" || type === "files" ? { files: loose } : (draft?.answer ?? (status === "pending" ? null : (latest?.answer ?? null)));
  return { status, edition: draft?.edition ?? 0, number: latest?.number ?? 0, answer };
}

/** Every item of a request as its fields show it now, by item. */
export function shownBy(request: Found, tx: Db) {
  const [saved, loose] = [draftsOf(request, tx), looseFilesOf(request, tx)];
  return new Map(request.items.map((item) => [item.id, shownIn(item, saved.get(item.id), loose.filter(({ itemId }) => itemId === item.id))]));
}

/** Where somebody else saved or sent something different since the page was drawn. Nothing is overwritten unseen. */
export function conflictsIn(request: Found, typed: Typed[], tx: Db) {
  const shown = shownBy(request, tx);
  return typed.filter(({ itemId, answer, seen }) => meeting(answer, seen, shown.get(itemIn(request, itemId).id)!) === "conflict").map(({ itemId }) => itemIn(request, itemId));
}

/**
 * Keeps what was typed, shared by the client's contacts; nobody at the agency sees it yet. Throws NotFound, Refused 409
 * where the request is over, an item is with us, or another contact wrote something different meanwhile: nothing is
 * recorded then, and what was typed is the page's to keep.
 */
export function saveDrafts(tx: Db, contact: Contact, requestId: string, typed: Typed[]) {
  const request = answerable(tx, contact, requestId);
  const shown = shownBy(request, tx);
  refuseConflicts(request, typed, shown, tx);
  let kept = 0;
  for (const { itemId, answer, seen } of typed) {
    const [item, standing] = [itemIn(request, itemId), shown.get(itemId)!];
    if (takesFiles(item) || meeting(answer, seen, standing) !== "fresh" || saysTheSame(answer, standing.answer)) continue;
    requireOpen(item, "save");
    const row = { itemId, clientId: request.clientId, answer, edition: standing.edition + 1, contactId: contact.id, savedAt: now() };
    tx.insert(drafts).values(row).onConflictDoUpdate({ target: drafts.itemId, set: row }).run();
    kept += 1;
  }
  if (kept) record(tx, contact, "request.draft_saved", subjectOf(request), { items: kept });
}

/** Of what was typed, what there is to submit: what is filled in, but not what we returned and they left as it was. */
export function filledIn(request: Found, typed: Typed[], tx: Db): Typed[] {
  const shown = shownBy(request, tx);
  return typed.filter(({ itemId, answer, seen }) => {
    const [item, standing] = [itemIn(request, itemId), shown.get(itemId)!];
    if (takesFiles(item)) return !isEmpty(standing.answer!);
    if (isEmpty(answer) || (item.status === "rejected" && saysTheSame(answer, item.latest!.answer))) return false;
    return item.status === "pending" || item.status === "rejected" || meeting(answer, seen, standing) !== "same";
  });
}

/**
 * Submits answers, each on its own; earlier ones are kept. An answer that is with us may be replaced until it is accepted
 * or returned. Files are those uploaded to the item and not yet submitted. Gives how many. Throws NotFound, Refused 409
 * where an item is accepted, waived or the request over, or somebody else answered differently since the page was drawn,
 * 422 beside the item for what is missing or wrong.
 */
export function submitAnswers(tx: Db, contact: Contact, requestId: string, given: Typed[]): number {
  const request = answerable(tx, contact, requestId);
  const shown = shownBy(request, tx);
  refuseConflicts(request, given, shown, tx, { meansAll: true });
  for (const { itemId, answer, seen } of given) {
    const item = itemIn(request, itemId);
    requireOpen(item, "submit");
    const filed = withFiles(item, answer, shown);
    if (takesFiles(item) && seen !== undefined && seen !== markOf(shown.get(itemId)!)) throw new Refused(409, `The files of “${item.label}” have changed since you opened the page. Nothing was sent. Look at them, and submit again.`);
    const fault = faultOf(item, filed);
    if (fault) throw new Refused(422, fault, { field: fieldOf(itemId) });
    keep(tx, contact, item, { answer: filed, note: "" });
    record(tx, contact, "request.item_submitted", subjectOf(request), { item: item.label });
  }
  return given.length;
}

function refuseConflicts(request: Found, typed: Typed[], shown: Map<string, Shown>, tx: Db, how = {}) {
  const clash = typed.find(({ itemId, answer, seen }) => !takesFiles(itemIn(request, itemId)) && meeting(answer, seen, shown.get(itemId)!, how) === "conflict");
  if (!clash) return;
  const item = itemIn(request, clash.itemId);
  const draft = draftsOf(request, tx).get(item.id);
  const [who, did] = draft ? [draft.byName, "saved"] : [item.latest!.byName, "sent"];
  throw new Refused(409, `${who} ${did} another answer to “${item.label}” meanwhile. Nothing was overwritten: compare both, and send again with the one that should stand.`, { field: fieldOf(item.id) });
}

export const takesFiles = ({ type }: Pick<ItemRow, "type">) => type === "file" || type === "files";

/** Throws Refused 409, saying why, where an item takes no more of this. */
export function requireOpen({ status, label }: ItemRow, move: "save" | "submit" | "have_none") {
  if (status === "accepted") throw new Refused(409, `“${label}” was accepted meanwhile, so it stays as it is. Nothing was recorded. What you typed stands below, to copy.`);
  if (status === "waived") throw new Refused(409, `“${label}” is no longer needed. Nothing was recorded. What you typed stands below, to copy.`);
  if (status === "submitted" && move === "save") throw new Refused(409, `“${label}” was sent meanwhile, so there is nothing to save for later. Submit yours to take its place, or empty the field to leave it.`);
  itemLife.after(status, move);
}

/** "We don't have this", with a note. Throws NotFound, Refused 409, also where somebody else answered since the page was drawn. */
export function haveNone(tx: Db, contact: Contact, requestId: string, itemId: string, note: string, seen?: string) {
  const request = answerable(tx, contact, requestId);
  const item = itemIn(request, itemId);
  requireOpen(item, "have_none");
  if (seen !== undefined && Number(seen.split(".")[1]) !== (item.latest?.number ?? 0)) throw new Refused(409, `${item.latest!.byName} answered this meanwhile. Nothing was recorded. Look at their answer first.`);
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

const frozen = ({ id, name, size, sha256 }: Loose | Extract<Answer, { files: unknown }>["files"][number]) => ({ id, name, size, sha256 });
const withFiles = (item: ItemRow, answer: Answer, shown: Map<string, Shown>): Answer => {
  const standing = shown.get(item.id)!.answer;
  return takesFiles(item) && standing && "files" in standing ? { files: standing.files.map(frozen) } : answer;
};

/** The request, where it may still be answered. Throws NotFound, Refused 409. */
export function answerable(tx: Db, contact: Contact, requestId: string): Found {
  if (contact.preview) throw new Refused(403, "This is a preview. Nothing was recorded.");
  const request = requests(contact, tx).find(requestId);
  if (request.status === "cancelled") throw new Refused(409, "We cancelled this request before you answered. Nothing was recorded.");
  return request;
}

export function itemIn(request: Found, itemId: string): ItemRow {
  const item = request.items.find(({ id }) => id === itemId);
  // Of another request, or another client: not part of what this person was asked.
  if (!item) throw new Refused(409, "An item you answered is not part of this request any more. Nothing was recorded. Open it again.");
  return item;
}
