import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { members, people } from "#db/schema/index.ts";
import { queueLetter } from "#app/events/outbox.server.ts";
import { record } from "#app/events/record.server.ts";
import { makeLink } from "#app/people/links.server.ts";
import { personByEmail } from "#app/people/persons.server.ts";
import { endSessions } from "#app/people/sessions.server.ts";
import { system } from "#app/people/viewer.ts";
import { forgetFactor } from "./codes.server.ts";

/**
 * Lets a member in again who lost everything they sign in with, an only owner among them: their second factor is
 * forgotten and their password with it, their sessions end, and a link to choose a new password is made. For whoever runs the machine: they hold
 * the database anyway, and this way it is on record. Gives the link's path and whether there was a second factor;
 * undefined where no member who may sign in has this address.
 */
export function rescue(tx: Db, email: string): { name: string; path: string; expiresAt: Date; hadSecondFactor: boolean } | undefined {
  const person = personByEmail(tx, email.trim());
  const member = person && tx.select().from(members).where(and(eq(members.personId, person.id), isNull(members.deactivatedAt))).get();
  if (!member) return undefined;
  const hadSecondFactor = forgetFactor(tx, person.id);
  // Without the second factor the old password alone would open the door to whoever else knows it, until a new one is chosen.
  tx.update(people).set({ passwordHash: null, passwordSetAt: null }).where(eq(people.id, person.id)).run();
  endSessions(tx, { memberId: member.id }, "signed_out");
  record(tx, { ...system, name: "Whoever runs the machine" }, "member.rescued", { kind: "member", id: member.id, clientId: null, title: member.name }, { secondFactor: hadSecondFactor });
  if (hadSecondFactor) queueLetter(tx, { kind: "second_factor_reset", face: "staff", memberId: member.id });
  return { name: member.name, hadSecondFactor, ...makeLink(tx, { purpose: "reset", face: "staff", personId: person.id }) };
}
