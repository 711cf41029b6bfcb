import { type SQL, and, asc, count, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { type Db, db } from "#db/client.server.ts";
import { members as table, people } from "#db/schema/index.ts";
import type { Subject } from "#app/events/catalogue.ts";
import { queueLetter } from "#app/events/outbox.server.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/id.server.ts";
import type { Sorted } from "#app/lib/pages.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { accessOf } from "#app/people/access.ts";
import { lifeOf } from "#app/people/links.server.ts";
import { findOrAddPerson } from "#app/people/persons.server.ts";
import type { Role, Viewer } from "#app/people/viewer.ts";
import { requireDuty } from "./duties.ts";
import type { MemberForm } from "./forms.server.ts";

/** Who may know the agency's people: they themselves. What a client may see of who works for them, each project decides. */
export const visibleTo = (viewer: Viewer) => (viewer.kind === "member" || viewer.kind === "system" ? undefined : sql`0`);

const columns = { id: table.id, personId: table.personId, name: table.name, email: people.email, title: table.title, phone: table.phone, role: table.role, invitedAt: table.invitedAt, activatedAt: table.activatedAt, deactivatedAt: table.deactivatedAt, lastSeenAt: table.lastSeenAt };

export interface MemberFilter {
  /** Letters within the name or the address. */
  search?: string;
  role?: Role;
  /** Those whose access has ended, instead of those who have it. */
  ended?: boolean;
}
export const memberOrders = ["name", "role", "seen"] as const;
const orders = { name: sql`${table.name} collate nocase`, role: sql`instr('owner manager member', ${table.role})`, seen: sql`coalesce(${table.lastSeenAt}, 0)` } satisfies Record<(typeof memberOrders)[number], SQL>;

const matching = (viewer: Viewer, { search, role, ended = false }: MemberFilter) => {
  const like = search && `%${search.replace(/[\\%_]/g, "\\$&")}%`;
  return and(visibleTo(viewer), ended ? isNotNull(table.deactivatedAt) : isNull(table.deactivatedAt), role && eq(table.role, role), like ? sql`(${table.name} like ${like} escape '\\' or ${people.email} like ${like} escape '\\')` : undefined);
};

const withInvitation = <M extends { invitedAt: Date }>(member: M) => ({ ...member, invitationEndsAt: new Date(member.invitedAt.getTime() + lifeOf.invitation) });

/** The agency's people. */
export const members = (viewer: Viewer, tx: Db = db) => ({
  page: ({ limit, offset }: { limit: number; offset: number }, filter: MemberFilter = {}, { by, direction }: Sorted<(typeof memberOrders)[number]> = { by: "name", direction: "ascending" }) =>
    tx
      .select(columns)
      .from(table)
      .innerJoin(people, eq(people.id, table.personId))
      .where(matching(viewer, filter))
      .orderBy(direction === "ascending" ? asc(orders[by]) : desc(orders[by]), orders.name, table.id)
      .limit(limit)
      .offset(offset)
      .all()
      .map(withInvitation),
  count: (filter: MemberFilter = {}) => tx.select({ total: count() }).from(table).innerJoin(people, eq(people.id, table.personId)).where(matching(viewer, filter)).get()!.total,
  /** Everybody on the team today, by name: for lists to choose from. */
  active: () => tx.select({ id: table.id, name: table.name, title: table.title, role: table.role }).from(table).where(and(visibleTo(viewer), isNull(table.deactivatedAt))).orderBy(asc(table.name)).all(),
  /** One of them, former ones too. Throws NotFound. */
  find(id: string) {
    const found = tx.select(columns).from(table).innerJoin(people, eq(people.id, table.personId)).where(and(visibleTo(viewer), eq(table.id, id))).get();
    if (!found) throw new NotFound();
    return withInvitation(found);
  },
});

export const memberSubject = ({ id, name }: { id: string; name: string }): Subject => ({ kind: "member", id, clientId: null, title: name });

/**
 * Takes somebody on to the team and invites them; who was on it before comes back as the same person. Gives the
 * member's id. Throws NotFound for who is not of the agency, Refused 403 for who is not an owner, 422 where they are on the team.
 */
export function inviteMember(tx: Db, actor: Viewer, { name, email, ...post }: z.output<typeof MemberForm>): string {
  requireDuty(actor, "team");
  const personId = findOrAddPerson(tx, { email, name });
  const before = tx.select({ id: table.id, deactivatedAt: table.deactivatedAt }).from(table).where(eq(table.personId, personId)).get();
  if (before && !before.deactivatedAt) throw new Refused(422, "Somebody with this address is on the team already", { field: "email" });
  const id = before?.id ?? newId();
  const row = { name, ...post, invitedAt: now(), deactivatedAt: null };
  if (before) tx.update(table).set(row).where(and(eq(table.id, id), isNotNull(table.deactivatedAt))).run();
  else tx.insert(table).values({ id, personId, ...row }).run();
  sendInvitation(tx, actor, { id, name, role: post.role });
  return id;
}

/** Invites a member who has not signed in yet, again. Throws NotFound, Refused 403 by role, 409 where they have signed in or their access ended. */
export function inviteAgain(tx: Db, actor: Viewer, id: string) {
  requireDuty(actor, "team");
  const member = members(actor, tx).find(id);
  if (member.deactivatedAt) throw new Refused(409, `${member.name}’s access has ended. Nothing was recorded. Give them access again first.`);
  if (accessOf(member, now()) === "active") throw new Refused(409, `${member.name} has signed in already and needs no invitation.`);
  sendInvitation(tx, actor, member);
}

export function sendInvitation(tx: Db, actor: Viewer, { id, name, role }: { id: string; name: string; role: Role }) {
  tx.update(table).set({ invitedAt: now() }).where(eq(table.id, id)).run();
  queueLetter(tx, { kind: "invitation", face: "staff", memberId: id });
  record(tx, actor, "member.invited", memberSubject({ id, name }), { role });
}
