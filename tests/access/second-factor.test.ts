import { eq } from "drizzle-orm";
import { Secret } from "otpauth";
import { beforeEach, expect, test } from "vitest";
import { checked, hasSecondFactor, stepOf } from "#app/access/codes.server.ts";
import { beginSecondFactor as beginIn, ownSecondFactor, readyToChange, renewRecoveryCodes as renewIn, turnOffSecondFactor as turnOffIn, turnOnSecondFactor as turnOnIn } from "#app/access/second-factor.server.ts";
import { HOUR, MINUTE, SECOND, pass, standAt } from "#app/lib/clock.ts";
import { seal, unseal } from "#app/lib/keys.server.ts";
import type { Refused } from "#app/lib/refused.ts";
import { limitOf } from "#app/people/attempts.server.ts";
import { startSession as startIn } from "#app/people/sessions.server.ts";
import { db, sqlite } from "#db/client.server.ts";
import { people, recoveryCodes, secondFactors } from "#db/schema/index.ts";
import { freshStory, inTransaction, letters, maya, ruth, tom, trailOf } from "../support/story.ts";
import { alive, appShows, givePasswords, password, someone, withSecondFactor } from "./stage.ts";

const begin = inTransaction(beginIn);
const turnOn = inTransaction(turnOnIn);
const turnOff = inTransaction(turnOffIn);
const renew = inTransaction(renewIn);
const start = inTransaction(startIn);
const statusOf = (act: () => unknown) => {
  try {
    act();
  } catch (problem) {
    return (problem as Refused).status;
  }
  return "done";
};
const keyOf = (member: typeof maya) => ownSecondFactor(member).setUp!.key;

beforeEach(() => {
  freshStory();
  givePasswords();
  standAt(new Date("2026-03-02T09:00:10Z"));
});

test("codes are those of RFC 6238: its own test vectors, in the six digits apps show", () => {
  const key = Secret.fromUTF8("12345678901234567890").base32;
  for (const [at, code] of [[59, "287082"], [1111111109, "081804"], [1234567890, "005924"], [20000000000, "353130"]] as const) {
    standAt(new Date(at * SECOND));
    expect(stepOf(key, code)).toBe(Math.floor(at / 30));
  }
});

test("a phone’s clock may be half a minute off, and no more", () => {
  const key = withSecondFactor(maya).key.replaceAll(" ", "");
  expect([-2, -1, 0, 1, 2].map((steps) => stepOf(key, appShows(key, steps)) !== null)).toEqual([false, true, true, true, false]);
  for (const nonsense of ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "000000000000"]) expect(stepOf(key, nonsense)).toBeNull();
});

test("turning it on takes a first code of the app, and is on record, with a letter; every other browser is signed out", () => {
  start({ face: "staff", personId: maya.personId, memberId: maya.id, method: "password" }, someone);
  begin(maya);
  expect([hasSecondFactor(maya.personId), ownSecondFactor(maya).on]).toEqual([false, null]);
  expect(statusOf(() => turnOn(maya, "000000"))).toBe(422);
  expect(hasSecondFactor(maya.personId)).toBe(false);

  const codes = turnOn(maya, appShows(keyOf(maya)));
  expect([codes.length, new Set(codes).size, codes.every((code) => /^[A-HJ-KM-NP-Z2-9]{5}-[A-HJ-KM-NP-Z2-9]{5}$/.test(code))]).toEqual([10, 10, true]);
  expect(ownSecondFactor(maya)).toMatchObject({ on: { codesLeft: 10 }, setUp: null });
  expect(trailOf(maya)).toEqual(["Maya Lindqvist turned on their second factor"]);
  expect(letters()).toEqual(["m-maya: second_factor_on"]);
  expect(alive(maya.personId, "staff")).toEqual([]);
});

test("a secret nobody confirmed within the hour is shown no more; beginning again gives another; beginning changes nothing that is in force", () => {
  begin(maya);
  const first = keyOf(maya);
  begin(maya);
  expect(keyOf(maya)).not.toBe(first);
  expect(statusOf(() => turnOn(maya, appShows(first)))).toBe(422);
  pass(HOUR);
  expect(ownSecondFactor(maya).setUp).toBeNull();
  expect(statusOf(() => turnOn(maya, "123456"))).toBe(409);

  withSecondFactor(tom);
  expect([statusOf(() => begin(tom)), statusOf(() => turnOn(tom, "123456"))]).toEqual([409, 409]);
  expect(hasSecondFactor(tom.personId)).toBe(true);
});

test("a code is taken once: not again, and none from before it", () => {
  const { key } = withSecondFactor(maya);
  const take = inTransaction((tx, code: string) => checked(tx, maya.personId, code)?.take(tx) ?? false);
  expect([take(appShows(key)), take(appShows(key)), take(appShows(key, -1)), take(appShows(key, 1)), take(appShows(key))]).toEqual([true, false, false, true, false]);
});

test("the code that turned it on signs nobody in", () => {
  begin(maya);
  const code = appShows(keyOf(maya));
  turnOn(maya, code);
  expect(statusOf(() => turnOff(maya, code))).toBe(422);
});

test("turning it off takes a code, forgets the secret and the recovery codes, and is on record, with a letter", () => {
  const { key } = withSecondFactor(maya);
  expect(statusOf(() => turnOff(maya, "000000"))).toBe(422);
  turnOff(maya, appShows(key));
  expect([hasSecondFactor(maya.personId), db.select().from(secondFactors).all(), db.select().from(recoveryCodes).all()]).toEqual([false, [], []]);
  expect(statusOf(() => turnOff(maya, appShows(key)))).toBe(409);
  expect(trailOf(maya)).toEqual(["Maya Lindqvist turned on their second factor", "Maya Lindqvist turned off their second factor"]);
  expect(letters()).toEqual(["m-maya: second_factor_on", "m-maya: second_factor_off"]);
});

test("recovery codes work once each, however they are typed, and new ones make the old worthless; each use is told", () => {
  const { codes } = withSecondFactor(maya);
  const fresh = renew(maya, ` ${codes[0]!.toLowerCase().replace("-", " ")}`);
  expect(statusOf(() => renew(maya, codes[1]!))).toBe(422);
  expect(statusOf(() => renew(maya, codes[0]!))).toBe(422);
  expect(renew(maya, fresh[3]!)).toHaveLength(10);
  expect(trailOf(maya).slice(1)).toEqual(["Maya Lindqvist used a recovery code", "Maya Lindqvist made new recovery codes", "Maya Lindqvist used a recovery code", "Maya Lindqvist made new recovery codes"]);
  expect(letters().filter((letter) => letter.includes("recovery"))).toEqual(["m-maya: recovery_code_used", "m-maya: recovery_code_used"]);
});

test("somebody else’s codes are no codes", () => {
  const [mayas, ruths] = [withSecondFactor(maya), withSecondFactor(ruth)];
  expect([checked(db, maya.personId, ruths.codes[0]!), checked(db, maya.personId, appShows(ruths.key)), checked(db, tom.personId, mayas.codes[0]!)]).toEqual([undefined, undefined, undefined]);
});

test("A6: the database holds neither the secret nor a recovery code; sealed in one row, it does not open in another", () => {
  const { key, codes } = withSecondFactor(maya);
  const bytes = sqlite.serialize();
  for (const secret of [key, key.replaceAll(" ", ""), ...codes, ...codes.map((code) => code.replace("-", ""))]) expect(bytes.includes(secret), secret).toBe(false);
  const sealed = seal("second factor", maya.personId, key);
  expect(unseal("second factor", maya.personId, sealed)).toBe(key);
  expect([unseal("second factor", tom.personId, sealed), unseal("another purpose", maya.personId, sealed), unseal("second factor", maya.personId, `${sealed.slice(0, -2)}AA`), unseal("second factor", maya.personId, "")]).toEqual([undefined, undefined, undefined, undefined]);
  expect(seal("second factor", maya.personId, key)).not.toBe(sealed);
});

test("a secret that does not open any more lets nobody in, and does not break the page", () => {
  withSecondFactor(maya);
  db.update(secondFactors).set({ secret: seal("second factor", tom.personId, "JBSWY3DPEHPK3PXP") }).where(eq(secondFactors.personId, maya.personId)).run();
  expect(checked(db, maya.personId, appShows("JBSWY3DPEHPK3PXP"))).toBeUndefined();
  expect(ownSecondFactor(maya).on).not.toBeNull();
});

test("at an open desk nothing is changed without the password and a code, and guessing is limited", async () => {
  const { key } = withSecondFactor(maya);
  await expect(readyToChange(maya, { currentPassword: "not this one, no", code: appShows(key) })).rejects.toMatchObject({ status: 422, options: { field: "currentPassword" } });
  await expect(readyToChange(maya, { currentPassword: password, code: "000000" })).rejects.toMatchObject({ status: 422, options: { field: "code" } });
  await expect(readyToChange(maya, { currentPassword: password, code: appShows(key) })).resolves.toBe(true);
  for (let n = 0; n < limitOf["code:pair"].most; n++) await expect(readyToChange(maya, { currentPassword: password, code: "000000" })).rejects.toMatchObject({ status: 422 });
  await expect(readyToChange(maya, { currentPassword: password, code: appShows(key) })).rejects.toMatchObject({ status: 429 });
  expect(trailOf({ id: maya.personId })).toEqual(["Maya Lindqvist could not give the second factor", "Maya Lindqvist could not give the second factor"]);
  pass(15 * MINUTE);
  await expect(readyToChange(maya, { currentPassword: password, code: appShows(key) })).resolves.toBe(true);
  db.update(people).set({ passwordHash: null }).run();
  await expect(readyToChange(maya, { currentPassword: password, code: appShows(key) })).rejects.toMatchObject({ status: 422 });
});

test("one-time codes come from a counter that never runs back: a clock set back takes none that were taken", () => {
  const { key } = withSecondFactor(maya);
  const take = inTransaction((tx, code: string) => checked(tx, maya.personId, code)?.take(tx) ?? false);
  expect(take(appShows(key))).toBe(true);
  pass(-5 * MINUTE);
  expect(take(appShows(key))).toBe(false);
});
