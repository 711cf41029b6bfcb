import { db, transact } from "#db/client.server.ts";
import { record } from "#app/events/record.server.ts";
import { NotFound } from "#app/lib/refused.ts";
import { ownPath } from "#app/lib/request.server.ts";
import { type Session, contactsOfPerson } from "#app/people/sessions.server.ts";
import type { Origin } from "#app/people/viewer.ts";
import { begin, subjectOf, withSession } from "./entry.server.ts";

/**
 * Goes on for one of a person's clients: a session of its own in place of this one, no longer-lived than it. Throws
 * NotFound for a client that is not theirs.
 */
export const chooseClient = (session: Session, origin: Origin, { client, to }: { client: string; to?: string }): Response =>
  transact((tx) => {
    const chosen = contactsOfPerson(tx, session.personId).find(({ clientId }) => clientId === client);
    if (!chosen) throw new NotFound();
    const { secret, viewer } = begin(tx, { face: "portal", personId: session.personId, contactId: chosen.id, method: session.method, replaces: session.id, since: session.createdAt }, origin);
    record(tx, viewer!, session.contactId ? "session.switched" : "session.started", subjectOf(viewer!), { method: session.method, client: chosen.clientName });
    return withSession("portal", secret, pathFor(client, to));
  });

/** Where they meant to go, unless it names another client than the one they chose. */
function pathFor(client: string, to: string | undefined) {
  const path = ownPath(to, "portal");
  const named = new URL(path, "http://own.invalid").searchParams.get("client");
  return named && named !== client ? "/portal/home" : path;
}

/** The clients a session's person may go on for; `wanted` is the name of the one their link was about. */
export function clientsOf(session: Session, to: string | null) {
  const all = contactsOfPerson(db, session.personId);
  const named = new URL(ownPath(to, "portal"), "http://own.invalid").searchParams.get("client");
  return {
    clients: all.map(({ id, clientId, clientName }) => ({ id: clientId, contactId: id, name: clientName, current: id === session.contactId, isWanted: clientId === named })),
    wanted: all.find(({ clientId }) => clientId === named)?.clientName ?? null,
  };
}
