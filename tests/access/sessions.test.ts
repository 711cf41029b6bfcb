import { beforeEach, expect, test } from "vitest";
import { chooseClient, clientsOf } from "#app/access/choice.server.ts";
import { endedAccess } from "#app/access/ended.server.ts";
import { changePassword as changeIn, readyPassword } from "#app/access/password.server.ts";
import { signInByPassword } from "#app/access/sign-in.server.ts";
import { endOneSession as endIn, signOut, signOutEverywhere as everywhereIn } from "#app/access/sign-out.server.ts";
import { DAY, pass } from "#app/lib/clock.ts";
import { NotFound } from "#app/lib/refused.ts";
import { makeLink as makeIn } from "#app/people/links.server.ts";
import { contactOfSession, endSessions as endSessionsIn, findSession, memberOfSession, startSession as startIn } from "#app/people/sessions.server.ts";
import { sweepAccess } from "#app/people/sweep.server.ts";
import type { Contact, Member } from "#app/people/viewer.ts";
import { sqlite } from "#db/client.server.ts";
import { bea, beaOfTollhouse, dana, freshStory, harbor, inTransaction, joan, letters, luis, maya, tollhouse, trailOf } from "../support/story.ts";
import { alive, browser, givePasswords, password, secretIn, someone } from "./stage.ts";

const endOneSession = inTransaction(endIn);
const signOutEverywhere = inTransaction(everywhereIn);
const changePassword = inTransaction(changeIn);
const endSessions = inTransaction(endSessionsIn);
const start = inTransaction(startIn);
const makeLink = inTransaction(makeIn);

/** Signs somebody in for real, and gives them as that session's viewer. */
async function arrive<V extends Contact | Member>(who: V): Promise<V & { secret: string }> {
  const face = who.kind === "contact" ? "portal" : "staff";
  const secret = secretIn(await signInByPassword(browser(face), someone, face, { email: who.email, password, to: who.kind === "contact" ? `/portal/home?client=${who.clientId}` : undefined }));
  const found = findSession(face, secret);
  if (found.state !== "alive") throw new Error("They did not arrive.");
  return { ...((contactOfSession(found.session, someone) ?? memberOfSession(found.session, someone)) as V), secret };
}
const sessionOf = (secret: string) => {
  const found = findSession("portal", secret);
  return found.state === "alive" ? found.session : expect.unreachable("The session is over.");
};

beforeEach(() => {
  freshStory();
  givePasswords();
});

test("A8: after signing out the old cookie opens nothing, and it is on record", async () => {
  const { secret } = await arrive(dana);
  const answer = signOut(browser("portal", secret), undefined, "portal");
  expect([answer.status, answer.headers.get("Location")]).toEqual([303, "/portal/login"]);
  expect(answer.headers.getSetCookie()[0]).toMatch(/^portal=; Max-Age=0/);
  expect(findSession("portal", secret)).toMatchObject({ state: "over", why: "signed_out" });
  expect(trailOf(dana)).toEqual(["Dana Whitfield signed in", "Dana Whitfield signed out"]);
});

test("A8: signing out everywhere ends every session of that person, and nobody else’s", async () => {
  const [one, two, other] = [await arrive(dana), await arrive(dana), await arrive(luis)];
  signOutEverywhere(one);
  expect([one, two, other].map(({ secret }) => findSession("portal", secret).state)).toEqual(["over", "over", "alive"]);
});

test("A8: one session is ended from the list; somebody else’s is not found", async () => {
  const [here, there, other] = [await arrive(dana), await arrive(dana), await arrive(luis)];
  endOneSession(here, there.sessionId);
  expect([here, there].map(({ secret }) => findSession("portal", secret).state)).toEqual(["alive", "over"]);
  expect(() => endOneSession(here, other.sessionId)).toThrow(NotFound);
  expect(findSession("portal", other.secret).state).toBe("alive");
});

test("a new password needs the current one, ends every other session and keeps this one", async () => {
  const [here, there] = [await arrive(maya), await arrive(maya)];
  await expect(readyPassword(here, { currentPassword: "not this one, no", password: "mist over some far meadow" })).rejects.toThrow("not your current password");
  changePassword(here, await readyPassword(here, { currentPassword: password, password: "mist over some far meadow" }));
  expect([here, there].map(({ secret }) => findSession("staff", secret).state)).toEqual(["alive", "over"]);
  expect(letters()).toEqual(["m-maya: password_changed"]);
  expect(trailOf(maya)).toContain("Maya Lindqvist set a new password");
});

test("a password that was changed meanwhile is not overwritten", async () => {
  const here = await arrive(dana);
  const [first, second] = [await readyPassword(here, { currentPassword: password, password: "mist over some far meadow" }), await readyPassword(here, { currentPassword: password, password: "rain under a tin roof" })];
  changePassword(here, first);
  expect(() => changePassword(here, second)).toThrow("changed just now");
});

test("Z9: switching gives a new session for the other client alone, no longer-lived than the first", async () => {
  const harbors = await arrive(bea);
  const before = sessionOf(harbors.secret);
  pass(10 * DAY);
  const answer = chooseClient(before, someone, { client: tollhouse.id, to: "/portal/documents" });
  expect(answer.headers.get("Location")).toBe("/portal/documents");
  expect(findSession("portal", harbors.secret)).toMatchObject({ state: "over", why: "rotated" });
  const switched = sessionOf(secretIn(answer));
  expect([switched.contactId, switched.createdAt]).toEqual([beaOfTollhouse.id, before.createdAt]);
  expect(trailOf(beaOfTollhouse)).toEqual(["Bea Marsh went on for Tollhouse Books"]);
});

test("Z9: nobody chooses a client that is not theirs, and a path of another client is left behind", async () => {
  const { secret } = await arrive(bea);
  expect(() => chooseClient(sessionOf(secret), someone, { client: "meridian" })).toThrow(NotFound);
  expect(chooseClient(sessionOf(secret), someone, { client: tollhouse.id, to: `/portal/projects?client=${harbor.id}` }).headers.get("Location")).toBe("/portal/home");
});

test("Z9: the list of choices names a person’s own clients only, and the one a link was about", async () => {
  const { secret } = await arrive(bea);
  const { clients, wanted } = clientsOf(sessionOf(secret), `/portal/home?client=${tollhouse.id}`);
  expect(clients.map(({ name, current, isWanted }) => [name, current, isWanted])).toEqual([["Harbor & Finch Coffee", true, false], ["Tollhouse Books", false, true]]);
  expect(wanted).toBe("Tollhouse Books");
});

test("G2: a session that ended with the access says to what, and whom to ask; others say nothing", async () => {
  const [danas, joans] = [await arrive(dana), await arrive(joan)];
  endSessions({ contactId: dana.id }, "access_ended");
  signOut(browser("portal", joans.secret), undefined, "portal");
  expect(endedAccess(findSession("portal", danas.secret))).toMatchObject({ clientName: "Harbor & Finch Coffee", ask: { name: "Maya Lindqvist", email: maya.email } });
  expect([endedAccess(findSession("portal", joans.secret)), endedAccess({ state: "none" })]).toEqual([null, null]);
});

test("what nobody can use any more is swept away, and nothing else", async () => {
  const old = await arrive(dana);
  makeLink({ purpose: "sign_in", face: "portal", personId: dana.personId });
  pass(120 * DAY);
  start({ face: "portal", personId: luis.personId, contactId: luis.id, method: "password" }, someone);
  expect(sweepAccess()).toMatchObject({ sessions: 1, links: 1 });
  expect([findSession("portal", old.secret).state, alive(luis.personId, "portal").length]).toEqual(["none", 1]);
  expect(sqlite.prepare("SELECT count(*) FROM attempts").pluck().get()).toBe(0);
});
