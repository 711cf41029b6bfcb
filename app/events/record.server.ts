import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { clients, contacts, eventParticulars, members, projectMembers } from "#db/schema/index.ts";
import { invoiceKinds, seesAll, seesInvoices } from "#app/people/reach.server.ts";
import { admitsContacts } from "#app/people/sessions.server.ts";
import { type Member, type Viewer, permissions } from "#app/people/viewer.ts";
import { now } from "#app/lib/clock.ts";
import { onlyLooking } from "#app/lib/refused.ts";
import { type Action, happening } from "./all.ts";
import type { Audience, Particulars, Subject } from "./catalogue.ts";
import { chain, commit, randomSalt } from "./chain.server.ts";
import { tell } from "./telling.server.ts";

export { GATHERING } from "./choices.server.ts";

/**
 * For a document that is not shared, a task not shown: an event of a client's that its contacts are not told of; or for one
 * that only some of them, by id, are told of. `members`, by id, are told in place of those whom the subject concerns.
 */
export type Telling = { tells?: Audience; to?: string[]; members?: string[] };

/**
 * Writes what happened and the letters it causes, in the caller's transaction: if the deed is undone, so are they.
 * The chain holds ids, the instant and a salted commitment to the particulars; names, addresses and free text stand
 * beside it in a table that can be erased without breaking the chain.
 */
export function record(tx: Db, actor: Viewer, action: Action, subject: Subject, detail: Particulars = {}, { tells = happening(action).tells, to, members: told }: Telling = {}) {
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
  if ((tells === "client" || tells === "both") && subject.clientId) tellClient(tx, actor, { ...subject, clientId: subject.clientId }, event, to);
  if (told || tells === "agency" || tells === "both") tellAgency(tx, actor, told ?? toldAgency(tx, subject), event, subject);
  return event;
}

type Happened = { seq: number; action: Action };

/** Each addressable contact of the client (invited ones too; nobody while its portal is closed, nor without the permission it needs), but never who did it. */
function tellClient(tx: Db, actor: Viewer, subject: Subject & { clientId: string }, event: Happened, to?: string[]) {
  const needs = happening(event.action).needs ?? (invoiceKinds.includes(subject.kind) ? "viewInvoices" : undefined);
  const told = tx.select({ id: contacts.id }).from(contacts).innerJoin(clients, eq(clients.id, contacts.clientId)).where(and(eq(contacts.clientId, subject.clientId), isNull(contacts.deactivatedAt), admitsContacts, needs && eq(contacts[permissions[needs].field], true))).all();
  for (const { id } of told.filter(({ id }) => id !== actor.id && (to?.includes(id) ?? true))) tell(tx, { contactId: id }, event, subject);
}

/** Each of them but who did it. */
function tellAgency(tx: Db, actor: Viewer, told: string[], event: Happened, subject: Subject) {
  for (const memberId of new Set(told.filter((id) => id !== actor.id))) tell(tx, { memberId }, event, subject);
}

/** Whom of the agency a subject concerns, by id, of those who may see it: each member of the project; where it has none, who looks after the client, if they may see it; else the owners. */
export function toldAgency(tx: Db, subject: Subject): string[] {
  const active = isNull(members.deactivatedAt);
  const knows = ({ id, role }: { id: string; role: Member["role"] }) => !invoiceKinds.includes(subject.kind) || seesInvoices({ kind: "member", id, role });
  const onProject = () =>
    subject.projectId
      ? tx.select({ id: members.id, role: members.role }).from(members).innerJoin(projectMembers, eq(projectMembers.memberId, members.id)).where(and(eq(projectMembers.projectId, subject.projectId), active)).all()
      : [];
  const lookingAfter = () =>
    subject.clientId ? tx.select({ id: members.id, role: members.role }).from(members).innerJoin(clients, eq(clients.lookedAfterBy, members.id)).where(and(eq(clients.id, subject.clientId), active)).all().filter((member) => !subject.projectId || seesAll(member)) : [];
  const owners = () => tx.select({ id: members.id }).from(members).where(and(eq(members.role, "owner"), active)).all();
  return [() => onProject().filter(knows), () => lookingAfter().filter(knows), owners].reduce<{ id: string }[]>((found, next) => (found.length ? found : next()), []).map(({ id }) => id);
}
