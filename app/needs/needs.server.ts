import type { Need } from "#app/lib/waits.ts";
import type { Contact } from "#app/people/viewer.ts";
import { contactNow, contactsOfPerson } from "#app/people/sessions.server.ts";
import { db } from "#db/client.server.ts";
import { keptBy } from "#db/kept.server.ts";
import { MINUTE, now } from "#app/lib/clock.ts";
import { everyWait } from "./all.server.ts";
import { waiting } from "./lead.ts";

/** Everything that waits for this contact, most urgent first: what was sent back, what runs out soonest, then what has no end, oldest first. */
export const needsOf = keptBy(
  // Time runs in minutes: deadlines are at whole ones, and words of how long ago count them.
  ({ id, can, preview }: Contact) => JSON.stringify([id, can, preview?.id, Math.floor(now().getTime() / MINUTE)]),
  (contact: Contact): readonly Need[] => inOrder(everyWait.flatMap(({ needs }) => needs?.(contact) ?? [])),
);

/** At which of the other clients they act for something waits for a contact's person, and how much of it; what it is stays there. Never in a preview. */
export function waitingElsewhere(contact: Contact) {
  if (contact.preview) return [];
  return contactsOfPerson(db, contact.personId)
    .filter(({ id }) => id !== contact.id)
    .map(({ id, clientName }) => ({ clientName, needs: needsAs(id, contact.personId) }))
    .filter(({ needs }) => needs.length > 0)
    .map(({ clientName, needs }) => ({ clientName, lead: waiting(needs) }));
}

/** What waits for a person with one of the clients they act for. */
export function needsAs(contactId: string, personId: string): readonly Need[] {
  const contact = contactNow({ contactId, personId, sessionId: "" }, { address: "", agent: "" });
  return contact ? needsOf(contact) : [];
}

const inOrder = <One extends Need>(all: One[]) =>
  all.sort((one, other) => Number(other.first ?? false) - Number(one.first ?? false) || end(one) - end(other) || one.since.getTime() - other.since.getTime());
// Two things without an end are equal here, and Infinity less Infinity is no number.
const end = ({ deadline }: Need) => deadline?.getTime() ?? Number.MAX_SAFE_INTEGER;

/** How many things wait in each section of the portal, by its path. */
export function countsOf(needs: readonly Pick<Need, "kind">[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of needs) {
    const section = everyWait.find((one) => one.kind === kind)?.section;
    if (section) counts[section] = (counts[section] ?? 0) + 1;
  }
  return counts;
}
