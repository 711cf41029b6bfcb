import { expect, test } from "vitest";
import { sign } from "#app/lib/keys.server.ts";
import { belongingsOf, plantBelongings } from "../support/belongings.ts";
import { beaOfTollhouse, dana, harbor, joan, luis, maya, packaging, ruth } from "../support/cast.ts";
import { asking } from "../support/front.ts";
import { builtPortal } from "../support/portal.ts";

const { front, url, arriveAs, stranger } = await builtPortal();
front.transact((tx) => plantBelongings(tx));
const { sqlite } = front;
const by = asking(url);
const comments = `/portal/projects/${packaging.id}/comments`;
const own = belongingsOf(harbor);

test("the home says what waits first, with who else can do it, and the navigation counts it", async () => {
  const home = await arriveAs(dana).get("/portal/home");
  expect(home.text).toContain("things are waiting for you");
  expect(home.text).toMatch(/Scope quillfeather .*Open until 1 Jan 2099/);
  expect(home.root.querySelector('nav[aria-label="Main"] a[href="/portal/acceptances"]')!.text.replace(/\s+/g, " ").trim()).toBe("Acceptances 1 needs you");
  expect((await arriveAs(joan).get("/portal/home")).text).not.toContain("quillfeather");
});

test("Z9: what waits at another client is told by its name and number alone, and named where one chooses", async () => {
  const visitor = arriveAs(beaOfTollhouse);
  const home = await visitor.get("/portal/home");
  expect(home.text).toMatch(new RegExp(`At ${harbor.name} quillfeather: \\w+ things? (is|are) waiting for you`));
  expect(home.text.replaceAll(`${harbor.name} quillfeather`, "")).not.toContain("quillfeather");
  const choice = await visitor.get("/portal/clients");
  expect(choice.text).toContain(harbor.name);
  expect(choice.links().some((link) => link.includes(`client=${harbor.id}`))).toBe(true);
});

test("G9: what is typed into a long field is kept for its person and form, comes back, and is gone once it was sent", async () => {
  const visitor = arriveAs(dana);
  const form = (await visitor.get(comments)).form(comments);
  const typed = (body: string, more: Record<string, string> = {}) => visitor.send("/portal/drafts", { method: "POST", body: new URLSearchParams({ ...Object.fromEntries(form.fields), body, _action: comments, ...more }) });
  expect((await typed("Half a thought")).status).toBe(204);
  expect((await arriveAs(dana).get(comments)).html).toContain("Half a thought");
  expect((await arriveAs(luis).get(comments)).html).not.toContain("Half a thought");
  // A key of another form, or of another person, keeps nothing.
  expect((await typed("Elsewhere", { _action: "/portal/profile/password" })).status).toBe(409);
  expect((await arriveAs(luis).send("/portal/drafts", { method: "POST", body: new URLSearchParams({ ...Object.fromEntries(form.fields), body: "Not mine", _action: comments }) })).status).toBe(409);
  await visitor.submit(form, { body: "A whole thought" });
  expect((await typed("Late")).status).toBe(204);
  expect((await arriveAs(dana).get(comments)).html).not.toMatch(/Half a thought<\/textarea>|Late<\/textarea>/);
  expect((await stranger().send("/portal/drafts", { method: "POST", body: new URLSearchParams({ body: "x" }) })).headers.get("Location")).toMatch(/^\/portal\/login/);
  expect((await visitor.send("/portal/drafts", { method: "POST", headers: { Origin: "https://elsewhere.example" }, body: new URLSearchParams({ body: "x" }) })).status).toBe(403);
});

test("A6: a calendar’s address is shown once, opens without signing in, says nothing of itself in the log’s way, and ends by its button", async () => {
  const visitor = arriveAs(dana);
  const form = (await visitor.get("/portal/profile/calendar")).form("/portal/profile/calendar");
  const made = await visitor.submit(form);
  const address = made.root.querySelector("#address")!.getAttribute("value")!;
  expect(address).toMatch(/\/calendar\/[\w-]{43}\.ics$/);
  expect((await visitor.get("/portal/profile/calendar")).html).not.toContain(address);
  const path = new URL(address).pathname;
  const feed = await by(path);
  expect([feed.status, feed.headers["content-type"], feed.headers["cache-control"], feed.headers["referrer-policy"]]).toEqual([200, "text/calendar; charset=utf-8", "no-store", "strict-origin"]);
  expect(feed.body).toContain("quillfeather");
  expect(feed.body).not.toMatch(/brasslantern|inkwaterford|cellardoor/);
  // Pressed again, the same form leads to the page and makes nothing.
  expect((await visitor.submit(form)).html).not.toMatch(/\/calendar\/[\w-]{43}/);
  await visitor.submit((await visitor.get("/portal/profile/calendar")).form("/portal/profile/calendar/end"));
  expect((await by(path)).status).toBe(404);
});

test("a file of one day, for whom it waits alone", async () => {
  const file = await arriveAs(dana).send(`/portal/calendar/acceptance-${own.acceptance}.ics`);
  expect([file.status, file.headers.get("Content-Type")]).toEqual([200, "text/calendar; charset=utf-8"]);
  expect((await arriveAs(joan).send(`/portal/calendar/acceptance-${own.acceptance}.ics`)).status).toBe(404);
});

test("C1: one press of a mail program ends a topic’s letters, from anywhere; its token does nothing else, and a GET nothing at all", async () => {
  const path = `/unsubscribe/${dana.id}.talk.${sign("unsubscribe", dana.id, "talk")}`;
  const chosen = () => sqlite.prepare("SELECT topics FROM letter_choices WHERE viewer_id = ?").get(dana.id) as { topics: string } | undefined;
  expect((await by(path)).status).toBe(200);
  expect(chosen()).toBeUndefined();
  const pressed = await by(path, { method: "POST", headers: { Origin: "https://mail.example", "Sec-Fetch-Site": "cross-site", "Content-Type": "application/x-www-form-urlencoded" }, body: "List-Unsubscribe=One-Click" });
  expect(pressed.status).toBe(200);
  expect(JSON.parse(chosen()!.topics)).toEqual({ talk: "never" });
  expect((await by(path.replace("talk", "news"), { method: "POST", body: "" })).status).toBe(404);
  for (const other of ["/portal/profile/letters", "/unsubscribe", `${path}/more`]) expect((await by(other, { method: "POST", headers: { Origin: "https://mail.example" }, body: "" })).status).toBe(403);
});

test("Z5: in a preview there is the contact’s own bell, which nothing is read on, and no other client’s count", async () => {
  const visitor = arriveAs(ruth);
  const page = await visitor.get(`/staff/clients/${harbor.id}/contacts/${dana.id}/preview`);
  const home = await visitor.submit(page.form());
  expect(home.text).toContain("Needs your attention");
  const unread = () => front.sqlite.prepare("SELECT count(*) AS n FROM notices WHERE viewer_id = ? AND read_at IS NULL").get(dana.id);
  const before = unread();
  const bell = await visitor.get("/portal/notifications");
  expect([bell.status, bell.url]).toEqual([200, "/portal/notifications"]);
  for (const link of bell.links().filter((to) => to.startsWith("/portal/projects/"))) await visitor.get(link);
  expect(unread()).toEqual(before);
  expect(home.text).not.toContain("at another client");
});

test("the desk says what waits on clients, and leads to a reminder that says whom it goes to", async () => {
  const visitor = arriveAs(maya);
  const home = await visitor.get("/staff/home");
  expect(home.text).toContain("Waiting on clients");
  const page = await visitor.get(`/staff/reminders/${harbor.id}/acceptance-${own.acceptance}`);
  expect(page.text).toMatch(/Dana Whitfield gets a letter in a few minutes/);
  const after = await visitor.submit(page.form());
  expect(after.text).toContain("The reminder is on its way to Dana Whitfield.");
  expect((await visitor.get(`/staff/reminders/${harbor.id}/acceptance-${own.acceptance}`)).text).toContain("had a reminder today");
  expect((await visitor.get("/staff/reminders")).text).toContain("Last reminder");
});
