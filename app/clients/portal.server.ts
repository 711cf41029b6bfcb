import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { clients as table, contacts } from "#db/schema/index.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { Refused } from "#app/lib/refused.ts";
import type { Viewer } from "#app/people/viewer.ts";
import { endAccess } from "./access.server.ts";
import { activeClient, clientSubject } from "./clients.server.ts";

/**
 * Turns the portal off for a whole client: its contacts' sessions end, their links are void and letters stop, in this
 * transaction. Each contact stays as they are, for when it is turned on again. Throws NotFound,
 * Refused 403 by role, or 409 where it is off, or the client archived.
 */
export function closePortal(tx: Db, viewer: Viewer, clientId: string) {
  const client = activeClient(tx, viewer, clientId);
  const { changes } = tx.update(table).set({ portalClosedAt: now() }).where(and(eq(table.id, clientId), isNull(table.portalClosedAt))).run();
  if (!changes) throw new Refused(409, `The portal of ${client.name} is off already. Nothing was recorded.`);
  for (const contact of tx.select({ id: contacts.id, personId: contacts.personId }).from(contacts).where(eq(contacts.clientId, clientId)).all()) endAccess(tx, contact, "portal turned off");
  record(tx, viewer, "client.portal_closed", clientSubject(client));
  return client;
}

/** Turns it on again: whoever had access has it, with the permissions they have. Throws NotFound, Refused 403 by role, or 409 where it is on. */
export function openPortal(tx: Db, viewer: Viewer, clientId: string) {
  const client = activeClient(tx, viewer, clientId);
  const { changes } = tx.update(table).set({ portalClosedAt: null }).where(and(eq(table.id, clientId), isNotNull(table.portalClosedAt))).run();
  if (!changes) throw new Refused(409, `The portal of ${client.name} is on already. Nothing was recorded.`);
  record(tx, viewer, "client.portal_opened", clientSubject(client));
  return client;
}

/** A client whose contacts can be let in, or looked as. Throws NotFound, Refused 403 by role, or 409 where it is archived or its portal off. */
export function clientOnline(tx: Db, viewer: Viewer, clientId: string) {
  const client = activeClient(tx, viewer, clientId);
  if (client.portalClosedAt) throw new Refused(409, `The portal of ${client.name} is off, so nobody there can be let in. Nothing was recorded. Turn the portal on first.`);
  return client;
}
