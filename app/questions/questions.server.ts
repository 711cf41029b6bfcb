import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { type Db, db } from "#db/client.server.ts";
import { contacts, firstViews, members, moreTimeAsks, questions as table } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import type { Action } from "#app/events/all.ts";
import type { Subject } from "#app/events/catalogue.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/id.server.ts";
import { Refused } from "#app/lib/refused.ts";
import type { Contact, SignedIn } from "#app/people/viewer.ts";
import { isTeamShown } from "#app/projects/people.server.ts";
import { projects } from "#app/projects/projects.server.ts";
import type { AskedKind } from "#app/receipts/receipt.ts";
import type { MoreTimeForm, QuestionForm } from "./forms.server.ts";

/** What is asked or offered, found by its own noun through its viewer: nothing here finds one by itself. */
export interface Asked extends Subject {
  kind: AskedKind;
  clientId: string;
}

/** The talk about a subject the viewer has found, oldest first; members speak with the agency's one name where the client may not know them. */
export function questionsOn(viewer: SignedIn, asked: Asked, tx: Db = db) {
  const named = viewer.kind === "member" || showsTeam(viewer, asked, tx);
  return tx
    .select({ id: table.id, body: table.body, at: table.createdAt, contactId: table.contactId, memberId: table.memberId, contact: contacts.name, member: members.name })
    .from(table)
    .leftJoin(contacts, eq(contacts.id, table.contactId))
    .leftJoin(members, eq(members.id, table.memberId))
    .where(and(eq(table.subjectId, asked.id), eq(table.clientId, asked.clientId)))
    .orderBy(asc(table.createdAt), asc(sql`questions.rowid`))
    .all()
    .map(({ contactId, memberId, contact, member, ...question }) => ({
      ...question,
      name: memberId ? (named ? member! : agency().name) : contact!,
      byAgency: memberId !== null,
      you: viewer.id === (contactId ?? memberId),
    }));
}

/** Whether a client may know who of the agency speaks about this: its project's setting, else the agency's. */
export const showsTeam = (viewer: SignedIn, { projectId }: Pick<Asked, "projectId">, tx: Db = db) => isTeamShown(projectId ? projects(viewer, tx).find(projectId) : { showTeamMembers: null });

/** Asks about a subject, or answers, by who speaks; a member's word may wait for one of the client. Throws Refused 403 for a contact who may not comment; whoever sees an invoice may ask about it. Gives its id. */
export function ask(tx: Db, viewer: SignedIn, asked: Asked, { body, awaitsReply }: z.output<typeof QuestionForm> & { awaitsReply?: "on" }): string {
  if (viewer.kind === "contact" && !viewer.can.comment && asked.kind !== "invoice") throw new Refused(403, "Asking questions is switched off for your account. Your words are kept here; ask us to switch it on.");
  const id = newId();
  tx.insert(table)
    .values({ id, clientId: asked.clientId, subjectKind: asked.kind, subjectId: asked.id, contactId: viewer.kind === "contact" ? viewer.id : null, memberId: viewer.kind === "member" ? viewer.id : null, body, awaitsReply: viewer.kind === "member" && awaitsReply === "on", createdAt: now() })
    .run();
  record(tx, viewer, viewer.kind === "contact" ? "question.asked" : "question.answered", asked, { excerpt: body.slice(0, 300), question: id });
  return id;
}

/** The open ask for more time about a subject, or undefined. */
export const openTimeAsk = ({ id }: Pick<Asked, "id">, tx: Db = db) =>
  tx
    .select({ at: moreTimeAsks.askedAt, note: moreTimeAsks.note, name: contacts.name, contactId: moreTimeAsks.contactId })
    .from(moreTimeAsks)
    .innerJoin(contacts, eq(contacts.id, moreTimeAsks.contactId))
    .where(and(eq(moreTimeAsks.subjectId, id), isNull(moreTimeAsks.answeredAt)))
    .get();

/** Asks for more time: one open ask at a time. The caller has asked its lifecycle. Throws Refused 409 where one is open. */
export function askForMoreTime(tx: Db, contact: Contact, asked: Asked, { note }: z.output<typeof MoreTimeForm>) {
  const open = openTimeAsk(asked, tx);
  if (open) throw new Refused(409, open.contactId === contact.id ? "You have asked for more time already. We will answer." : `${open.name} has asked for more time already. We will answer.`);
  tx.insert(moreTimeAsks).values({ id: newId(), clientId: asked.clientId, subjectKind: asked.kind, subjectId: asked.id, contactId: contact.id, note, askedAt: now() }).run();
  record(tx, contact, "time.asked_for", asked, note ? { excerpt: note.slice(0, 300) } : {});
}

/** Time was given, or the question settled otherwise: what was asked is answered. */
export const answerTimeAsks = (tx: Db, { id }: Pick<Asked, "id">) => tx.update(moreTimeAsks).set({ answeredAt: now() }).where(and(eq(moreTimeAsks.subjectId, id), isNull(moreTimeAsks.answeredAt))).run();

/**
 * Notes that a contact opened this version, the first time only, and puts it on record. For GETs by the person
 * themselves: the caller asks `observes(contact, request)` first.
 */
export function noteFirstView(tx: Db, contact: Contact, asked: Asked, version: number, action: Action) {
  const { changes } = tx.insert(firstViews).values({ subjectId: asked.id, version, contactId: contact.id, clientId: asked.clientId, at: now() }).onConflictDoNothing().run();
  if (changes) record(tx, contact, action, asked, { version });
}

/** Whether a GET may note something at all: never on HEAD, when fetched ahead, or in a preview. */
export const observes = (contact: Contact, request: Request) =>
  request.method === "GET" && !contact.preview && !/prefetch|prerender/.test(`${request.headers.get("Sec-Purpose")} ${request.headers.get("Purpose")}`);

/** Who opened a subject, and when first, newest version first: for members. */
export const viewsOf = ({ id, clientId }: Pick<Asked, "id" | "clientId">, tx: Db = db) =>
  tx
    .select({ contactId: firstViews.contactId, name: contacts.name, version: firstViews.version, at: firstViews.at })
    .from(firstViews)
    .innerJoin(contacts, eq(contacts.id, firstViews.contactId))
    .where(and(eq(firstViews.subjectId, id), eq(firstViews.clientId, clientId)))
    .orderBy(desc(firstViews.version), asc(firstViews.at))
    .all();
