import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeEach, expect, test } from "vitest";
import { contacts, links, people, sessions } from "#db/schema/index.ts";
import { hashed, newSecret } from "#app/lib/id.server.ts";
import { startFront } from "#app/server/start-front.ts";
import { hashPassword } from "#app/people/passwords.server.ts";
import type { LinkPurpose } from "#app/people/viewer.ts";
import { bea, dana, harbor, joan, luis, maya, packaging, personId, tollhouse } from "../support/cast.ts";
import { builtPortal } from "../support/portal.ts";

const { arriveAs, build, front, stranger } = await builtPortal();
const served = await startFront({ build, port: 0, working: false });
afterAll(() => served.close());
/** One request over the network, through the front, with headers of one’s own. */
const overTheWire = (path: string, fields: Record<string, string>, headers: Record<string, string>) => fetch(served.url + path, { method: "POST", body: new URLSearchParams(fields), headers, redirect: "manual" });
const password = "a kettle under the stairs";
const passwordHash = await hashPassword(password);
for (const id of Object.values(personId)) front.db.update(people).set({ passwordHash }).where(eq(people.id, id)).run();

const count = (sql: string) => front.sqlite.prepare(`SELECT count(*) FROM ${sql}`).pluck().get() as number;
const thread = `/portal/projects/${packaging.id}/comments`;

/** A mailed link, as a letter would hold it. */
function mailed(purpose: LinkPurpose, who: { personId: string; kind: string; id: string }, more: Partial<typeof links.$inferInsert> = {}) {
  const secret = newSecret();
  const face = who.kind === "member" ? "staff" : "portal";
  const at = front.clock.now();
  front.db
    .insert(links)
    .values({ id: hashed(secret), purpose, face, personId: who.personId, contactId: purpose === "invitation" && face === "portal" ? who.id : null, createdAt: at, expiresAt: new Date(at.getTime() + 600_000), ...more })
    .run();
  return `/${face}/${purpose === "sign_in" ? "link" : purpose}/${secret}`;
}

beforeEach(() => void front.sqlite.exec("DELETE FROM attempts"));

test("A4: a scanner that GETs and HEADs a link, or posts elsewhere, signs nobody in and spends nothing", async () => {
  const path = mailed("sign_in", dana);
  const before = [count("sessions"), count("links WHERE used_at IS NOT NULL"), count("events")];
  for (const method of ["GET", "HEAD", "GET"]) expect((await stranger().send(path, { method })).headers.getSetCookie()).toEqual([]);
  expect((await overTheWire(path, {}, { Origin: "https://scanner.example" })).status).toBe(403);
  expect([count("sessions"), count("links WHERE used_at IS NOT NULL"), count("events")]).toEqual(before);

  const page = await stranger().get(path);
  expect(page.text).toContain("Continue as d…@harborfinch.example");
  expect(page.html).not.toContain(dana.email);
});

test("A6: the page of a link is not kept, and tells its address to no other site", async () => {
  for (const path of [mailed("sign_in", dana), mailed("invitation", joan), mailed("reset", dana), mailed("reset", maya), "/portal/link/unknown", mailed("sign_in", dana, { usedAt: front.clock.now() })]) {
    const { headers } = await stranger().send(path);
    expect([headers.get("Referrer-Policy"), headers.get("Cache-Control")], path).toEqual(["strict-origin", "no-store"]);
  }
});

test("A5: the button signs in once, and leads where the letter said; then the page says so and offers a fresh link to the address on file", async () => {
  const path = mailed("sign_in", dana, { goTo: thread });
  const page = await stranger().get(path);
  const [first, second] = [stranger(), stranger()];
  const arrived = await first.submit(page.form(path));
  expect([arrived.status, arrived.url]).toEqual([200, thread]);

  const gone = await second.submit(page.form(path));
  expect([gone.status, gone.text.includes("This link no longer works")]).toEqual([410, true]);
  expect(gone.headers.get("Referrer-Policy")).toBe("strict-origin");
  const sent = await second.submit(gone.form(`${path}/fresh`));
  expect(sent.text).toContain("If that link was ours, a fresh one is on its way to the address on file.");
  expect(front.sqlite.prepare("SELECT kind, asked_for, go_to FROM outbox ORDER BY queued_at DESC LIMIT 1").get()).toEqual({ kind: "sign_in", asked_for: dana.email, go_to: thread });
});

test("A5: a link that never was ours is answered like one that was, and nothing is sent", async () => {
  const before = count("outbox");
  const used = mailed("sign_in", dana, { usedAt: front.clock.now() });
  const words = async (path: string) => {
    const visitor = stranger();
    const gone = await visitor.get(path);
    return [gone.status, gone.text, (await visitor.submit(gone.form(`${path}/fresh`))).text];
  };
  expect(await words("/portal/link/made-up")).toEqual(await words(used));
  expect(count("outbox")).toBe(before + 1);
});

test("A1, A3: asking for a link is answered alike for everyone, until it is too often", async () => {
  const ask = async (email: string) => {
    const page = await stranger().post("/portal/login", { email });
    return [page.status, page.url, page.text.replaceAll(email, "…").replace(/until [\d:]+ [ap]m/, "until …")];
  };
  const known = await ask(dana.email);
  expect(known.slice(0, 2)).toEqual([200, "/portal/login-sent"]);
  expect(await ask("nobody@nowhere.example")).toEqual(known);
  for (let n = 0; n < 5; n++) await ask(dana.email);
  const refused = await stranger().send("/portal/login", { method: "POST", body: new URLSearchParams({ email: dana.email }) });
  expect([refused.status, Number(refused.headers.get("Retry-After")) > 3000]).toEqual([429, true]);
});

test("A1: forgotten passwords are answered alike for everyone, on both faces", async () => {
  for (const face of ["portal", "staff"]) {
    const ask = async (email: string) => {
      const visitor = stranger();
      const page = await visitor.submit((await visitor.get(`/${face}/forgot`)).form(`/${face}/forgot`), { email });
      return [page.status, page.url, page.text.replaceAll(email, "…")];
    };
    expect(await ask("nobody@nowhere.example")).toEqual(await ask(dana.email));
  }
});

test("A2: too many wrong passwords are refused with the time to wait", async () => {
  const visitor = stranger();
  for (let n = 0; n < 10; n++) await visitor.post("/staff/login", { email: maya.email, password: "wrong" });
  const refused = await visitor.send("/staff/login", { method: "POST", body: new URLSearchParams({ email: maya.email, password }) });
  expect([refused.status, Number(refused.headers.get("Retry-After")) > 600]).toEqual([429, true]);
  expect(await refused.text()).toContain("That was too many attempts.");
});

test("A2: a forwarded address is not believed", async () => {
  const attempt = (n: number) => overTheWire("/portal/login", { email: luis.email, password: "wrong" }, { Origin: "http://localhost", "X-Forwarded-For": `192.0.2.${n}` });
  for (let n = 0; n < 10; n++) expect((await attempt(n)).status).toBe(422);
  expect((await attempt(11)).status).toBe(429);
});

test("A11: a letter’s link begins with PUBLIC_URL, whatever host was asked", async () => {
  const hosts = { "X-Forwarded-Host": "evil.example", Forwarded: "host=evil.example", Origin: "http://localhost" };
  expect((await overTheWire("/portal/login", { email: joan.email }, hosts)).status).toBe(303);
  await front.deliverDue();
  const folder = join(process.env.DATA_DIR!, "outbox");
  const letters = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8").replace(/=\r?\n/g, ""));
  const joans = letters.filter((letter) => letter.includes(joan.email));
  expect(joans.length).toBeGreaterThan(0);
  expect(joans.at(-1)).toMatch(/http:\/\/localhost\/portal\/link\/[\w-]{43}/);
  expect(letters.join("")).not.toContain("evil.example");
});

test("C1, C4: signing in takes no form of another site, and leads to no other site", async () => {
  for (const headers of [{ Origin: "https://evil.example" }, { Origin: "null" }, { "Sec-Fetch-Site": "cross-site" }]) {
    const answer = await overTheWire("/portal/login", { email: dana.email, password }, headers as never);
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([403, []]);
  }
  const answer = await stranger().send("/portal/login", { method: "POST", body: new URLSearchParams({ email: dana.email, password, to: "//evil.example" }) });
  expect(answer.headers.get("Location")).toBe("/portal/home");
});

test("C6: the session’s cookie is out of reach of scripts, of other sites and of the other face", async () => {
  const answer = await stranger().send("/portal/login", { method: "POST", body: new URLSearchParams({ email: dana.email, password }) });
  const cookie = answer.headers.getSetCookie().find((cookie) => cookie.startsWith("portal="))!;
  expect(cookie).toMatch(/; Path=\/portal; HttpOnly; SameSite=Lax$/);
  const secret = /^portal=([\w-]{43});/.exec(cookie)![1]!;
  expect(front.sqlite.serialize().includes(secret)).toBe(false);
});

test("Z8: both cookies at once: each face reads its own alone", async () => {
  const [danas, mayas] = [arriveAs(dana), arriveAs(maya)];
  const secret = { portal: danas.jar["/portal"]!.portal!, staff: mayas.jar["/staff"]!.staff! };
  const ask = (path: string, cookies: string) => stranger().send(path, { headers: { Cookie: cookies } });
  expect((await ask("/portal/home", `portal=${secret.staff}`)).status).toBe(303);
  expect((await ask("/staff/home", `staff=${secret.portal}`)).status).toBe(303);
  expect((await (await ask("/portal/profile", `portal=${secret.portal}; staff=${secret.staff}`)).text()).includes("Dana Whitfield")).toBe(true);
});

test("A8: signing out is a button: a GET is 405 and changes nothing", async () => {
  for (const face of ["portal", "staff"] as const) {
    const visitor = arriveAs(face === "portal" ? dana : maya);
    expect((await visitor.send(`/${face}/logout`)).status).toBe(405);
    expect((await visitor.send(`/${face}/home`)).status).toBe(200);
    const out = await visitor.post(`/${face}/logout`, {});
    expect([out.url, (await visitor.send(`/${face}/home`)).status]).toEqual([`/${face}/login`, 303]);
  }
});

test("A8: the profile lists the browsers, ends one, and ends all", async () => {
  front.sqlite.exec("UPDATE sessions SET ended_at = 1 WHERE person_id = 'p-luis' AND ended_at IS NULL");
  const [here, there] = [arriveAs(luis), arriveAs(luis)];
  const page = await here.get("/portal/profile");
  expect(page.text).toContain("this one");
  const after = await here.submit(page.form(/\/sessions\//));
  expect([after.url, after.text.includes("That browser is signed out.")]).toEqual(["/portal/profile", true]);
  expect((await there.send("/portal/home")).status).toBe(303);
  const out = await here.submit(after.form("/portal/profile/sign-out-everywhere"));
  expect([out.url, out.text.includes("You are signed out on every device.")]).toEqual(["/portal/login", true]);
});

test("a new password from the profile, on both faces; the wrong current one is said beside its field", async () => {
  for (const who of [joan, maya]) {
    const [visitor, path] = [arriveAs(who), `/${who.kind === "contact" ? "portal" : "staff"}/profile`];
    const form = (await visitor.get(path)).form(`${path}/password`);
    const wrong = await visitor.submit(form, { currentPassword: "not this one at all", password: "mist over some far meadow" });
    expect([wrong.status, wrong.text.includes("This is not your current password.")]).toEqual([422, true]);
    expect(wrong.html).not.toContain("far meadow");
    const right = await visitor.submit(form, { currentPassword: password, password: "mist over some far meadow" });
    expect([right.url, right.text.includes("Your new password is set.")]).toEqual([path, true]);
  }
  front.db.update(people).set({ passwordHash }).run();
});

test("Z7: on the next request after access has ended there is no data, only to what it ended and whom to ask", async () => {
  const visitor = arriveAs(joan);
  front.sqlite.prepare("UPDATE sessions SET ended_at = ?, ended_why = 'access_ended' WHERE contact_id = ?").run(front.clock.now().getTime(), joan.id);
  front.db.update(contacts).set({ deactivatedAt: front.clock.now() }).where(eq(contacts.id, joan.id)).run();
  const page = await visitor.get("/portal/projects");
  expect(page.url).toMatch(/^\/portal\/login/);
  expect(page.text).toContain("Your access to Meridian Dental has ended.");
  expect(page.text).toContain("Maya Lindqvist");
  expect((await stranger().get("/portal/login?ended=Meridian")).text).not.toContain("Meridian");
  front.db.update(contacts).set({ deactivatedAt: null }).where(eq(contacts.id, joan.id)).run();
});

test("Z9: Bea chooses, switches, and is asked before a link of the other client opens", async () => {
  const visitor = stranger();
  const chooser = await visitor.post("/portal/login", { email: bea.email, password });
  expect([chooser.url, chooser.text.includes(harbor.name), chooser.text.includes(tollhouse.name)]).toEqual(["/portal/clients?to=%2Fportal%2Fhome", true, true]);
  expect((await visitor.send("/portal/home")).headers.get("Location")).toMatch(/^\/portal\/clients/);
  expect((await visitor.get("/portal/clients")).text).not.toContain("Meridian");

  await visitor.post("/portal/clients", { client: harbor.id });
  expect((await visitor.get("/portal/profile")).text).toContain(harbor.name);
  const asked = await visitor.get(`/portal/projects?client=${tollhouse.id}`);
  expect([asked.url.startsWith("/portal/clients"), asked.text.includes(`What you opened belongs to ${tollhouse.name}.`)]).toEqual([true, true]);
  const switched = await visitor.post("/portal/clients", { client: tollhouse.id, to: `/portal/projects?client=${tollhouse.id}` });
  expect([switched.status, switched.url]).toEqual([200, `/portal/projects?client=${tollhouse.id}`]);
  expect((await visitor.send("/portal/clients", { method: "POST", body: new URLSearchParams({ client: "meridian" }) })).status).toBe(404);
});

test("G1: what Dana wrote when her session had ended is there after she signs in, for her alone", async () => {
  const visitor = arriveAs(dana);
  const form = (await visitor.get(thread)).form(thread);
  front.db.update(sessions).set({ endedAt: front.clock.now(), endedWhy: "signed_out" }).where(eq(sessions.personId, dana.personId)).run();
  const comments = count("comments");
  const login = await visitor.submit(form, { body: "A long thought about the gusset." });
  expect([login.url, count("comments")]).toEqual([`/portal/login?to=${encodeURIComponent(thread)}`, comments]);

  expect((await arriveAs(luis).get(thread)).html).not.toContain("gusset");
  const back = await visitor.post("/portal/login", { email: dana.email, password, to: thread });
  expect([back.url, back.root.querySelector("textarea")!.text.trim(), back.text.includes("This is what you had typed here before")]).toEqual([thread, "A long thought about the gusset.", true]);
  await visitor.submit(back.form(thread));
  expect(count("comments")).toBe(comments + 1);
  expect((await visitor.get(thread)).root.querySelector("textarea")!.text.trim()).toBe("");
});

test("S1: the set-up page is not there once there is an agency, by GET or POST", async () => {
  for (const method of ["GET", "POST"]) expect((await stranger().send("/staff/first-run", { method, ...(method === "POST" ? { body: new URLSearchParams({ code: "x" }) } : {}) })).status).toBe(404);
});

test("an invitation is accepted, with a password or without; a reset is followed by a letter", async () => {
  front.db.update(people).set({ passwordHash: null }).where(eq(people.id, joan.personId)).run();
  const path = mailed("invitation", joan);
  const visitor = stranger();
  const page = await visitor.get(path);
  expect(page.text).toContain("Welcome, Joan");
  const short = await visitor.submit(page.form(path), { password: "short" });
  expect([short.status, short.text.includes("Use at least 12 characters")]).toEqual([422, true]);
  expect((await visitor.submit(page.form(path), { password: "" })).url).toBe("/portal/home");

  const reset = mailed("reset", joan);
  const again = stranger();
  const home = await again.submit((await again.get(reset)).form(reset), { password: "mist over some far meadow" });
  expect([home.status, home.url]).toEqual([200, "/portal/home"]);
  expect(front.sqlite.prepare("SELECT kind FROM outbox WHERE contact_id = ? AND event_seq IS NULL ORDER BY queued_at DESC").pluck().get(joan.id)).toBe("password_changed");
});
