import { beforeEach, expect, test } from "vitest";
import { accept, reset } from "#app/access/arrival.server.ts";
import { PENDING } from "#app/access/pending.server.ts";
import { changePassword as changeIn, readyPassword } from "#app/access/password.server.ts";
import { askedOf, completeSignIn } from "#app/access/second-step.server.ts";
import { signInByPassword } from "#app/access/sign-in.server.ts";
import { HOUR, MINUTE, SECOND, pass, standAt } from "#app/lib/clock.ts";
import type { Refused } from "#app/lib/refused.ts";
import { limitOf } from "#app/people/attempts.server.ts";
import { endSessions as endIn, findSession, startSession as startIn } from "#app/people/sessions.server.ts";
import { sweepAccess } from "#app/people/sweep.server.ts";
import { db, sqlite } from "#db/client.server.ts";
import { pendingSignIns } from "#db/schema/index.ts";
import { deactivateMember as deactivateIn } from "#app/team/changes.server.ts";
import { dana, freshStory, inTransaction, letters, maya, ruth, tom, trailOf } from "../support/story.ts";
import { alive, appShows, browser, givePasswords, mailed, password, pendingIn, secretIn, someone, waiting, withSecondFactor } from "./stage.ts";

const deactivate = inTransaction(deactivateIn);
const endSessions = inTransaction(endIn);
const changePassword = inTransaction(changeIn);
const start = inTransaction(startIn);
const signIn = (email = maya.email, { to, request = browser("staff"), viewer = someone }: { to?: string; request?: Request; viewer?: typeof someone } = {}) => signInByPassword(request, viewer, "staff", { email, password, to });
/** The secret of a sign-in that waits for its second step. */
const begun = async (email?: string, more?: Parameters<typeof signIn>[1]) => pendingIn(await signIn(email, more));
const complete = (pending: string, code: string, { way = "code" as "code" | "recovery_code", viewer = someone, more = "" } = {}) => {
  try {
    return completeSignIn(waiting(pending, more), viewer, code, way);
  } catch (problem) {
    return problem as Refused | Response;
  }
};
const answerOf = (answer: Refused | Response) => [answer.status, answer instanceof Response ? answer.headers.get("Location") : ""];
const wrong = "000000";

let key: string;
let codes: string[];
beforeEach(() => {
  freshStory();
  givePasswords();
  standAt(new Date("2026-03-02T09:00:10Z"));
  ({ key, codes } = withSecondFactor(maya));
});

test("the password alone starts no session: this browser is asked for the code, and goes on to where it meant to", async () => {
  const answer = await signIn(maya.email, { to: "/staff/projects?of=me" });
  expect(answerOf(answer)).toEqual([303, "/staff/second-factor"]);
  expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(/^staff-pending=[\w-]{43}; Max-Age=600; Path=\/staff; HttpOnly; SameSite=Lax$/)]);
  expect(alive(maya.personId, "staff")).toEqual([]);
  expect(trailOf(maya).at(-1)).toBe("Maya Lindqvist turned on their second factor");

  const pending = pendingIn(answer);
  expect(askedOf(waiting(pending), someone)).toEqual({ for: "m…@northlight.example" });
  const done = complete(pending, appShows(key)) as Response;
  expect(answerOf(done)).toEqual([303, "/staff/projects?of=me"]);
  expect(done.headers.getSetCookie().at(-1)).toMatch(/^staff-pending=; Max-Age=0/);
  expect(findSession("staff", secretIn(done))).toMatchObject({ state: "alive", session: { memberId: maya.id, method: "password", secondFactor: "code" } });
  expect(trailOf(maya).at(-1)).toBe("Maya Lindqvist signed in");
});

test("who has none signs in as before, and so does a contact", async () => {
  expect(secretIn(await signIn(tom.email))).toHaveLength(43);
  expect((await signInByPassword(browser("portal"), someone, "portal", { email: dana.email, password })).headers.get("Location")).toBe("/portal/home");
});

test("A6: the table holds the hash of the cookie, never its value", async () => {
  const pending = await begun();
  expect(sqlite.serialize().includes(pending)).toBe(false);
});

test("A7: the session is a new one, in place of the one this browser had", async () => {
  const before = start({ face: "staff", personId: maya.personId, memberId: maya.id, method: "password" }, someone).secret;
  const pending = await begun();
  expect(findSession("staff", before).state).toBe("alive");
  const secret = secretIn(complete(pending, appShows(key), { more: `; staff=${before}` }) as Response);
  expect([before, pending]).not.toContain(secret);
  expect([findSession("staff", before), findSession("staff", pending).state]).toEqual([expect.objectContaining({ state: "over", why: "rotated" }), "none"]);
});

test("A5: ten presses at once with one code start one session", async () => {
  const pending = await begun();
  const answers = await Promise.all(Array.from({ length: 10 }, async () => complete(pending, appShows(key))));
  expect(answers.map(answerOf).filter(([status, to]) => status === 303 && to === "/staff/home")).toHaveLength(1);
  expect(alive(maya.personId, "staff")).toHaveLength(1);
});

test("A5: a code is not taken twice, not even by two browsers that both know the password", async () => {
  const [one, two] = [await begun(), await begun()];
  const code = appShows(key);
  expect(answerOf(complete(one, code))).toEqual([303, "/staff/home"]);
  expect(answerOf(complete(two, code))).toEqual([422, ""]);
  pass(30 * SECOND);
  expect(answerOf(complete(two, appShows(key)))).toEqual([303, "/staff/home"]);
});

test("A5: a tampered cookie, none, one of another browser, a late one and a used one lead to the sign-in page", async () => {
  const pending = await begun();
  const login = [303, "/staff/login"];
  expect(answerOf(complete(`${pending.slice(0, -1)}${pending.endsWith("A") ? "B" : "A"}`, appShows(key)))).toEqual(login);
  expect(answerOf(complete("", appShows(key)))).toEqual(login);
  expect(answerOf(complete(pending, appShows(key), { viewer: { ...someone, agent: "Another browser" } }))).toEqual(login);
  expect(answerOf(complete(pending, appShows(key)))).toEqual([303, "/staff/home"]);
  expect(answerOf(complete(pending, appShows(key, 1)))).toEqual(login);

  const late = await begun();
  pass(PENDING);
  expect(answerOf(complete(late, appShows(key)))).toEqual(login);
  expect(alive(maya.personId, "staff")).toHaveLength(1);
});

test("a password changed, a sign-out everywhere, an end of access in between: the sign-in that waits is over", async () => {
  const waits = async (meanwhile: () => unknown) => {
    const pending = await begun();
    await meanwhile();
    pass(30 * SECOND);
    return answerOf(complete(pending, appShows(key)));
  };
  const login = [303, "/staff/login"];
  expect(await waits(() => endSessions({ personId: maya.personId }, "signed_out"))).toEqual(login);
  expect(await waits(async () => changePassword(maya, await readyPassword(maya, { currentPassword: password, password })))).toEqual(login);
  expect(await waits(() => deactivate(ruth, maya.id))).toEqual(login);
  expect(alive(maya.personId, "staff")).toEqual([]);
});

test("a new password by a mailed link does not skip the second factor, nor does an invitation", async () => {
  const arriving = (secret: string) => ({ request: browser("staff"), viewer: someone, face: "staff" as const, secret });
  const byReset = await reset(arriving(mailed("reset", maya)), "mist over some far meadow");
  expect([answerOf(byReset), alive(maya.personId, "staff")]).toEqual([[303, "/staff/second-factor"], []]);
  expect(findSession("staff", secretIn(complete(pendingIn(byReset), appShows(key)) as Response))).toMatchObject({ session: { method: "reset", secondFactor: "code" } });

  const byInvitation = await accept(arriving(mailed("invitation", maya)), undefined);
  expect(answerOf(byInvitation)).toEqual([303, "/staff/second-factor"]);
  pass(30 * SECOND);
  expect(answerOf(complete(pendingIn(byInvitation), appShows(key)))).toEqual([303, "/staff/home"]);
  expect(trailOf(maya).at(-1)).toBe("Maya Lindqvist accepted the invitation");
});

test("a recovery code signs in once, is on record, and its owner gets a letter; each field takes its own kind", async () => {
  const pending = await begun();
  expect(answerOf(complete(pending, codes[0]!))).toEqual([422, ""]);
  expect(answerOf(complete(pending, appShows(key), { way: "recovery_code" }))).toEqual([422, ""]);
  const done = complete(pending, codes[0]!, { way: "recovery_code" });
  expect(findSession("staff", secretIn(done as Response))).toMatchObject({ session: { secondFactor: "recovery_code" } });
  expect(trailOf(maya).slice(-2)).toEqual(["Maya Lindqvist signed in", "Maya Lindqvist used a recovery code"]);
  expect(letters().at(-1)).toBe("m-maya: recovery_code_used");
  expect(answerOf(complete(await begun(), codes[0]!, { way: "recovery_code" }))).toEqual([422, ""]);
});

test("A2: guesses are limited by account and address; from where she has signed in before, Maya still gets in", async () => {
  const home = { ...someone, address: "203.0.113.50" };
  complete(await begun(maya.email, { viewer: home }), appShows(key), { viewer: home });
  const pending = await begun();
  for (let n = 0; n < limitOf["code:pair"].most; n++) expect(complete(pending, wrong).status).toBe(422);
  const refused = complete(pending, appShows(key, 1)) as Refused;
  expect([refused.status, refused.options.retryAfter]).toEqual([429, 15 * 60]);
  for (let n = 0; n < limitOf["code:account"].most; n++) complete(pending, wrong, { viewer: { ...someone, address: `192.0.2.${n}` } });
  expect(complete(pending, wrong, { viewer: { ...someone, address: "192.0.2.200" } }).status).toBe(429);

  pass(30 * SECOND);
  expect(answerOf(complete(await begun(maya.email, { viewer: home }), appShows(key), { viewer: home }))).toEqual([303, "/staff/home"]);
  pass(HOUR);
  expect(answerOf(complete(await begun(), appShows(key)))).toEqual([303, "/staff/home"]);
});

test("L3: failed codes are on record in aggregate, without what was typed", async () => {
  const pending = await begun();
  for (let n = 0; n < 10; n++) complete(pending, `99999${n}`);
  expect(trailOf({ id: maya.personId })).toEqual(["Someone not signed in could not give the second factor", "Someone not signed in could not give the second factor"]);
  expect(JSON.stringify(sqlite.prepare("SELECT * FROM event_particulars").all())).not.toContain("99999");
});

test("what nobody finished is swept away", async () => {
  await begun();
  pass(PENDING + MINUTE);
  expect(sweepAccess()).toMatchObject({ pending: 1 });
  expect(db.select().from(pendingSignIns).all()).toEqual([]);
});
