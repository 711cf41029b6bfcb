import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { accept, enterByLink, reset } from "#app/access/arrival.server.ts";
import { linkBehind, requestLetter, shownBehind } from "#app/access/link.server.ts";
import { signInByPassword } from "#app/access/sign-in.server.ts";
import { db, sqlite } from "#db/client.server.ts";
import { contacts, links, members } from "#db/schema/index.ts";
import { MINUTE, pass } from "#app/lib/clock.ts";
import { Refused } from "#app/lib/refused.ts";
import { cancelLinks as cancelIn, lifeOf } from "#app/people/links.server.ts";
import { findSession } from "#app/people/sessions.server.ts";
import { ines, joan, letters, maya, trailOf, bea, beaOfTollhouse, dana, freshStory, inTransaction, tollhouse } from "../support/story.ts";
import { alive, browser, givePasswords, mailed, password, secretIn, someone, takePassword } from "./stage.ts";

const cancelLinks = inTransaction(cancelIn);
const arriving = (secret: string, face: "portal" | "staff" = "portal", request = browser(face)) => ({ request, viewer: someone, face, secret });
const enter = (secret: string) => enterByLink(arriving(secret));
const statusOf = (attempt: Promise<Response>) => attempt.then(({ status }) => status, (problem: Refused) => problem.status);
const another = "mist over some far meadow";

beforeEach(freshStory);

test("A4: looking at a link, however often, spends nothing and starts nothing", () => {
  const secret = mailed("sign_in", dana);
  const before = sqlite.serialize();
  for (let n = 0; n < 5; n++) expect(shownBehind({ secret, purpose: "sign_in", face: "portal" })?.for).toBe("d…@harborfinch.example");
  expect(sqlite.serialize().equals(before)).toBe(true);
});

test("A5: ten presses at once start exactly one session, and the rest are refused as gone", async () => {
  const secret = mailed("sign_in", dana);
  const answers = await Promise.all(Array.from({ length: 10 }, () => statusOf(enter(secret))));
  expect(answers.toSorted()).toEqual([303, ...Array.from({ length: 9 }, () => 410)]);
  expect(alive(dana.personId, "portal")).toHaveLength(1);
  expect(trailOf(dana)).toEqual(["Dana Whitfield signed in"]);
});

test("A5: a tampered, an expired, a cancelled and an older link open nothing", async () => {
  const secret = mailed("sign_in", dana);
  expect(await statusOf(enter(`${secret.slice(0, -1)}${secret.endsWith("A") ? "B" : "A"}`))).toBe(410);
  const newer = mailed("sign_in", dana);
  expect(await statusOf(enter(secret))).toBe(410);
  pass(lifeOf.sign_in);
  expect(await statusOf(enter(newer))).toBe(410);
  const cancelled = mailed("sign_in", dana);
  cancelLinks(dana.personId);
  expect(await statusOf(enter(cancelled))).toBe(410);
  expect(alive(dana.personId, "portal")).toEqual([]);
});

test("A5: a link of one kind opens no door of another", async () => {
  expect(await statusOf(enter(mailed("reset", dana)))).toBe(410);
  expect(await statusOf(enter(mailed("invitation", dana)))).toBe(410);
  expect(await statusOf(reset(arriving(mailed("sign_in", dana)), another))).toBe(410);
  expect(await statusOf(reset(arriving(mailed("reset", dana), "staff"), another))).toBe(410);
});

test("A6: the table holds a link’s hash, never its secret", () => {
  const secret = mailed("sign_in", dana);
  expect(sqlite.serialize().includes(secret)).toBe(false);
});

test("Z7: the link of a contact whose access has ended opens nothing, even if nobody cancelled it", async () => {
  const secret = mailed("sign_in", dana);
  db.update(contacts).set({ deactivatedAt: new Date() }).where(eq(contacts.id, dana.id)).run();
  expect(linkBehind({ secret, purpose: "sign_in", face: "portal" })?.open).toBe(false);
  expect(await statusOf(enter(secret))).toBe(410);
});

test("Z9: a mailed link that names a client leads into that one", async () => {
  const answer = await enter(mailed("sign_in", { ...bea, id: "" }, `/portal/documents?client=${tollhouse.id}`));
  expect(findSession("portal", secretIn(answer))).toMatchObject({ session: { contactId: beaOfTollhouse.id } });
  expect(answer.headers.get("Location")).toBe(`/portal/documents?client=${tollhouse.id}`);
});

test("an invitation makes the contact active, with a password of their own if they like", async () => {
  db.update(contacts).set({ activatedAt: null }).where(eq(contacts.id, joan.id)).run();
  const answer = await accept(arriving(mailed("invitation", joan)), another);
  expect([answer.headers.get("Location"), trailOf(joan)]).toEqual(["/portal/home", ["Joan Keller accepted the invitation"]]);
  expect(db.select().from(contacts).where(eq(contacts.id, joan.id)).get()!.activatedAt).not.toBeNull();
  expect((await signInByPassword(browser("portal"), someone, "portal", { email: joan.email, password: another })).status).toBe(303);
});

test("an invitation never changes a password somebody has", async () => {
  givePasswords();
  await accept(arriving(mailed("invitation", beaOfTollhouse)), another);
  expect((await signInByPassword(browser("portal"), someone, "portal", { email: bea.email, password })).status).toBe(303);
});

test("an invitation to a second client leaves the one to the first as it is", () => {
  const first = mailed("invitation", bea);
  mailed("invitation", beaOfTollhouse);
  expect(linkBehind({ secret: first, purpose: "invitation", face: "portal" })?.open).toBe(true);
});

test("a member comes with a password, or not at all", async () => {
  takePassword(ines.personId);
  db.update(members).set({ activatedAt: null }).where(eq(members.id, ines.id)).run();
  const secret = mailed("invitation", ines);
  expect(await statusOf(accept(arriving(secret, "staff"), undefined))).toBe(422);
  const answer = await accept(arriving(secret, "staff"), another);
  expect([answer.headers.get("Location"), alive(ines.personId, "staff").length]).toEqual(["/staff/home", 1]);
});

test("a reset sets the password, ends every session, cancels links, and its owner is told", async () => {
  givePasswords();
  const elsewhere = secretIn(await signInByPassword(browser("portal"), someone, "portal", { email: dana.email, password }));
  const link = mailed("sign_in", dana);
  const answer = await reset(arriving(mailed("reset", dana)), another);

  expect(findSession("portal", elsewhere)).toMatchObject({ state: "over", why: "password_changed" });
  expect(alive(dana.personId, "portal").map(({ method }) => method)).toEqual(["reset"]);
  expect(secretIn(answer)).toBeTruthy();
  expect(await statusOf(enter(link))).toBe(410);
  expect(trailOf({ id: dana.personId })).toEqual(["Dana Whitfield set a new password"]);
  expect(letters()).toEqual(["c-dana: password_changed"]);
  expect(await statusOf(signInByPassword(browser("portal"), someone, "portal", { email: dana.email, password }))).toBe(422);
});

test("A10: a common password is refused at a reset, and the link can still be used", async () => {
  const secret = mailed("reset", maya);
  expect(await statusOf(reset(arriving(secret, "staff"), "northlight2025"))).toBe(422);
  expect(await statusOf(reset(arriving(secret, "staff"), another))).toBe(303);
});

test("A2: guessing at mailed links is limited by address; using them is not", async () => {
  for (let n = 0; n < 45; n++) await enter(mailed("sign_in", dana));
  const guesses = await Promise.all(Array.from({ length: 45 }, (_, n) => statusOf(enter(`guess-${n}`))));
  expect([guesses.filter((status) => status === 410).length, guesses.filter((status) => status === 429).length]).toEqual([40, 5]);
});

test("A1: asking for a letter looks nobody up: known or not, one row waits, and the work is the same", () => {
  const ask = (email: string) => requestLetter(someone, { kind: "sign_in", face: "portal", email, to: "/portal/documents" });
  ask(dana.email);
  ask("nobody@nowhere.example");
  expect(letters()).toEqual([`${dana.email}: sign_in`, "nobody@nowhere.example: sign_in"]);
  expect(db.select().from(links).all()).toEqual([]);
});

test("A3: letters to one address are capped, whoever asks; and letters one address asks for", () => {
  const ask = (email: string, address: string) => requestLetter({ ...someone, address }, { kind: "sign_in", face: "portal", email });
  for (let n = 0; n < 6; n++) ask(dana.email, `192.0.2.${n}`);
  expect(() => ask(dana.email, "192.0.2.77")).toThrow(Refused);
  expect(() => requestLetter({ ...someone, address: "192.0.2.78" }, { kind: "reset", face: "staff", email: dana.email })).toThrow(Refused);
  for (let n = 0; n < 60; n++) ask(`someone${n}@nowhere.example`, "2001:db8::1");
  expect(() => ask("someone.else@nowhere.example", "2001:db8::ffff")).toThrow(Refused);
  expect(letters()).toHaveLength(66);
  pass(60 * MINUTE);
  expect(() => ask(dana.email, "192.0.2.77")).not.toThrow();
});

test("C4: where a letter’s link leads is a page of our own", () => {
  requestLetter(someone, { kind: "sign_in", face: "portal", email: dana.email, to: "//evil.example" });
  expect(sqlite.prepare("SELECT go_to FROM outbox").pluck().get()).toBe("/portal/home");
});
