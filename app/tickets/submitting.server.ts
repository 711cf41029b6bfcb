import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { type Db, db } from "#db/client.server.ts";
import { contacts, files as fileTable, ticketFiles, ticketMessages, tickets as table } from "#db/schema/index.ts";
import { clients } from "#app/clients/clients.server.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/id.server.ts";
import { nextNumber } from "#app/lib/numbers.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { type Contact, type Member, type SignedIn, system } from "#app/people/viewer.ts";
import { projects } from "#app/projects/projects.server.ts";
import { requireCategory } from "./categories.server.ts";
import { colleaguesOn, readersOf } from "./following.server.ts";
import type { TicketForClientForm, TicketForm } from "./forms.server.ts";
import { FILES_AT_ONCE, type Kind, numberOf } from "./ticket.ts";
import { type Ticket, subjectOf } from "./tickets.server.ts";

/** A file that arrived: its bytes are durable, and no row names them yet. */
export interface Received {
  key: string;
  name: string;
  size: number;
  sha256: string;
}

/** Throws Refused 403 for a contact who only looks, NotFound for one who may not submit requests: the section is not there. */
export function requireSubmitter(contact: Contact) {
  if (!contact.can.submitRequests) throw new NotFound();
}

/** A contact asks for work, or for help: numbered, confirmed by letter, new to us. Gives its id. Throws NotFound, Refused 422 for a category or project that cannot be chosen. */
export function submitTicket(tx: Db, contact: Contact, { projectId, ...asked }: z.output<typeof TicketForm>, files: Received[] = []): string {
  requireSubmitter(contact);
  requireCategory(tx, asked.kind, asked.categoryId);
  if (projectId) requireProject(tx, contact, contact.clientId, projectId);
  return openedBy(tx, contact, { ...asked, clientId: contact.clientId, contactId: contact.id, projectId }, files);
}

/** What begins where somebody replied to what had been closed for too long: of the same kind, linked to it. */
export function beginNext(tx: Db, contact: Contact, before: Ticket, body: string, files: Received[]): string {
  const { kind, categoryId, subject, projectId, clientId, id } = before;
  return openedBy(tx, contact, { kind, categoryId, subject, projectId, clientId, contactId: contact.id, body, followsId: id }, files);
}

function openedBy(tx: Db, contact: Contact, { body, ...asked }: Omit<Opening, "openedBy">, files: Received[]): string {
  const ticket = open(tx, asked);
  say(tx, contact, ticket, body, files);
  record(tx, contact, "ticket.submitted", subjectOf(ticket), { excerpt: body.slice(0, 300), number: ticket.name });
  record(tx, system, "ticket.received", subjectOf(ticket), { number: ticket.name }, { to: [contact.id] });
  return ticket.id;
}

/** A member opens one for a client, on the telephone say: its contacts read it, and get a letter. Gives its id. Throws NotFound, Refused 422 beside the field. */
export function openForClient(tx: Db, member: Member, { clientId, contactId, projectId, assigneeId, body, ...asked }: z.output<typeof TicketForClientForm>, files: Received[] = []): string {
  const client = findClient(tx, member, clientId);
  requireCategory(tx, asked.kind, asked.categoryId);
  if (contactId) requireContact(tx, client.id, contactId);
  if (projectId) requireProject(tx, member, client.id, projectId);
  const ticket = open(tx, { ...asked, clientId: client.id, contactId, projectId, openedBy: member.id });
  say(tx, member, ticket, body, files);
  record(tx, member, "ticket.opened", subjectOf(ticket), { excerpt: body.slice(0, 300), number: ticket.name }, { to: readersOf(tx, client.id) });
  if (assigneeId) {
    const assignee = colleaguesOn(member, ticket, tx).find(({ id }) => id === assigneeId);
    if (!assignee) throw new Refused(422, "Choose somebody who sees this client’s work", { field: "assigneeId" });
    tx.update(table).set({ assigneeId, startedAt: now() }).where(eq(table.id, ticket.id)).run();
    record(tx, member, "ticket.assigned", subjectOf(ticket), { assignee: assignee.name }, { members: [assigneeId] });
  }
  return ticket.id;
}

interface Opening {
  kind: Kind;
  categoryId: string;
  subject: string;
  clientId: string;
  projectId?: string | null;
  contactId?: string | null;
  openedBy?: string | null;
  wantedOn?: string | null;
  followsId?: string | null;
  body: string;
}

function open(tx: Db, { projectId = null, contactId = null, openedBy = null, wantedOn = null, followsId = null, ...asked }: Omit<Opening, "body">) {
  const at = now();
  const number = nextNumber(tx, asked.kind === "job" ? "job" : "support");
  const row = { id: newId(), ...asked, number, projectId, contactId, openedBy, wantedOn, followsId, createdAt: at, lastMessageAt: at, lastBy: "client" as const, turnAt: at };
  tx.insert(table).values(row).run();
  return { ...row, name: numberOf(asked.kind, number) };
}

/** Puts words on a ticket's thread, with their files, and counts them on its row. Whose turn it is, is the caller's to say. Gives the message's id. */
export function say(tx: Db, viewer: SignedIn, ticket: Pick<Ticket, "id" | "clientId">, body: string, files: Received[]): string {
  if (files.length > FILES_AT_ONCE) throw new Refused(413, `Choose at most ${FILES_AT_ONCE} files at once`, { field: "files" });
  const id = newId();
  tx.insert(ticketMessages)
    .values({ id, ticketId: ticket.id, clientId: ticket.clientId, contactId: viewer.kind === "contact" ? viewer.id : null, memberId: viewer.kind === "member" ? viewer.id : null, body, createdAt: now() })
    .run();
  for (const { key, name, size, sha256 } of files) {
    tx.insert(fileTable).values({ id: key, clientId: ticket.clientId, name, size, sha256, createdAt: now() }).run();
    tx.insert(ticketFiles).values({ messageId: id, clientId: ticket.clientId, fileId: key }).run();
  }
  tx.update(table).set({ messageCount: sql`${table.messageCount} + 1`, lastMessageAt: now() }).where(eq(table.id, ticket.id)).run();
  return id;
}

function findClient(tx: Db, member: Member, id: string) {
  const found = clients(member, tx).find(id);
  if (found.archivedAt) throw new Refused(422, "This client is archived. Bring it back first", { field: "clientId" });
  return found;
}

/** Throws Refused 422 beside the field for a project that is not this client's, or not the viewer's to see. */
export function requireProject(tx: Db, viewer: SignedIn, clientId: string, projectId: string) {
  const found = projects(viewer, tx).page({ limit: 1, offset: 0 }, { id: projectId, clientId })[0];
  if (!found) throw new Refused(422, "Choose a project from the list", { field: "projectId" });
  return found;
}

function requireContact(tx: Db, clientId: string, contactId: string) {
  const found = tx.select({ id: contacts.id }).from(contacts).where(and(eq(contacts.id, contactId), eq(contacts.clientId, clientId), isNull(contacts.deactivatedAt))).get();
  if (!found) throw new Refused(422, "Choose a contact of this client", { field: "contactId" });
}

/** For whom one may be opened: each active client's contacts, or one client's. */
export function contactsToChoose(member: Member, clientId: string | undefined, tx: Db = db) {
  const names = new Map(clients(member, tx).active().map(({ id, name }) => [id, name]));
  return tx
    .select({ id: contacts.id, name: contacts.name, clientId: contacts.clientId })
    .from(contacts)
    .where(and(isNull(contacts.deactivatedAt), clientId ? eq(contacts.clientId, clientId) : undefined))
    .orderBy(asc(contacts.name))
    .all()
    .filter((row) => names.has(row.clientId))
    .map(({ id, name, clientId }) => ({ value: id, label: name, group: names.get(clientId)! }));
}
