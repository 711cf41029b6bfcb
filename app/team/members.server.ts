import { and, asc, count, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { type Db, db } from "#db/client.server.ts";
import { members as table, people } from "#db/schema/index.ts";
import type { Subject } from "#app/events/catalogue.ts";
import { dropLetters, queueLetter } from "#app/events/outbox.server.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/id.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { cancelLinks } from "#app/people/links.server.ts";
import { findOrAddPerson } from "#app/people/persons.server.ts";
import { endSessions } from "#app/people/sessions.server.ts";
import type { Viewer } from "#app/people/viewer.ts";
import { requireDuty } from "./duties.ts";
import type { MemberForm } from "./forms.server.ts";

/** Who may know the agency's people: they themselves. What a client may see of who works for them, each project decides. */
export const visibleTo = (viewer: Viewer) => (viewer.kind === "member" || viewer.kind === "system" ? undefined : sql`0`);

const columns = { id: table.id, personId: table.personId, name: table.name, email: people.email, title: table.title, phone: table.phone, role: table.role, invitedAt: table.invitedAt, activatedAt: table.activatedAt, deactivatedAt: table.deactivatedAt, lastSeenAt: table.lastSeenAt };

/** The agency's people. */
export const members = (viewer: Viewer, tx: Db = db) => ({
  /** Everybody on the team today, by name: for lists to choose from. */
  active: () => tx.select({ id: table.id, name: table.name, title: table.title, role: table.role }).from(table).where(and(visibleTo(viewer), isNull(table.deactivatedAt))).orderBy(asc(table.name)).all(),
  /** One of them, former ones too. Throws NotFound. */
  find(id: string) {
    const found = tx.select(columns).from(table).innerJoin(people, eq(people.id, table.personId)).where(and(visibleTo(viewer), eq(table.id, id))).get();
    if (!found) throw new NotFound();
    return found;
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
  queueLetter(tx, { kind: "invitation", face: "staff", memberId: id });
  record(tx, actor, "member.invited", memberSubject({ id, name }), { role: post.role });
  return id;
}

/** Ends a member's access at once: sessions, links and letters, in this transaction. Throws NotFound, Refused 403, or 409 for the last owner and for those whose access has ended. */
export function deactivateMember(tx: Db, actor: Viewer, id: string) {
  requireDuty(actor, "team");
  const member = members(actor, tx).find(id);
  if (member.deactivatedAt) throw new Refused(409, `${member.name}’s access has ended already. Nothing was recorded.`);
  if (member.role === "owner" && owners(tx) === 1) throw new Refused(409, `${member.name} is the only owner. Make somebody else an owner first.`);
  tx.update(table).set({ deactivatedAt: now() }).where(eq(table.id, id)).run();
  endSessions(tx, { memberId: id }, "access_ended");
  cancelLinks(tx, member.personId, "staff");
  dropLetters(tx, { memberId: id }, "access ended");
  record(tx, actor, "member.deactivated", memberSubject(member));
}

const owners = (tx: Db) => tx.select({ total: count() }).from(table).where(and(eq(table.role, "owner"), isNull(table.deactivatedAt))).get()!.total;
