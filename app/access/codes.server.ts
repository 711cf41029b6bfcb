import { randomInt } from "node:crypto";
import { and, count, eq, isNotNull, isNull, lt, sql } from "drizzle-orm";
import { HOTP, Secret, TOTP } from "otpauth";
import { type Db, prepared } from "#db/client.server.ts";
import { recoveryCodes, secondFactors } from "#db/schema/index.ts";
import { now } from "#app/lib/clock.ts";
import { seal, sign, unseal } from "#app/lib/keys.server.ts";
import { Refused } from "#app/lib/refused.ts";
import type { SecondFactor } from "#app/people/viewer.ts";

// What every authenticator app expects (RFC 6238), whatever else the standard allows.
const PERIOD = 30;
const algorithm = { algorithm: "SHA1", digits: 6, period: PERIOD };
/** Steps a phone's clock may be ahead or behind. */
const WINDOW = 1;
/** How many recovery codes somebody is given. */
export const RECOVERY_CODES = 10;

/** A new secret, 160 bits in base32, as apps take it. */
export const newKey = () => new Secret({ size: 20 }).base32;
export const sealKey = (personId: string, key: string) => seal("second factor", personId, key);
export const openKey = (personId: string, sealed: string) => unseal("second factor", personId, sealed);

/** What the QR code says to an app: whose code it is, of which agency. */
export const appAddress = (key: string, { agency, email }: { agency: string; email: string }) => new TOTP({ ...algorithm, issuer: agency, label: email, secret: Secret.fromBase32(key) }).toString();

/** The step of thirty seconds this code belongs to, now or one beside it; null where it is none of them. Compared in constant time. */
export function stepOf(key: string, code: string): number | null {
  const counter = TOTP.counter({ period: PERIOD, timestamp: now().getTime() });
  const delta = /^\d{6}$/.test(code) ? HOTP.validate({ token: code, secret: Secret.fromBase32(key), algorithm: "SHA1", digits: 6, counter, window: WINDOW }) : null;
  return delta === null ? null : counter + delta;
}

/** Notes that a step's code was taken; false where it was before, or a later one. In one statement: of ten at once, one. */
export const takeStep = (tx: Db, personId: string, step: number) => tx.update(secondFactors).set({ lastStep: step }).where(and(eq(secondFactors.personId, personId), lt(secondFactors.lastStep, step))).run().changes === 1;

// Without letters and digits that look alike. Ten of them are 49 bits.
const signs = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const written = () => Array.from({ length: 10 }, (_, at) => (at === 5 ? "-" : "") + signs[randomInt(signs.length)]).join("");
const plain = (code: string) => code.toUpperCase().replace(/[^A-Z0-9]/g, "");
// With our key: who reads the table alone cannot try them all.
const hashOf = (personId: string, code: string) => sign("recovery code", personId, plain(code));

/** Gives somebody new recovery codes, for this one showing; the old ones are worthless. */
export function makeRecoveryCodes(tx: Db, personId: string): string[] {
  const codes = Array.from({ length: RECOVERY_CODES }, written);
  tx.delete(recoveryCodes).where(eq(recoveryCodes.personId, personId)).run();
  tx.insert(recoveryCodes).values(codes.map((code) => ({ personId, hash: hashOf(personId, code) }))).run();
  return codes;
}

const inForce = prepared((db) => db.select({ id: secondFactors.personId }).from(secondFactors).where(and(eq(secondFactors.personId, sql.placeholder("personId")), isNotNull(secondFactors.confirmedAt))).prepare());

/** Whether somebody's sign-in on the staff side asks for a second factor. */
export const hasSecondFactor = (personId: string) => inForce().get({ personId }) !== undefined;

const sixDigits = (code: string) => code.replace(/[\s-]/g, "");
const isSixDigits = (code: string) => /^\d{6}$/.test(sixDigits(code));

type Checked = { way: SecondFactor; take: (tx: Db) => boolean };

/** Whether this is a code of somebody's app, or one of their recovery codes, spent or not, and how it is spent. Looking spends nothing. */
export function checked(tx: Db, personId: string, code: string): Checked | undefined {
  const factor = tx.select().from(secondFactors).where(and(eq(secondFactors.personId, personId), isNotNull(secondFactors.confirmedAt))).get();
  if (!factor) return undefined;
  if (isSixDigits(code)) {
    const key = openKey(personId, factor.secret);
    const step = key === undefined ? null : stepOf(key, sixDigits(code));
    return step === null ? undefined : { way: "code", take: (tx) => takeStep(tx, personId, step) };
  }
  const which = and(eq(recoveryCodes.personId, personId), eq(recoveryCodes.hash, hashOf(personId, code)));
  if (!tx.select({ hash: recoveryCodes.hash }).from(recoveryCodes).where(which).get()) return undefined;
  return { way: "recovery_code", take: (tx) => tx.update(recoveryCodes).set({ usedAt: now() }).where(and(which, isNull(recoveryCodes.usedAt))).run().changes === 1 };
}

/** Spends a code in the transaction of what it is for, and gives what it was. Throws Refused 422 for a wrong one, and for one that was used. */
export function spendCode(tx: Db, personId: string, code: string, field = "code"): SecondFactor {
  const found = checked(tx, personId, code);
  if (!found) throw wrongCode(code, field);
  if (!found.take(tx)) throw new Refused(422, found.way === "code" ? "This code was used already. Wait until your app shows the next one" : "This recovery code was used already. Try another", { field });
  return found.way;
}

/** Refused 422, in words for what was meant: six digits, or a recovery code. */
export const wrongCode = (code: string, field = "code") =>
  new Refused(422, isSixDigits(code) ? "This is not the code your app shows now. Wait for the next one and type it" : "This is none of your recovery codes. Check each letter, or try another", { field });

/** How many recovery codes somebody has left. */
export const codesLeft = (tx: Db, personId: string) => tx.select({ total: count() }).from(recoveryCodes).where(and(eq(recoveryCodes.personId, personId), isNull(recoveryCodes.usedAt))).get()!.total;

/** Forgets a person's second factor whole: the secret and the recovery codes. Gives whether there was one in force. */
export function forgetFactor(tx: Db, personId: string): boolean {
  tx.delete(recoveryCodes).where(eq(recoveryCodes.personId, personId)).run();
  return tx.delete(secondFactors).where(eq(secondFactors.personId, personId)).returning({ confirmedAt: secondFactors.confirmedAt }).all().some(({ confirmedAt }) => confirmedAt !== null);
}
