import { eq } from "drizzle-orm";
import { type Db, db, transact } from "#db/client.server.ts";
import { people, secondFactors, sessions } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { queueLetter } from "#app/events/outbox.server.ts";
import { record } from "#app/events/record.server.ts";
import { HOUR, now } from "#app/lib/clock.ts";
import { qrCode } from "#app/lib/qr.server.ts";
import { Refused } from "#app/lib/refused.ts";
import { accountKey, addressKey, countAttempt, forgive } from "#app/people/attempts.server.ts";
import { isRightPassword } from "#app/people/passwords.server.ts";
import { endSessions } from "#app/people/sessions.server.ts";
import type { Member } from "#app/people/viewer.ts";
import { appAddress, checked, codesLeft, forgetFactor, hasSecondFactor, makeRecoveryCodes, newKey, openKey, sealKey, spendCode, stepOf, takeStep, wrongCode } from "./codes.server.ts";
import { subjectOf } from "./entry.server.ts";
import { recordRefusal } from "./refusals.server.ts";

/** Milliseconds a secret may be shown before a code of it must have been given. */
const SETTING_UP = HOUR;

/** Whether the agency asks everyone on the team for one. */
export const secondFactorAsked = () => agency().secondFactorRequired;

/** Whether this member must set one up before anything else. */
export const mustSetUp = ({ personId }: Member) => secondFactorAsked() && !hasSecondFactor(personId);

const factorOf = (tx: Db, { personId }: Member) => tx.select().from(secondFactors).where(eq(secondFactors.personId, personId)).get();
const isOpen = ({ createdAt, confirmedAt }: { createdAt: Date; confirmedAt: Date | null }) => !confirmedAt && now().getTime() - createdAt.getTime() < SETTING_UP;

/** How a member's own second factor stands: on since when, or being set up with a secret to show, or neither. */
export function ownSecondFactor(member: Member) {
  const factor = factorOf(db, member);
  if (factor?.confirmedAt) return { on: { since: factor.confirmedAt, codesLeft: codesLeft(db, member.personId) }, setUp: null };
  const key = factor && isOpen(factor) ? openKey(member.personId, factor.secret) : undefined;
  return { on: null, setUp: key ? { key: key.replace(/(.{4})(?=.)/g, "$1 "), ...qrCode(appAddress(key, { agency: agency().name, email: member.email })) } : null };
}

/** Makes a secret to be shown, in place of one that was never confirmed. Throws Refused 409 where a second factor is on. */
export function beginSecondFactor(tx: Db, member: Member) {
  if (factorOf(tx, member)?.confirmedAt) throw new Refused(409, "Your second factor is on already. To use another phone, turn it off first.");
  const row = { personId: member.personId, secret: sealKey(member.personId, newKey()), lastStep: 0, createdAt: now(), confirmedAt: null };
  tx.insert(secondFactors).values(row).onConflictDoUpdate({ target: secondFactors.personId, set: row }).run();
}

/**
 * Turns the second factor on with a first code of the app; every other browser is signed out. Gives the recovery codes,
 * for one showing. Throws Refused 409 where there is nothing to turn on, 422 for a wrong code.
 */
export function turnOnSecondFactor(tx: Db, member: Member, code: string): string[] {
  const factor = factorOf(tx, member);
  if (factor?.confirmedAt) throw new Refused(409, "Your second factor is on already. Nothing was changed.");
  const key = factor && isOpen(factor) ? openKey(member.personId, factor.secret) : undefined;
  if (!key) throw new Refused(409, "This secret was shown too long ago. Begin again for a new one.");
  const step = stepOf(key, code);
  // The code that turns it on is spent: it signs nobody in.
  if (step === null || !takeStep(tx, member.personId, step)) throw wrongCode(code);
  tx.update(secondFactors).set({ confirmedAt: now() }).where(eq(secondFactors.personId, member.personId)).run();
  tx.update(sessions).set({ secondFactor: "code" }).where(eq(sessions.id, member.sessionId)).run();
  endSessions(tx, { memberId: member.id }, "signed_out", member.sessionId);
  record(tx, member, "second_factor.turned_on", subjectOf(member));
  queueLetter(tx, { kind: "second_factor_on", face: "staff", memberId: member.id });
  return makeRecoveryCodes(tx, member.personId);
}

/** Turns the second factor off, with a code of it. Throws Refused 409, 422. */
export function turnOffSecondFactor(tx: Db, member: Member, code: string) {
  prove(tx, member, code);
  forgetFactor(tx, member.personId);
  record(tx, member, "second_factor.turned_off", subjectOf(member));
  queueLetter(tx, { kind: "second_factor_off", face: "staff", memberId: member.id });
}

/** Makes new recovery codes, with a code; the old ones are worthless. Gives them, for one showing. Throws Refused 409, 422. */
export function renewRecoveryCodes(tx: Db, member: Member, code: string): string[] {
  prove(tx, member, code);
  record(tx, member, "recovery_codes.made", subjectOf(member));
  return makeRecoveryCodes(tx, member.personId);
}

/** Spends a code; one of the recovery codes is on record, and its owner learns of it. */
function prove(tx: Db, member: Member, code: string) {
  if (!factorOf(tx, member)?.confirmedAt) throw new Refused(409, "Your second factor is off already. Nothing was changed.");
  if (spendCode(tx, member.personId, code) === "recovery_code") toldOfRecovery(tx, member);
}

export function toldOfRecovery(tx: Db, member: Member) {
  record(tx, member, "recovery_code.used", subjectOf(member), { left: codesLeft(tx, member.personId) });
  queueLetter(tx, { kind: "recovery_code_used", face: "staff", memberId: member.id });
}

/**
 * What must be right before a second factor is changed: a browser left open is not enough. Counts first, so that a
 * hundred guesses at once are a hundred. `code` is looked at where one is in force. Throws Refused 422, 429.
 */
export async function readyToChange(member: Member, { currentPassword, code }: { currentPassword: string; code: string }): Promise<true> {
  const pair = `${accountKey(member.email)}:${addressKey(member.address)}`;
  const counting = { "password:pair": pair, "code:pair": pair };
  transact((tx) => countAttempt(tx, counting));
  const stored = db.select({ hash: people.passwordHash }).from(people).where(eq(people.id, member.personId)).get()?.hash;
  if (!(await isRightPassword(stored, currentPassword))) throw new Refused(422, "This is not your current password. Type the one you sign in with", { field: "currentPassword" });
  if (hasSecondFactor(member.personId) && !checked(db, member.personId, code)) {
    recordRefusal(member, member.email, "second_factor.refused");
    throw wrongCode(code);
  }
  transact((tx) => forgive(tx, counting));
  return true;
}
