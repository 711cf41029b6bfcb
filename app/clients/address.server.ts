import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import type { Db } from "#db/client.server.ts";
import { contacts as table, members, people } from "#db/schema/index.ts";
import { record } from "#app/events/record.server.ts";
import { Refused } from "#app/lib/refused.ts";
import { mustStillBe } from "#app/lib/stamp.server.ts";
import { cancelLinks } from "#app/people/links.server.ts";
import { personByEmail } from "#app/people/persons.server.ts";
import { endSessions } from "#app/people/sessions.server.ts";
import type { Viewer } from "#app/people/viewer.ts";
import { type ContactRow, accessible, contactSubject } from "./contacts.server.ts";
import type { ContactChangeForm } from "./forms.server.ts";

/** What a change of a contact's details is held against. */
export const contactDetailsOf = ({ name, email, role }: Pick<ContactRow, "name" | "email" | "role">) => ({ name, email, role });

/**
 * Changes a contact's name and role, and the address they sign in with. A new address belongs to the person: it holds
 * for every client they are a contact of, ends their sessions and makes their links worthless. Throws NotFound, Refused
 * 409 where something changed meanwhile, 422 where the address cannot be theirs.
 */
export function changeContact(tx: Db, viewer: Viewer, id: string, { seen, ...after }: z.output<typeof ContactChangeForm>) {
  const contact = accessible(tx, viewer, id);
  const before = contactDetailsOf(contact);
  mustStillBe(seen, before, `Somebody changed this contact while you were writing. Nothing was recorded. As it stands: ${[before.name, before.email, before.role].filter(Boolean).join(", ")}. Save again if yours should stand.`);
  const changed = (Object.keys(before) as (keyof typeof before)[]).filter((field) => before[field] !== after[field]);
  if (changed.length === 0) return;
  if (changed.includes("email")) changeAddress(tx, contact, after.email);
  tx.update(table).set({ name: after.name, role: after.role }).where(eq(table.id, id)).run();
  record(tx, viewer, "contact.changed", contactSubject({ ...contact, name: after.name }), { fields: changed.join(", "), ...(changed.includes("email") ? { from: before.email, to: after.email } : {}) });
}

function changeAddress(tx: Db, contact: ContactRow, email: string) {
  // Else anyone of the team could move an owner's address to their own, and ask for a new password.
  if (tx.select({ id: members.id }).from(members).where(and(eq(members.personId, contact.personId), isNull(members.deactivatedAt))).get())
    throw new Refused(422, `${contact.name} is on your own team and signs in to both sides with this address. It is not changed here`, { field: "email" });
  const taken = personByEmail(tx, email);
  if (taken && taken.id !== contact.personId) throw new Refused(422, "Somebody else already signs in with this address. Add them as a contact of their own instead", { field: "email" });
  tx.update(people).set({ email }).where(eq(people.id, contact.personId)).run();
  endSessions(tx, { personId: contact.personId }, "access_ended");
  cancelLinks(tx, contact.personId);
}
