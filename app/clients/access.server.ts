import type { Db } from "#db/client.server.ts";
import { dropLetters } from "#app/events/outbox.server.ts";
import { cancelLinks } from "#app/people/links.server.ts";
import { endSessions } from "#app/people/sessions.server.ts";

/** Shuts the portal for one contact, in the caller's transaction: sessions end, links are void, letters stop. */
export function endAccess(tx: Db, { id, personId }: { id: string; personId: string }, why: string) {
  endSessions(tx, { contactId: id }, "access_ended");
  cancelLinks(tx, personId, "portal");
  dropLetters(tx, { contactId: id }, why);
}
