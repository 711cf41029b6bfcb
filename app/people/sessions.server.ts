import { and, eq, isNull, ne, or, sql } from "drizzle-orm";
import { type Db, prepared } from "#db/client.server.ts";
import { clients, contacts, members, pendingSignIns, people, sessions } from "#db/schema/index.ts";
import { DAY, HOUR, MINUTE, now } from "#app/lib/clock.ts";
import { hashed, newSecret } from "#app/lib/id.server.ts";
import type { Contact, Face, Member, Origin, SecondFactor, SessionEnd, SignInMethod } from "./viewer.ts";

/** Milliseconds a session may lie idle, and may live at all. A desk is left open more often than a phone. */
export const limits = {
  portal: { idle: 14 * DAY, absolute: 60 * DAY },
  staff: { idle: 12 * HOUR, absolute: 30 * DAY },
} satisfies Record<Face, { idle: number; absolute: number }>;

export type Session = typeof sessions.$inferSelect;

/** A session, and what became of it: alive, over (with its reason), or never there. */
export type Found = { state: "none" } | { state: "over"; session: Session; why: SessionEnd | "expired" } | { state: "alive"; session: Session };

const byId = prepared((db) => db.select().from(sessions).where(and(eq(sessions.id, sql.placeholder("id")), eq(sessions.face, sql.placeholder("face")))).prepare());

/** Finds the session whose secret this is, on this face. Ended and expired ones are told apart from unknown ones. */
export function findSession(face: Face, secret: string | undefined): Found {
  const session = secret ? byId().get({ id: hashed(secret), face }) : undefined;
  if (!session) return { state: "none" };
  return standingOf(session);
}

/** Whether a session that was found is still alive. */
export function standingOf(session: Session): Exclude<Found, { state: "none" }> {
  if (session.endedAt) return { state: "over", session, why: session.endedWhy ?? "signed_out" };
  const { idle, absolute } = limits[session.face];
  const at = now().getTime();
  const expired = at - session.lastSeenAt.getTime() > idle || at - session.createdAt.getTime() > absolute;
  return expired ? { state: "over", session, why: "expired" } : { state: "alive", session };
}

/** A client whose contacts may be in the portal: not archived, its portal not turned off. Decided here and nowhere else. */
export const admitsContacts = and(isNull(clients.archivedAt), isNull(clients.portalClosedAt));

const contactOf = prepared((db) =>
  db
    .select({ contact: contacts, person: { id: people.id, email: people.email }, clientName: clients.name })
    .from(contacts)
    .innerJoin(people, eq(people.id, contacts.personId))
    .innerJoin(clients, eq(clients.id, contacts.clientId))
    .where(and(eq(contacts.id, sql.placeholder("id")), eq(contacts.personId, sql.placeholder("personId")), isNull(contacts.deactivatedAt), admitsContacts))
    .prepare(),
);

/** The contact this session stands for now: read again on each request, so that a change of rights holds at once. */
export const contactOfSession = ({ id: sessionId, contactId, personId }: Session, origin: Origin): Contact | undefined => (contactId ? contactNow({ contactId, personId, sessionId }, origin) : undefined);

/** A contact as they are now, undefined where they have no access. `sessionId` is what their forms and links are bound to. */
export function contactNow({ contactId, personId, sessionId }: { contactId: string; personId: string; sessionId: string }, { address, agent }: Origin): Contact | undefined {
  const found = contactOf().get({ id: contactId, personId });
  if (!found) return undefined;
  const { contact, person, clientName } = found;
  return {
    kind: "contact",
    id: contact.id,
    personId: person.id,
    clientId: contact.clientId,
    clientName,
    name: contact.name,
    email: person.email,
    role: contact.role,
    can: { viewInvoices: contact.canViewInvoices, approveWork: contact.canApproveWork, comment: contact.canComment, submitRequests: contact.canSubmitRequests },
    sessionId,
    address,
    agent,
  };
}

const memberOf = prepared((db) =>
  db
    .select({ member: members, person: { id: people.id, email: people.email } })
    .from(members)
    .innerJoin(people, eq(people.id, members.personId))
    .where(and(eq(members.id, sql.placeholder("id")), eq(members.personId, sql.placeholder("personId")), isNull(members.deactivatedAt)))
    .prepare(),
);

export function memberOfSession(session: Session, { address, agent }: Origin): Member | undefined {
  const found = session.memberId ? memberOf().get({ id: session.memberId, personId: session.personId }) : undefined;
  if (!found) return undefined;
  const { member, person } = found;
  return { kind: "member", id: member.id, personId: person.id, name: member.name, email: person.email, title: member.title, role: member.role, sessionId: session.id, address, agent };
}

/** The contacts a person may sign in as today: not deactivated, of clients whose portal is open. */
export const contactsOfPerson = (tx: Db, personId: string) =>
  tx
    .select({ id: contacts.id, clientId: contacts.clientId, clientName: clients.name })
    .from(contacts)
    .innerJoin(clients, eq(clients.id, contacts.clientId))
    .where(and(eq(contacts.personId, personId), isNull(contacts.deactivatedAt), admitsContacts))
    .orderBy(clients.name)
    .all();

const several = prepared((db) =>
  db
    .select({ id: contacts.id })
    .from(contacts)
    .innerJoin(clients, eq(clients.id, contacts.clientId))
    .where(and(eq(contacts.personId, sql.placeholder("personId")), isNull(contacts.deactivatedAt), admitsContacts))
    .limit(2)
    .prepare(),
);

/** Whether a person may be here for more than one client: asked for the frame of every portal page. */
export const hasSeveralClients = (personId: string) => several().all({ personId }).length > 1;

/** `since` is when the person proved who they are: a session that only changes its client does not live longer for it. */
export interface Start {
  face: Face;
  personId: string;
  contactId?: string | null;
  memberId?: string | null;
  method: SignInMethod;
  secondFactor?: SecondFactor;
  replaces?: string;
  since?: Date;
}

/** Starts a session under a new secret, and ends the one it replaces. Gives the row, and the secret for the cookie alone. */
export function startSession(tx: Db, { replaces, since = now(), ...start }: Start, origin: Origin): { session: Session; secret: string } {
  const secret = newSecret();
  if (replaces) endSession(tx, replaces, "rotated");
  const session = tx
    .insert(sessions)
    .values({ id: hashed(secret), ...start, address: origin.address, agent: origin.agent.slice(0, 400), createdAt: since, lastSeenAt: now() })
    .returning()
    .get();
  return { session, secret };
}

/** Ends one session, by the id that stands in its row. */
export const endSession = (tx: Db, id: string, why: SessionEnd) =>
  tx.update(sessions).set({ endedAt: now(), endedWhy: why }).where(and(eq(sessions.id, id), isNull(sessions.endedAt))).run();

/** Ends a person's sessions: on both faces, or those of one contact or member, or all but one; sign-ins that still owe a second factor too. Gives how many. */
export function endSessions(tx: Db, whose: { personId: string } | { contactId: string } | { memberId: string }, why: SessionEnd, except?: string): number {
  if (!("contactId" in whose)) tx.delete(pendingSignIns).where("personId" in whose ? eq(pendingSignIns.personId, whose.personId) : eq(pendingSignIns.memberId, whose.memberId)).run();
  return tx
    .update(sessions)
    .set({ endedAt: now(), endedWhy: why })
    .where(
      and(
        isNull(sessions.endedAt),
        "personId" in whose ? eq(sessions.personId, whose.personId) : "contactId" in whose ? eq(sessions.contactId, whose.contactId) : eq(sessions.memberId, whose.memberId),
        except ? ne(sessions.id, except) : undefined,
      ),
    )
    .run().changes;
}

const seen = prepared((db) => db.update(sessions).set({ lastSeenAt: sql`${sql.placeholder("at")}` }).where(eq(sessions.id, sql.placeholder("id"))).prepare());
const contactSeen = prepared((db) => db.update(contacts).set({ lastSeenAt: sql`${sql.placeholder("at")}` }).where(eq(contacts.id, sql.placeholder("id"))).prepare());
const memberSeen = prepared((db) => db.update(members).set({ lastSeenAt: sql`${sql.placeholder("at")}` }).where(eq(members.id, sql.placeholder("id"))).prepare());

/** Notes that someone was here, at most once a minute. */
export function noteSeen(session: Session) {
  const at = now().getTime();
  if (at - session.lastSeenAt.getTime() < MINUTE) return;
  seen().run({ at, id: session.id });
  if (session.contactId) contactSeen().run({ at, id: session.contactId });
  if (session.memberId) memberSeen().run({ at, id: session.memberId });
}

/** A person's living sessions on a face, newest first: for the list on the profile page. */
export const sessionsOfPerson = (tx: Db, personId: string, face: Face) => {
  const { idle, absolute } = limits[face];
  const at = now().getTime();
  return tx
    .select()
    .from(sessions)
    .where(and(eq(sessions.personId, personId), eq(sessions.face, face), isNull(sessions.endedAt), sql`${sessions.lastSeenAt} >= ${at - idle}`, sql`${sessions.createdAt} >= ${at - absolute}`))
    .orderBy(sql`${sessions.lastSeenAt} desc`)
    .all();
};

/** Takes away sessions that ended or expired long ago; nothing refers to them. Gives how many. */
export const sweepSessions = (tx: Db) => {
  const long = now().getTime() - 90 * DAY;
  return tx.delete(sessions).where(or(sql`${sessions.endedAt} < ${long}`, sql`${sessions.lastSeenAt} < ${long}`)).run().changes;
};
