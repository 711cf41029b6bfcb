import type { Db } from "#db/client.server.ts";
import { dropLetters } from "#app/events/outbox.server.ts";
import { cancelLinks } from "#app/people/links.server.ts";
import { contactsOfPerson, endSessions } from "#app/people/sessions.server.ts";

/**
 * Shuts the portal for one contact whose row (or client) already says so, in the caller's transaction: sessions end,
 * links are void, letters stop. An invitation to another client, where the person still is a contact, stays good.
 */
export function endAccess(tx: Db, { id, personId }: { id: string; personId: string }, why: string) {
  endSessions(tx, { contactId: id }, "access_ended");
  cancelLinks(tx, personId, "portal", undefined, contactsOfPerson(tx, personId).length ? id : undefined);
  dropLetters(tx, { contactId: id }, why);
}
