import { and, count, eq, gt, isNull, max, sql } from "drizzle-orm";
import type { z } from "zod";
import { type Db, db } from "#db/client.server.ts";
import { clients as clientTable, contacts, informationRequests as table, requestItems as items } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { clients } from "#app/clients/clients.server.ts";
import { clientPath } from "#app/clients/paths.ts";
import { record } from "#app/events/record.server.ts";
import { remindedToday } from "#app/notifications/reminded.server.ts";
import { now } from "#app/lib/clock.ts";
import { dayIn } from "#app/lib/dates.ts";
import { newId } from "#app/lib/id.server.ts";
import { nextNumber } from "#app/lib/numbers.server.ts";
import { Refused } from "#app/lib/refused.ts";
import { mustStillBe } from "#app/lib/stamp.server.ts";
import { admitsContacts } from "#app/people/sessions.server.ts";
import type { Member } from "#app/people/viewer.ts";
import { answerTimeAsks } from "#app/questions/questions.server.ts";
import { projects } from "#app/projects/projects.server.ts";
import { requireAsker, requireHand } from "./asker.server.ts";
import { type ItemForm, type RequestForm, optionsIn } from "./forms.server.ts";
import { type TemplateContent, itemLife, life } from "./request.ts";
import { type Found, itemOf, requests, subjectOf } from "./requests.server.ts";

export const remindedAlready = "A reminder went out today already. One letter a day is enough.";
const changedMeanwhile = "Somebody changed this while you were writing. Nothing was recorded. Open the page again in another tab, compare, and save again if yours should stand.";

/** Begins a request, blank or from a template: for every member who sees the client. Gives its id. Throws NotFound, or Refused 409 for an archived client, 422 for a project of another. */
export function draftRequest(tx: Db, member: Member, clientId: string, { title, projectId }: { title: string; projectId?: string }, template: TemplateContent = { intro: "", items: [] }): string {
  const client = clients(member, tx).find(clientId);
  if (client.archivedAt) throw new Refused(409, `${client.name} is archived. Nothing was recorded. Bring the client back first.`, { field: "clientId" });
  const row = { id: newId(), clientId, projectId: projectOf(tx, member, clientId, projectId), title, intro: template.intro, authorId: member.id, createdAt: now() };
  tx.insert(table).values(row).run();
  if (template.items.length) tx.insert(items).values(template.items.map((item, index) => ({ id: newId(), requestId: row.id, clientId, position: index + 1, ...item, createdAt: now() }))).run();
  record(tx, member, "request.drafted", subjectOf(row));
  return row.id;
}

function projectOf(tx: Db, member: Member, clientId: string, projectId: string | undefined) {
  if (!projectId) return null;
  if (projects(member, tx).find(projectId).clientId !== clientId) throw new Refused(422, "Choose a project of this client", { field: "projectId" });
  return projectId;
}

export const detailsOf = ({ title, intro, projectId, dueOn }: Pick<Found, "title" | "intro" | "projectId" | "dueOn">) => ({ title, intro, projectId, dueOn });

/** Changes what is said of a request: anything while it is a draft; its due date, words and project while it is open. Throws NotFound, Refused 409. */
export function changeRequest(tx: Db, member: Member, id: string, { seen, projectId, dueOn, ...words }: z.output<typeof RequestForm>) {
  const request = requests(member, tx).find(id);
  life.after(request.status, "change");
  requireHand(tx, member, request);
  mustStillBe(seen, detailsOf(request), changedMeanwhile);
  tx.update(table).set({ ...words, dueOn: dueOn ?? null, projectId: projectOf(tx, member, request.clientId, projectId) }).where(eq(table.id, id)).run();
  if ((dueOn ?? null) !== request.dueOn) answerTimeAsks(tx, request);
  record(tx, member, "request.changed", subjectOf({ ...request, title: words.title }));
}

type ItemWords = z.output<typeof ItemForm>;
const kept = ({ label, help, type, options, required, dueOn }: ItemWords) => ({ label, help, type, options: type === "choice" || type === "choices" ? optionsIn(options) : [], required, dueOn: dueOn ?? null });
export const itemDetailsOf = ({ label, help, type, options, required, dueOn }: { label: string; help: string; type: string; options: string[]; required: boolean; dueOn: string | null }) => ({ label, help, type, options, required, dueOn });

/** Adds an item at the end; of a request that was sent, its contacts are told. Gives its id. Throws NotFound, Refused 409. */
export function addItem(tx: Db, member: Member, id: string, { seen: _, ...words }: ItemWords): string {
  const request = requests(member, tx).find(id);
  life.after(request.status, request.status === "draft" ? "change" : "add_item");
  requireHand(tx, member, request);
  if (request.items.length >= 200) throw new Refused(422, "A request has at most 200 items. Send another one");
  const last = tx.select({ position: max(items.position) }).from(items).where(eq(items.requestId, id)).get()!.position ?? 0;
  const item = { id: newId(), requestId: id, clientId: request.clientId, position: last + 1, ...kept(words), createdAt: now() };
  tx.insert(items).values(item).run();
  record(tx, member, request.status === "draft" ? "request.changed" : "request.item_added", subjectOf(request), { item: item.label });
  return item.id;
}

/** Rewords an item while nobody's answer to it is with us. Its kind stays once the request was sent. Throws NotFound, Refused 409. */
export function changeItem(tx: Db, member: Member, id: string, itemId: string, { seen, ...words }: ItemWords) {
  const { request, item } = itemOf(member, id, itemId, tx);
  itemLife.after(item.status, "reword");
  if (request.status === "cancelled") throw new Refused(409, "This request was cancelled. Nothing was recorded.");
  requireHand(tx, member, request);
  mustStillBe(seen, itemDetailsOf(item), changedMeanwhile);
  if (request.status !== "draft" && words.type !== item.type) throw new Refused(409, "The client has seen this item, so its kind stays. Waive it and add another.", { field: "type" });
  tx.update(items).set(kept(words)).where(eq(items.id, itemId)).run();
  if ((words.dueOn ?? null) !== item.dueOn) answerTimeAsks(tx, request);
  record(tx, member, request.status === "draft" ? "request.changed" : "request.item_reworded", subjectOf(request), { item: words.label });
}

/** Takes an item out of a draft. Throws NotFound, Refused 409 once it was sent. */
export function removeItem(tx: Db, member: Member, id: string, itemId: string) {
  const { request, item } = itemOf(member, id, itemId, tx);
  if (request.status !== "draft") throw new Refused(409, "The client has seen this item. Waive it instead.");
  tx.delete(items).where(eq(items.id, itemId)).run();
  tx.update(items).set({ position: sql`${items.position} - 1` }).where(and(eq(items.requestId, id), gt(items.position, item.position))).run();
  record(tx, member, "request.changed", subjectOf(request), { item: item.label });
}

/** Moves an item one place up or down. Throws NotFound, Refused 409 at the ends, or where the request is over. */
export function orderItem(tx: Db, member: Member, id: string, itemId: string, way: "up" | "down") {
  const { request, item } = itemOf(member, id, itemId, tx);
  life.after(request.status, "change");
  requireHand(tx, member, request);
  const other = request.items[request.items.indexOf(item) + (way === "up" ? -1 : 1)];
  if (!other) throw new Refused(409, `This item is already ${way === "up" ? "first" : "last"}. Nothing was recorded.`);
  tx.update(items).set({ position: other.position }).where(eq(items.id, item.id)).run();
  tx.update(items).set({ position: item.position }).where(eq(items.id, other.id)).run();
  record(tx, member, "request.changed", subjectOf(request), { item: item.label });
}

/** Deletes a draft nobody was shown. Throws NotFound, Refused 409. */
export function discardRequest(tx: Db, member: Member, id: string) {
  const request = requests(member, tx).find(id);
  life.after(request.status, "discard");
  tx.delete(items).where(eq(items.requestId, id)).run();
  tx.delete(table).where(eq(table.id, id)).run();
  record(tx, member, "request.discarded", subjectOf(request));
}

/** Why a request cannot be sent now, one sentence each, and where it is mended; empty where it can. */
export function hindrances({ id, clientId, items: all }: Pick<Found, "id" | "clientId" | "items">, tx: Db = db): Hindrance[] {
  const client = tx.select({ name: clientTable.name, archivedAt: clientTable.archivedAt, admits: sql<number>`${admitsContacts}` }).from(clientTable).where(eq(clientTable.id, clientId)).get()!;
  const people = tx.select({ all: count() }).from(contacts).where(and(eq(contacts.clientId, clientId), isNull(contacts.deactivatedAt))).get()!.all;
  const to = clientPath(clientId);
  return [
    ...(all.length ? [] : [{ words: "There is nothing to ask for yet", to: `/staff/requests/${id}/items/new`, label: "Add an item" }]),
    ...(client.archivedAt ? [{ words: `${client.name} is archived`, to, label: "Bring the client back" }] : client.admits ? [] : [{ words: `The portal of ${client.name} is closed, so nobody there could answer`, to, label: "Open it again" }]),
    ...(people ? [] : [{ words: `${client.name} has no active contact`, to, label: "Add a contact" }]),
  ];
}
interface Hindrance {
  words: string;
  to: string;
  label: string;
}

/** What the check page showed, to be held against what is sent. */
export const shownOf = (request: Found) => ({ ...detailsOf(request), items: request.items.map((item) => ({ id: item.id, ...itemDetailsOf(item) })) });

/** Sends a draft: it gets its number, and the client's contacts are written to. Throws NotFound, Refused 409 where it was changed since it was checked or was sent, 422 for what is missing. */
export function sendRequest(tx: Db, member: Member, id: string, seen: string) {
  const request = requests(member, tx).find(id);
  life.after(request.status, "send");
  requireAsker(tx, member, request);
  mustStillBe(seen, shownOf(request), "Somebody changed this request while you were checking it. Nothing was sent. Check it again.");
  const [hindrance] = hindrances(request, tx);
  if (hindrance) throw new Refused(422, `${hindrance.words}. Nothing was sent.`);
  tx.update(table).set({ sentAt: now(), number: nextNumber(tx, "information request") }).where(and(eq(table.id, id), isNull(table.sentAt))).run();
  record(tx, member, "request.sent", subjectOf(request), { items: request.items.length });
}

/** Cancels a request; what was received stays. Throws NotFound, Refused 409. */
export function cancelRequest(tx: Db, member: Member, id: string, reason: string) {
  const request = requests(member, tx).find(id);
  life.after(request.status, "cancel");
  requireAsker(tx, member, request);
  tx.update(table).set({ cancelledAt: now(), cancelledWhy: reason }).where(and(eq(table.id, id), isNull(table.cancelledAt))).run();
  answerTimeAsks(tx, request);
  record(tx, member, "request.cancelled", subjectOf(request), { excerpt: reason }, request.sentAt ? {} : { tells: "no one" });
}

/** Whom a reminder of a request would reach now: whoever had none today, of anything. */
export function remindableOf({ clientId }: Pick<Found, "clientId">, tx: Db = db) {
  const had = remindedToday(clientId, tx);
  return tx.select({ id: contacts.id, name: contacts.name }).from(contacts).where(and(eq(contacts.clientId, clientId), isNull(contacts.deactivatedAt))).all().filter(({ id }) => !had.has(id));
}

/** Reminds the client's contacts: each gets at most one letter a day. Throws NotFound, Refused 409 where nothing is open, or one went out today. */
export function remindOf(tx: Db, member: Member, id: string) {
  const request = requests(member, tx).find(id);
  life.after(request.status, "remind");
  requireAsker(tx, member, request);
  const to = remindableOf(request, tx).map(({ id }) => id);
  if (to.length === 0 || isRemindedToday(request)) throw new Refused(409, remindedAlready);
  tx.update(table).set({ remindedAt: now() }).where(eq(table.id, id)).run();
  record(tx, member, "request.reminded", subjectOf(request), { needed: request.progress.needed + request.progress.returned }, { to });
}

/** Whether a reminder of it went out today already, where the agency is. */
export function isRemindedToday({ remindedAt }: Pick<Found, "remindedAt">) {
  const { timeZone } = agency();
  return remindedAt !== null && dayIn(timeZone, remindedAt) === dayIn(timeZone, now());
}

/** A request's items as a template. Throws NotFound. */
export function contentOf(member: Member, id: string, tx: Db): TemplateContent {
  const { intro, items: all } = requests(member, tx).find(id);
  return { intro, items: all.map(({ label, help, type, options, required }) => ({ label, help, type, options, required })) };
}
