import { and, asc, eq, isNull, ne, sql } from "drizzle-orm";
import type { z } from "zod";
import { type Db, db } from "#db/client.server.ts";
import { clients as clientTable, contacts as table, people } from "#db/schema/index.ts";
import type { Subject } from "#app/events/catalogue.ts";
import { queueLetter } from "#app/events/outbox.server.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/id.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { mustStillBe } from "#app/lib/stamp.server.ts";
import { list } from "#app/lib/words.ts";
import { lifeOf } from "#app/people/links.server.ts";
import { findOrAddPerson } from "#app/people/persons.server.ts";
import { clientsInReach } from "#app/people/reach.server.ts";
import { admitsContacts } from "#app/people/sessions.server.ts";
import type { Viewer } from "#app/people/viewer.ts";
import { endAccess } from "./access.server.ts";
import { type ClientFilter, activeClient, matching } from "./clients.server.ts";
import { type Permitted, accessOf, changesBetween, permittedWords } from "./contact.ts";
import type { ContactForm, PermissionsForm } from "./forms.server.ts";
import { clientOnline } from "./portal.server.ts";

/** Who may know a client's contacts: who of the agency may know the client. */
export const visibleTo = (viewer: Viewer) => (viewer.kind === "member" || viewer.kind === "system" ? clientsInReach(viewer, table.clientId) : sql`0`);

const columns = {
  id: table.id,
  clientId: table.clientId,
  personId: table.personId,
  name: table.name,
  role: table.role,
  email: people.email,
  canViewInvoices: table.canViewInvoices,
  canApproveWork: table.canApproveWork,
  canComment: table.canComment,
  canSubmitRequests: table.canSubmitRequests,
  invitedAt: table.invitedAt,
  activatedAt: table.activatedAt,
  deactivatedAt: table.deactivatedAt,
  lastSeenAt: table.lastSeenAt,
};

const withInvitation = <C extends { invitedAt: Date }>(contact: C) => ({ ...contact, invitationEndsAt: new Date(contact.invitedAt.getTime() + lifeOf.invitation) });
export type ContactRow = ReturnType<ReturnType<typeof contacts>["find"]>;

/** A client's people in the order they were invited; those whose access ended last. */
export const contacts = (viewer: Viewer, tx: Db = db) => ({
  of: (clientId: string) =>
    tx
      .select(columns)
      .from(table)
      .innerJoin(people, eq(people.id, table.personId))
      .where(and(visibleTo(viewer), eq(table.clientId, clientId)))
      .orderBy(sql`${table.deactivatedAt} IS NOT NULL`, asc(table.invitedAt), asc(table.name))
      .all()
      .map(withInvitation),
  /** One contact, of any client of the agency's. Throws NotFound. */
  find(id: string) {
    const found = tx.select(columns).from(table).innerJoin(people, eq(people.id, table.personId)).where(and(visibleTo(viewer), eq(table.id, id))).get();
    if (!found) throw new NotFound();
    return withInvitation(found);
  },
  /** One contact of this client; of another's it is not found. Throws NotFound. */
  in(clientId: string, id: string) {
    const contact = contacts(viewer, tx).find(id);
    if (contact.clientId !== clientId) throw new NotFound();
    return contact;
  },
  /** The contacts of all clients asked for, with the client's name, by both names: one slice. */
  ofAll: ({ limit, offset }: { limit: number; offset: number }, filter: ClientFilter = {}) =>
    tx
      .select({ ...columns, clientName: clientTable.name })
      .from(table)
      .innerJoin(people, eq(people.id, table.personId))
      .innerJoin(clientTable, eq(clientTable.id, table.clientId))
      .where(and(visibleTo(viewer), matching(viewer, filter)))
      .orderBy(sql`${clientTable.name} collate nocase`, sql`${table.name} collate nocase`, asc(table.id))
      .limit(limit)
      .offset(offset)
      .all()
      .map(withInvitation),
  /** Who was invited and has not signed in yet, longest ago first, with the client's name: up to `limit`, and how many there are. */
  notYetIn(limit: number) {
    const rows = tx
      .select({ ...columns, clientName: clientTable.name, total: sql<number>`count(*) over ()` })
      .from(table)
      .innerJoin(people, eq(people.id, table.personId))
      .innerJoin(clientTable, eq(clientTable.id, table.clientId))
      .where(and(visibleTo(viewer), isNull(table.activatedAt), isNull(table.lastSeenAt), isNull(table.deactivatedAt), admitsContacts))
      .orderBy(asc(table.invitedAt))
      .limit(limit)
      .all();
    return { total: rows[0]?.total ?? 0, invited: rows.map(({ total: _, ...contact }) => withInvitation(contact)) };
  },
  /** The names of other clients the same person is a contact of. */
  elsewhere: ({ personId, clientId }: { personId: string; clientId: string }) =>
    tx
      .select({ name: clientTable.name })
      .from(table)
      .innerJoin(clientTable, eq(clientTable.id, table.clientId))
      .where(and(visibleTo(viewer), eq(table.personId, personId), ne(table.clientId, clientId), isNull(table.deactivatedAt)))
      .orderBy(asc(clientTable.name))
      .all()
      .map(({ name }) => name),
});

export const contactSubject = ({ id, clientId, name }: Pick<ContactRow, "id" | "clientId" | "name">): Subject => ({ kind: "contact", id, clientId, title: name });

/**
 * Adds somebody to a client and invites them. A known address gains a second client, not a second person: it keeps its
 * sign-in, and has the display name given here for this client alone. Gives the contact's id. Throws NotFound, Refused 403
 * by role, 409 for a client that is archived or whose portal is off, 422 where they are a contact here already.
 */
export function addContact(tx: Db, viewer: Viewer, clientId: string, { name, email, role, ...permitted }: z.output<typeof ContactForm>): string {
  clientOnline(tx, viewer, clientId);
  const personId = findOrAddPerson(tx, { email, name });
  const here = tx.select({ name: table.name, deactivatedAt: table.deactivatedAt }).from(table).where(and(eq(table.clientId, clientId), eq(table.personId, personId))).get();
  if (here) throw new Refused(422, here.deactivatedAt ? `${here.name} was a contact here under this address. Give them access again instead` : `${here.name} is already a contact here under this address`, { field: "email" });
  const contact = { id: newId(), clientId, personId, name, role, ...permitted, invitedAt: now() };
  tx.insert(table).values(contact).run();
  record(tx, viewer, "contact.added", contactSubject(contact), { may: permittedWords(permitted).join(", ") });
  sendInvitation(tx, viewer, contact);
  return contact.id;
}

/** Invites a contact who has not signed in yet, again if need be. Throws NotFound, Refused 403 by role, 409 where they have signed in or their access ended. */
export function inviteContact(tx: Db, viewer: Viewer, id: string) {
  const contact = accessible(tx, viewer, id);
  clientOnline(tx, viewer, contact.clientId);
  // An invitation lives for days. Somebody with an account gets links of minutes, and asks for them on the sign-in page.
  if (accessOf(contact, now()) === "active") throw new Refused(409, `${contact.name} has signed in already and needs no invitation. They can ask for a sign-in link on the portal’s sign-in page.`);
  tx.update(table).set({ invitedAt: now() }).where(eq(table.id, id)).run();
  sendInvitation(tx, viewer, contact);
}

function sendInvitation(tx: Db, viewer: Viewer, contact: { id: string; clientId: string; name: string }) {
  queueLetter(tx, { kind: "invitation", face: "portal", contactId: contact.id });
  record(tx, viewer, "contact.invited", contactSubject(contact));
}

/** The four permissions of a contact, and nothing else of it. */
export const permissionsOf = ({ canViewInvoices, canApproveWork, canComment, canSubmitRequests }: Permitted): Permitted => ({ canViewInvoices, canApproveWork, canComment, canSubmitRequests });

/** Says what a contact may do; it holds on their very next request. Gives what changed, in words. Throws NotFound, Refused 403 by role, 409. */
export function setPermissions(tx: Db, viewer: Viewer, id: string, { seen, ...permitted }: z.output<typeof PermissionsForm>): string {
  const contact = accessible(tx, viewer, id);
  const before = permissionsOf(contact);
  mustStillBe(seen, before, `Somebody changed what ${contact.name} may do while you were deciding. Nothing was recorded. As it stands, they have: ${list(permittedWords(before)) || "none of the four"}.`);
  const changes = changesBetween(before, permitted);
  if (!changes) return "";
  tx.update(table).set(permitted).where(eq(table.id, id)).run();
  record(tx, viewer, "contact.permissions_changed", contactSubject(contact), { changes });
  return changes;
}

/** Ends a contact's access at once: sessions, links and letters, in this transaction. What they did stays theirs. Throws NotFound, Refused 403 by role, 409. */
export function deactivateContact(tx: Db, viewer: Viewer, id: string) {
  const contact = accessible(tx, viewer, id);
  tx.update(table).set({ deactivatedAt: now() }).where(eq(table.id, id)).run();
  endAccess(tx, contact, "access ended");
  record(tx, viewer, "contact.deactivated", contactSubject(contact));
}

/** Gives a contact access again; who never signed in is invited anew. Throws NotFound, Refused 403 by role, 409 where it had not ended, or the client is archived. */
export function reactivateContact(tx: Db, viewer: Viewer, id: string) {
  const contact = contacts(viewer, tx).find(id);
  activeClient(tx, viewer, contact.clientId);
  if (!contact.deactivatedAt) throw new Refused(409, `${contact.name} has access already. Nothing was recorded.`);
  tx.update(table).set({ deactivatedAt: null }).where(eq(table.id, id)).run();
  record(tx, viewer, "contact.reactivated", contactSubject(contact));
  if (!contact.activatedAt && !contact.lastSeenAt) inviteContact(tx, viewer, id);
}

/** A contact whose access has not ended, of a client that is not archived, for who may change it. Throws NotFound, Refused 403 by role, 409. */
export function accessible(tx: Db, viewer: Viewer, id: string): ContactRow {
  const contact = contacts(viewer, tx).find(id);
  activeClient(tx, viewer, contact.clientId);
  if (contact.deactivatedAt) throw new Refused(409, `${contact.name}’s access has ended. Nothing was recorded. Give them access again first.`);
  return contact;
}

