import { and, eq, isNull, sql } from "drizzle-orm";
import { prepared } from "#db/client.server.ts";
import { clients, contacts, members, people } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { type Found, contactOfSession } from "#app/people/sessions.server.ts";

const nowhere = { address: "", agent: "" };
const behind = prepared((db) =>
  db
    .select({ clientName: clients.name, name: members.name, phone: members.phone, email: people.email })
    .from(contacts)
    .innerJoin(clients, eq(clients.id, contacts.clientId))
    .leftJoin(members, and(eq(members.id, clients.lookedAfterBy), isNull(members.deactivatedAt)))
    .leftJoin(people, eq(people.id, members.personId))
    .where(eq(contacts.id, sql.placeholder("id")))
    .prepare(),
);

/** Who looks after a contact's client, with a way to reach them; the agency where nobody does, or where clients may not know who works for them. */
export function whoToAsk(contactId: string) {
  const found = behind().get({ id: contactId });
  const { name, email, phone, showTeamMembers } = agency();
  return found?.name && showTeamMembers ? { name: found.name, email: found.email ?? email, phone: found.phone || phone } : { name, email, phone };
}

/** Where this browser's session is over because access has ended: to what, and whom to ask. Read from the session's own row, never from the URL. */
export function endedAccess(found: Found) {
  if (found.state === "none" || !found.session.contactId) return null;
  const ended = found.state === "over" ? found.why === "access_ended" : !contactOfSession(found.session, nowhere);
  const clientName = ended ? behind().get({ id: found.session.contactId })?.clientName : undefined;
  return clientName ? { clientName, ask: whoToAsk(found.session.contactId) } : null;
}
