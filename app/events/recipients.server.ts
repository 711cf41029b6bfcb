import { and, asc, eq, isNull } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { agency, clients, contacts, members, people } from "#db/schema/index.ts";
import type { Sight } from "#app/people/reach.server.ts";
import { admitsContacts } from "#app/people/sessions.server.ts";
import type { Face } from "#app/people/viewer.ts";
import type { Row } from "./letters.server.ts";

/** Who a letter goes to, as they are now. */
export interface Recipient {
  face: Face;
  personId: string;
  name: string;
  address: string;
  /** For a client's contact; null for somebody who asked by address and is a contact of several. */
  contactId: string | null;
  client: { id: string; name: string } | null;
  /** Who they are to the record: what they may no longer read, no letter tells them. */
  reader: Sight;
  /** Who looks after their client, where clients may know who works for them. */
  host: { name: string; address: string } | null;
}

/** The recipient of a row, or why there is none. */
export function recipientOf(tx: Db, { face, contactId, memberId, askedFor }: Row): Recipient | string {
  if (memberId) return memberBy(tx, eq(members.id, memberId)) ?? "They no longer work here.";
  if (contactId) return contactsBy(tx, eq(contacts.id, contactId))[0] ?? "Their access to the portal has ended.";
  if (face === "staff") return memberBy(tx, eq(people.email, askedFor ?? "")) ?? "Nobody here has this address.";
  const found = contactsBy(tx, eq(people.email, askedFor ?? ""));
  if (!found[0]) return "Nobody here has this address.";
  return found.length === 1 ? found[0] : { ...found[0], contactId: null, client: null, host: null };
}

const memberBy = (tx: Db, which: ReturnType<typeof eq>): Recipient | undefined => {
  const found = tx.select({ id: members.id, role: members.role, personId: people.id, name: members.name, address: people.email }).from(members).innerJoin(people, eq(people.id, members.personId)).where(and(which, isNull(members.deactivatedAt))).get();
  if (!found) return undefined;
  const { id, role, ...person } = found;
  return { face: "staff", ...person, contactId: null, client: null, host: null, reader: { kind: "member", id, role } };
};

const contactsBy = (tx: Db, which: ReturnType<typeof eq>): Recipient[] =>
  tx
    .select({ personId: people.id, name: contacts.name, address: people.email, contactId: contacts.id, canViewInvoices: contacts.canViewInvoices, canApproveWork: contacts.canApproveWork, canComment: contacts.canComment, canSubmitRequests: contacts.canSubmitRequests, client: { id: clients.id, name: clients.name }, hostId: clients.lookedAfterBy })
    .from(contacts)
    .innerJoin(people, eq(people.id, contacts.personId))
    .innerJoin(clients, eq(clients.id, contacts.clientId))
    .where(and(which, isNull(contacts.deactivatedAt), admitsContacts))
    .orderBy(asc(clients.name))
    .all()
    .map(({ hostId, canViewInvoices, canApproveWork, canComment, canSubmitRequests, ...contact }) => {
      const host = hostId && ourselves(tx).showTeamMembers ? memberBy(tx, eq(members.id, hostId)) : undefined;
      return { face: "portal", ...contact, reader: { kind: "contact", clientId: contact.client.id, can: { viewInvoices: canViewInvoices, approveWork: canApproveWork, comment: canComment, submitRequests: canSubmitRequests } }, host: host ? { name: host.name, address: host.address } : null };
    });

/** What every letter to somebody says alike. */
export function everyLetter(tx: Db, { name, host, face }: Recipient) {
  const { name: agencyName, address, phone, email, brandColour, locale, letterFooter } = ourselves(tx);
  return {
    greeting: `Hello ${name.split(/\s+/)[0]},`,
    reach: { name: host?.name ?? agencyName, phone, reply: face === "portal" && Boolean(host ?? email) },
    agency: { name: agencyName, address, brandColour, locale, footer: letterFooter },
  };
}

/** Who a reply reaches: whoever looks after the client, else the agency; nobody where the agency gives no address. */
export function replyToOf(tx: Db, { host, face }: Recipient) {
  const { name, email } = ourselves(tx);
  if (face === "staff") return null;
  return host ?? (email ? { name, address: email } : null);
}

/** The agency, for its paper. */
export function ourselves(tx: Db) {
  const found = tx.select().from(agency).get();
  if (!found) throw new Error("There is no agency yet, so there is no paper to write on.");
  return found;
}
