import { and, asc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { agency as agencyTable, members as table, recoveryCodes, secondFactors } from "#db/schema/index.ts";
import { forgetFactor } from "#app/access/codes.server.ts";
import { agency } from "#app/agency/agency.server.ts";
import { queueLetter } from "#app/events/outbox.server.ts";
import { record } from "#app/events/record.server.ts";
import { Refused } from "#app/lib/refused.ts";
import { endSessions, sessionsOfPerson } from "#app/people/sessions.server.ts";
import type { Member, Viewer } from "#app/people/viewer.ts";
import { requireDuty } from "./duties.ts";
import { memberSubject, members } from "./members.server.ts";

/** Who on the team has a second factor, since when, and how many recovery codes are left. For owners; throws NotFound, Refused 403. */
export function teamFactors(owner: Member, tx: Db = db) {
  requireDuty(owner, "team");
  return tx
    .select({
      id: table.id,
      name: table.name,
      role: table.role,
      since: secondFactors.confirmedAt,
      codesLeft: sql<number>`(select count(*) from ${recoveryCodes} where ${recoveryCodes.personId} = ${table.personId} and ${recoveryCodes.usedAt} is null)`,
      hasSignedIn: sql<number>`${table.activatedAt} is not null`,
    })
    .from(table)
    .leftJoin(secondFactors, and(eq(secondFactors.personId, table.personId), isNotNull(secondFactors.confirmedAt)))
    .where(isNull(table.deactivatedAt))
    .orderBy(asc(table.name))
    .all();
}

/**
 * Says whether everyone on the team must have a second factor; it holds on each member's very next request. Gives
 * whether that was a change: where it was so already, nothing is recorded. Throws NotFound, Refused 403.
 */
export function requireSecondFactor(tx: Db, owner: Viewer, on: boolean): boolean {
  requireDuty(owner, "team");
  const { name, secondFactorRequired } = agency();
  if (secondFactorRequired === on) return false;
  tx.update(agencyTable).set({ secondFactorRequired: on }).run();
  record(tx, owner, on ? "second_factor.required" : "second_factor.left_open", { kind: "agency", id: "agency", clientId: null, title: name });
  return true;
}

/**
 * Takes away a member's second factor, for whoever lost phone and recovery codes: they are signed out, and get a
 * letter. One's own is turned off on the profile, with a code. Throws NotFound, Refused 403, 409 where there is none.
 */
export function resetSecondFactor(tx: Db, owner: Member, id: string) {
  requireDuty(owner, "team");
  if (owner.id === id) throw new Refused(409, "This is your own. Turn it off on your profile, with a code of your app or a recovery code.");
  const member = members(owner, tx).find(id);
  if (member.deactivatedAt) throw new Refused(409, `${member.name}’s access has ended. Nothing was recorded.`);
  if (!forgetFactor(tx, member.personId)) throw new Refused(409, `${member.name} has no second factor, so there is nothing to reset.`);
  endSessions(tx, { memberId: id }, "signed_out");
  record(tx, owner, "second_factor.reset", memberSubject(member));
  queueLetter(tx, { kind: "second_factor_reset", face: "staff", memberId: id });
}

/** Signs a member out of every browser on the staff side, but the one this is asked from. Gives how many. Throws NotFound, Refused 403, 409 where they are signed in nowhere. */
export function signMemberOut(tx: Db, owner: Member, id: string): number {
  requireDuty(owner, "team");
  const member = members(owner, tx).find(id);
  if (sessionsOfPerson(tx, member.personId, "staff").every(({ id }) => id === owner.sessionId)) throw new Refused(409, `${member.name} is signed in nowhere else. Nothing was recorded.`);
  const ended = endSessions(tx, { memberId: id }, "signed_out", owner.sessionId);
  record(tx, owner, "member.signed_out", memberSubject(member), { sessions: ended });
  return ended;
}
