import { redirect } from "@remix-run/node";
import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { contacts, members } from "#db/schema/index.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { secretFrom, sessionCookie } from "#app/lib/cookies.server.ts";
import { ownPath } from "#app/lib/request.server.ts";
import { type Start, contactOfSession, contactsOfPerson, findSession, memberOfSession, startSession } from "#app/people/sessions.server.ts";
import { type Contact, type Face, type Member, type Origin, type SecondFactor, type SignInMethod, stranger } from "#app/people/viewer.ts";
import { hasSecondFactor } from "./codes.server.ts";
import { hold } from "./pending.server.ts";

/** Somebody who has proved who they are. `contactId` where the proof was for one client: an invitation. */
export interface Proved {
  personId: string;
  name: string;
  memberId: string | null;
  contactId?: string | null;
}

interface Entering {
  face: Face;
  who: Proved;
  method: SignInMethod;
  secondFactor?: SecondFactor;
  goTo?: string | null;
}

/**
 * Lets somebody in who has proved who they are: a new session in place of this browser's old one, on record. Whoever has
 * a second factor is asked for it first, however they came to the staff side.
 */
export function letIn(tx: Db, request: Request, origin: Origin, entering: Entering): Response {
  const { face, who, method, goTo } = entering;
  if (face === "staff" && who.memberId && hasSecondFactor(who.personId)) return hold(tx, origin, { personId: who.personId, memberId: who.memberId, method, goTo: ownPath(goTo, face) });
  return admit(tx, request, origin, entering).response;
}

/**
 * Starts the session of somebody of whom nothing more is asked. In the portal a person of one client, or one whose
 * `goTo` names it, goes straight in; a person of several chooses first.
 */
export function admit(tx: Db, request: Request, origin: Origin, { face, who, method, secondFactor, goTo }: Entering) {
  const to = ownPath(goTo, face);
  const contactId = face === "portal" ? (who.contactId ?? contactFor(tx, who.personId, to)) : null;
  const before = findSession(face, secretFrom(request, face));
  const { secret, viewer } = begin(tx, { face, personId: who.personId, contactId, memberId: face === "staff" ? who.memberId : null, method, secondFactor, replaces: before.state === "alive" ? before.session.id : undefined }, origin);
  const says = method === "invitation" ? "invitation.accepted" : "session.started";
  const how = { method, ...(secondFactor && { second_factor: secondFactor }) };
  if (viewer) record(tx, viewer, says, subjectOf(viewer), how);
  else record(tx, { ...stranger(origin), name: who.name }, says, { kind: "person", id: who.personId, clientId: null, title: who.name }, how);
  return { viewer, response: withSession(face, secret, face === "portal" && !contactId ? `/portal/clients?to=${encodeURIComponent(to)}` : to) };
}

/** Starts a session, and marks an invited contact or member as active: they have been here. */
export function begin(tx: Db, start: Start, origin: Origin): { secret: string; viewer: Contact | Member | undefined } {
  const { session, secret } = startSession(tx, start, origin);
  if (start.contactId) tx.update(contacts).set({ activatedAt: now() }).where(and(eq(contacts.id, start.contactId), isNull(contacts.activatedAt))).run();
  if (start.memberId) tx.update(members).set({ activatedAt: now() }).where(and(eq(members.id, start.memberId), isNull(members.activatedAt))).run();
  return { secret, viewer: contactOfSession(session, origin) ?? memberOfSession(session, origin) };
}

export const withSession = (face: Face, secret: string, to: string) => redirect(to, { status: 303, headers: { "Set-Cookie": sessionCookie(face, secret) } });

/** What the trail hangs a person's comings and goings on. */
export const subjectOf = (viewer: Contact | Member) =>
  viewer.kind === "contact" ? { kind: "contact" as const, id: viewer.id, clientId: viewer.clientId, title: viewer.name } : { kind: "member" as const, id: viewer.id, clientId: null, title: viewer.name };

/** The one client a person may mean: their only one, or the one the path they are going to names. */
function contactFor(tx: Db, personId: string, to: string): string | null {
  const all = contactsOfPerson(tx, personId);
  if (all.length === 1) return all[0]!.id;
  const wanted = new URL(to, "http://own.invalid").searchParams.get("client");
  return all.find(({ clientId }) => clientId === wanted)?.id ?? null;
}
