import { Secret, TOTP } from "otpauth";
import { beforeEach, expect, test } from "vitest";
import { hashPassword } from "#app/people/passwords.server.ts";
import type { Member } from "#app/people/viewer.ts";
import { agency, drafts, pendingSignIns, people, recoveryCodes, secondFactors } from "#db/schema/index.ts";
import { ines, maya, packaging, ruth, tom } from "../support/cast.ts";
import { ledger } from "../support/ledger.ts";
import { builtPortal } from "../support/portal.ts";
import type { Visitor } from "../support/visitor.ts";

const { front, arriveAs, stranger } = await builtPortal();
const { clock, db } = front;
const password = "a kettle under the stairs";
const passwordHash = await hashPassword(password);
db.update(people).set({ passwordHash }).run();
const appShows = (key: string, steps = 0) => TOTP.generate({ secret: Secret.fromBase32(key.replaceAll(" ", "")), timestamp: clock.now().getTime() + steps * 30_000 });
const path = "/staff/profile/second-factor";

beforeEach(() => {
  clock.pass(clock.MINUTE);
  for (const table of [secondFactors, recoveryCodes, pendingSignIns]) db.delete(table).run();
  db.update(agency).set({ secondFactorRequired: false }).run();
});

/** Turns it on through the pages: what the app took in, and the recovery codes as they were shown. */
async function turnOn(visitor: Visitor) {
  const shown = await visitor.submit((await visitor.get(path)).form(`${path}/begin`));
  const key = shown.root.querySelector("dd.num")!.text;
  const page = await visitor.submit(shown.form(path), { code: appShows(key), currentPassword: password });
  clock.pass(clock.MINUTE);
  return { key, page, codes: page.root.querySelectorAll("ol.num li").map(({ text }) => text) };
}
const begin = async (visitor: Visitor, { email }: Member, to = "") => visitor.post("/staff/login", { email, password, ...(to && { to }) });

test("Tom turns it on: a secret as picture and letters, a first code, ten recovery codes shown once", async () => {
  const tom_ = arriveAs(tom);
  const shown = await tom_.submit((await tom_.get(path)).form(`${path}/begin`));
  const key = shown.root.querySelector("dd.num")!.text;
  expect([shown.url, shown.root.querySelectorAll("main svg path").length, /^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/.test(key), shown.headers.get("Cache-Control")]).toEqual([path, 2, true, "no-store"]);
  expect(shown.html).not.toContain("otpauth:");

  const wrong = await tom_.submit(shown.form(path), { code: "000000", currentPassword: password });
  expect([wrong.status, wrong.root.querySelector("dd.num")!.text, wrong.html.includes(password)]).toEqual([422, key, false]);
  const right = await tom_.submit(wrong.form(path), { code: appShows(key), currentPassword: password });
  const codes = right.root.querySelectorAll("ol.num li").map(({ text }) => text);
  expect([right.status, right.url, codes.length]).toEqual([200, `${path}/codes`, 10]);
  const again = await tom_.get(`${path}/codes`);
  expect([again.text.includes("were shown already"), codes.some((code) => again.html.includes(code))]).toEqual([true, false]);
  expect((await tom_.get("/staff/profile")).text).toContain("with a password and a code");
  expect((await tom_.get(path)).html).not.toContain(key);
});

test("a look ahead takes the recovery codes from nobody, and another’s session cannot open them", async () => {
  const visitor = arriveAs(ines);
  const shown = await visitor.submit((await visitor.get(path)).form(`${path}/begin`));
  const key = shown.root.querySelector("dd.num")!.text;
  const form = shown.form(path);
  const answer = await visitor.send(path, { method: "POST", body: new URLSearchParams([...form.fields.filter(([name]) => name === "_key"), ["code", appShows(key)], ["currentPassword", password]]) });
  expect([answer.status, answer.headers.get("Location")]).toEqual([303, `${path}/codes`]);
  const cookie = answer.headers.getSetCookie().find((cookie) => cookie.startsWith("staff-codes="))!;
  expect(cookie).toMatch(/; Path=\/staff\/profile\/second-factor; HttpOnly; SameSite=Lax$/);
  expect(cookie).toMatch(/Max-Age=600/);

  const other = arriveAs(maya);
  other.jar[path] = { ...visitor.jar[path] };
  expect((await other.get(`${path}/codes`)).text).toContain("were shown already");
  await visitor.send(`${path}/codes`, { method: "HEAD" });
  expect((await visitor.get(`${path}/codes`)).root.querySelectorAll("ol.num li")).toHaveLength(10);
});

test("signing in asks for the code after the password, and goes on to where it meant to; a `to` of elsewhere does not", async () => {
  const { key } = await turnOn(arriveAs(maya));
  const visitor = stranger();
  const to = `/staff/projects/${packaging.id}/tasks`;
  const asked = await begin(visitor, maya, to);
  expect([asked.url, asked.text.includes("m…@northlight.example"), asked.html.includes(maya.email)]).toEqual(["/staff/second-factor", true, false]);
  expect((await visitor.send("/staff/home")).headers.get("Location")).toMatch(/^\/staff\/login/);
  const wrong = await visitor.submit(asked.form(), { code: "000 000" });
  expect([wrong.status, wrong.text.includes("not the code your app shows now"), wrong.html.includes('value="000')]).toEqual([422, true, false]);
  const code = appShows(key);
  const page = await visitor.submit(wrong.form(), { code: `${code.slice(0, 3)} ${code.slice(3)}` });
  expect([page.status, page.url]).toEqual([200, to]);

  const elsewhere = stranger();
  await begin(elsewhere, maya, "//elsewhere.example");
  expect((await elsewhere.post("/staff/second-factor", { code: appShows(key, 1) })).url).toBe("/staff/home");
});

test("a recovery code does instead, once; without a begun sign-in both pages lead to the sign-in page", async () => {
  const { codes } = await turnOn(arriveAs(maya));
  const visitor = stranger();
  await begin(visitor, maya);
  const page = await visitor.get("/staff/second-factor/recovery");
  expect((await visitor.submit(page.form(), { recoveryCode: codes[4]!.toLowerCase() })).url).toBe("/staff/home");
  expect((await visitor.get(path)).text).toContain("Recovery codes left 9");

  const second = stranger();
  await begin(second, maya);
  expect((await second.post("/staff/second-factor/recovery", { recoveryCode: codes[4]! })).status).toBe(422);
  for (const open of ["/staff/second-factor", "/staff/second-factor/recovery"]) {
    expect((await stranger().get(open)).url).toBe("/staff/login");
    expect((await stranger().post(open, { code: "123456", recoveryCode: "ABCDE-FGHJK" })).url).toBe("/staff/login");
  }
});

test("A2: too many wrong codes are answered 429, with when to try again; C1: from another site nothing is taken", async () => {
  const { key } = await turnOn(arriveAs(maya));
  const visitor = stranger();
  await begin(visitor, maya);
  expect((await visitor.send("/staff/second-factor", { method: "POST", headers: { Origin: "https://elsewhere.example" }, body: new URLSearchParams({ code: appShows(key) }) })).status).toBe(403);
  for (let n = 0; n < 10; n++) expect((await visitor.post("/staff/second-factor", { code: "000000" })).status).toBe(422);
  const refused = await visitor.post("/staff/second-factor", { code: appShows(key) });
  expect([refused.status, Number(refused.headers.get("Retry-After"))]).toEqual([429, 15 * 60]);
  expect((await visitor.send("/staff/home")).headers.get("Location")).toMatch(/^\/staff\/login/);
  clock.pass(15 * clock.MINUTE);
});

test("where everyone needs one, whoever has none sets it up before anything else, and comes back to what they were at", async () => {
  const [owner, member] = [arriveAs(ruth), arriveAs(tom)];
  const thread = `/staff/projects/${packaging.id}/comments`;
  const form = (await member.get(thread)).form(thread);
  await turnOn(owner);
  const saved = await owner.submit((await owner.get("/staff/team/second-factor")).form(), { required: "yes" });
  expect([saved.url, saved.text.includes("Everyone on the team needs a second factor from now on.")]).toEqual(["/staff/team/second-factor", true]);

  const before = ledger(front.sqlite);
  const led = await member.send(thread, { method: "POST", body: new URLSearchParams([...form.fields.filter(([name]) => name !== "body"), ["body", "The proofs came today."]]) });
  expect([led.status, led.headers.get("Location"), ledger(front.sqlite).digest === before.digest]).toEqual([303, `${path}?to=${encodeURIComponent(thread)}`, true]);
  for (const elsewhere of ["/staff/home", "/staff/home.data", "/staff/profile", "/staff/profile/password", `/staff/profile/second-factors`, "/staff/search?q=a"]) {
    const answer = await member.send(elsewhere);
    expect([elsewhere, answer.status === 303 ? answer.headers.get("Location")!.startsWith(path) : answer.status === 202 && (await answer.text()).includes(path)]).toEqual([elsewhere, true]);
  }

  const shown = await member.submit((await member.get(`${path}?to=${encodeURIComponent(thread)}`)).form(`${path}/begin`));
  expect(shown.text).toContain("asks everyone on the team for a second factor");
  const codes = await member.submit({ ...shown.form(path), fields: [...shown.form(path).fields.filter(([name]) => name !== "to"), ["to", thread]] }, { code: appShows(shown.root.querySelector("dd.num")!.text), currentPassword: password });
  expect(codes.links()).toContain(thread);
  expect((await member.get(thread)).html).toContain("The proofs came today.");
  expect(db.select().from(drafts).all()).toHaveLength(1);
});

test("an owner resets the second factor of who lost the phone, and ends a member’s sessions; nobody else finds these pages", async () => {
  const member = arriveAs(maya);
  await turnOn(member);
  const owner = arriveAs(ruth);
  const list = await owner.get("/staff/team/second-factor");
  expect(list.links().filter((link) => link.endsWith("/second-factor") && link.includes("/team/m-"))).toEqual([`/staff/team/${maya.id}/second-factor`]);
  const sessionsPage = await owner.get(`/staff/team/${maya.id}/sessions`);
  expect(sessionsPage.text).toContain("with a password and a code");
  expect((await owner.submit(sessionsPage.form())).text).toContain("Maya Lindqvist is signed out everywhere.");
  expect((await member.get("/staff/home")).url).toMatch(/^\/staff\/login/);

  const done = await owner.submit((await owner.get(`/staff/team/${maya.id}/second-factor`)).form());
  expect([done.url, done.text.includes("The second factor of Maya Lindqvist is reset.")]).toEqual(["/staff/team/second-factor", true]);
  expect((await begin(stranger(), maya)).url).toBe("/staff/home");
  for (const who of [maya, tom]) for (const page of ["/staff/team/second-factor", `/staff/team/${ines.id}/second-factor`, `/staff/team/${ines.id}/sessions`]) expect((await arriveAs(who).get(page)).status).toBe(404);
});

test("turning it off takes the password and a code, and the next sign-in the password alone", async () => {
  const visitor = arriveAs(ines);
  const { codes } = await turnOn(visitor);
  const page = await visitor.get(`${path}/off`);
  expect((await visitor.submit(page.form(), { currentPassword: "not this one, no", code: codes[0]! })).status).toBe(422);
  expect((await visitor.submit(page.form(), { currentPassword: password, code: codes[0]! })).text).toContain("Your second factor is off.");
  expect((await begin(stranger(), ines)).url).toBe("/staff/home");
});
