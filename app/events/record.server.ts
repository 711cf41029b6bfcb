import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { clients, contacts, eventParticulars, members, outbox, projectMembers } from "#db/schema/index.ts";
import { seesAll } from "#app/people/reach.server.ts";
import { admitsContacts } from "#app/people/sessions.server.ts";
import type { Viewer } from "#app/people/viewer.ts";
import { MINUTE, now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/id.server.ts";
import { onlyLooking } from "#app/lib/refused.ts";
import { type Action, happening } from "./all.ts";
import type { Audience, Particulars, Subject } from "./catalogue.ts";
import { chain, commit, randomSalt } from "./chain.server.ts";

/** For a document that is not shared, a task not shown: an event of a client's that its contacts are not told of; or for one that only some of them, by id, are told of. */
export type Telling = { tells?: Audience; to?: string[] };

/**
 * Writes what happened and the letters it causes, in the caller's transaction: if the deed is undone, so are they.
 * The chain holds ids, the instant and a salted commitment to the particulars; names, addresses and free text stand
 * beside it in a table that can be erased without breaking the chain.
 */
export function record(tx: Db, actor: Viewer, action: Action, subject: Subject, detail: Particulars = {}, { tells = happening(action).tells, to }: Telling = {}) {
  // Whatever came this far: no act of a preview is ever written under the contact's name.
  if (actor.kind === "contact" && actor.preview) throw onlyLooking(actor);
  const particulars = { actorName: actor.name, address: actor.address, agent: actor.agent, title: subject.title, ...detail };
  const salt = randomSalt();
  const event = chain(tx, {
    at: now(),
    action,
    actorKind: actor.kind,
    actorId: actor.id,
    clientId: subject.clientId,
    projectId: subject.projectId ?? null,
    subjectKind: subject.kind,
    subjectId: subject.id,
    commitment: commit(salt, particulars),
  });
  tx.insert(eventParticulars).values({ seq: event.seq, salt, particulars }).run();
  if ((tells === "client" || tells === "both") && subject.clientId) tellClient(tx, actor, subject.clientId, event.seq, to);
  if (tells === "agency" || tells === "both") tellAgency(tx, actor, subject, event.seq);
  return event;
}

/** One letter for each addressable contact of the client (invited ones too; none while its portal is closed), but never to who did it. */
function tellClient(tx: Db, actor: Viewer, clientId: string, eventSeq: number, to?: string[]) {
  const told = tx.select({ id: contacts.id }).from(contacts).innerJoin(clients, eq(clients.id, contacts.clientId)).where(and(eq(contacts.clientId, clientId), isNull(contacts.deactivatedAt), admitsContacts)).all();
  for (const { id } of told.filter(({ id }) => id !== actor.id && (to?.includes(id) ?? true))) tx.insert(outbox).values({ ...envelope(eventSeq), face: "portal", contactId: id }).run();
}

/** One letter for each of them but who did it. */
function tellAgency(tx: Db, actor: Viewer, subject: Subject, eventSeq: number) {
  for (const id of toldAgency(tx, subject).filter((id) => id !== actor.id)) tx.insert(outbox).values({ ...envelope(eventSeq), face: "staff", memberId: id }).run();
}

/** Whom of the agency a subject concerns, by id: each member of the project; where it has none, who looks after the client, if they may see it; else the owners. */
export function toldAgency(tx: Db, subject: Subject): string[] {
  const active = isNull(members.deactivatedAt);
  const onProject = () =>
    subject.projectId
      ? tx.select({ id: members.id }).from(members).innerJoin(projectMembers, eq(projectMembers.memberId, members.id)).where(and(eq(projectMembers.projectId, subject.projectId), active)).all()
      : [];
  const lookingAfter = () =>
    subject.clientId ? tx.select({ id: members.id, role: members.role }).from(members).innerJoin(clients, eq(clients.lookedAfterBy, members.id)).where(and(eq(clients.id, subject.clientId), active)).all().filter((member) => !subject.projectId || seesAll(member)) : [];
  const owners = () => tx.select({ id: members.id }).from(members).where(and(eq(members.role, "owner"), active)).all();
  return [onProject, lookingAfter, owners].reduce<{ id: string }[]>((found, next) => (found.length ? found : next()), []).map(({ id }) => id);
}

/** Milliseconds a letter waits for others to the same person: what happens within them goes into one. */
export const GATHERING = 5 * MINUTE;

const envelope = (eventSeq: number) => ({ id: newId(), kind: "event" as const, eventSeq, queuedAt: now(), nextAttemptAt: new Date(now().getTime() + GATHERING) });
