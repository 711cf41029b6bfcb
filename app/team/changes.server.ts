import { and, count, eq, isNotNull, isNull } from "drizzle-orm";
import type { z } from "zod";
import type { Db } from "#db/client.server.ts";
import { members as table, people } from "#db/schema/index.ts";
import { dropLetters } from "#app/events/outbox.server.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { Refused } from "#app/lib/refused.ts";
import { mustStillBe } from "#app/lib/stamp.server.ts";
import { cancelLinks } from "#app/people/links.server.ts";
import { endSessions } from "#app/people/sessions.server.ts";
import type { Role, Viewer } from "#app/people/viewer.ts";
import { requireDuty } from "./duties.ts";
import type { MemberChangeForm } from "./forms.server.ts";
import { roleWords } from "./member.ts";
import { memberSubject, members, sendInvitation } from "./members.server.ts";

/** What a change of a member is held against. */
export const memberDetails = ({ name, title, phone, role }: { name: string; title: string; phone: string; role: Role }) => ({ name, title, phone, role });

/**
 * Changes what is said of a member, and their role, which holds at their next request. Throws NotFound, Refused 403 by
 * role, 409 where they changed since `seen` or their access ended, 422 where it would leave the agency without an owner.
 */
export function changeMember(tx: Db, actor: Viewer, id: string, { seen, role, ...details }: z.output<typeof MemberChangeForm>) {
  requireDuty(actor, "team");
  const before = members(actor, tx).find(id);
  if (before.deactivatedAt) throw new Refused(409, `${before.name}’s access has ended. Nothing was recorded. Give them access again first.`);
  mustStillBe(seen, memberDetails(before), `Somebody changed this while you were writing. Nothing was recorded. As it stands: ${[before.name, before.title, before.phone, roleWords[before.role]].filter(Boolean).join(", ")}. Save again if yours should stand.`);
  if (before.role === "owner" && role !== "owner" && owners(tx) === 1) throw new Refused(422, `${before.name} is the only owner. Make somebody else an owner first`, { field: "role" });
  tx.update(table).set({ ...details, role }).where(eq(table.id, id)).run();
  tx.update(people).set({ name: details.name }).where(eq(people.id, before.personId)).run();
  const subject = memberSubject({ id, name: details.name });
  if (isChanged(before, details)) record(tx, actor, "member.changed", subject);
  if (role !== before.role) record(tx, actor, "member.role_changed", subject, { role: { owner: "an owner", manager: "a manager", member: "a member" }[role] });
}

type Details = Pick<z.output<typeof MemberChangeForm>, "name" | "title" | "phone">;
const isChanged = (before: Details, after: Details) => (["name", "title", "phone"] as const).some((field) => before[field] !== after[field]);

/**
 * Ends a member's access at once: sessions, links and letters, in this transaction. What they leave behind is handed
 * over by `handOver` of projects. Throws NotFound, Refused 403, or 409 for the last owner and where it has ended.
 */
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

/** Gives a member access again, with the role they had; who never signed in is invited anew. Throws NotFound, Refused 403 by role, 409 where it had not ended. */
export function reactivateMember(tx: Db, actor: Viewer, id: string) {
  requireDuty(actor, "team");
  const member = members(actor, tx).find(id);
  const { changes } = tx.update(table).set({ deactivatedAt: null }).where(and(eq(table.id, id), isNotNull(table.deactivatedAt))).run();
  if (!changes) throw new Refused(409, `${member.name} has access already. Nothing was recorded.`);
  record(tx, actor, "member.reactivated", memberSubject(member));
  if (!member.activatedAt && !member.lastSeenAt) sendInvitation(tx, actor, member);
}

const owners = (tx: Db) => tx.select({ total: count() }).from(table).where(and(eq(table.role, "owner"), isNull(table.deactivatedAt))).get()!.total;
