import { beforeAll, expect, test } from "vitest";
import { dana, harbor, luis, maya, packaging, ruth, tom } from "../support/cast.ts";
import { builtPortal } from "../support/portal.ts";

const { front, arriveAs, stranger } = await builtPortal();
const { sqlite } = front;
const events = () => sqlite.prepare("SELECT count(*) FROM events").pluck().get() as number;

beforeAll(async () => {
  for (const [who, body] of [[dana, "Monday?"], [luis, "Tuesday?"]] as const) {
    const visitor = arriveAs(who);
    await visitor.submit((await visitor.get(`/portal/projects/${packaging.id}/comments`)).form(`/portal/projects/${packaging.id}/comments`), { body });
  }
});

test("every event stands in it to the second with its zone, who, what with a link, and from where", async () => {
  const page = await arriveAs(maya).get("/staff/audit");
  expect(page.status).toBe(200);
  expect(page.text).toMatch(/\d{1,2} \w{3} \d{4}, \d\d:\d\d:\d\d −0[45]:00 ?Luis Ortega ?Operations, Harbor & Finch Coffee ?Commented on Winter range packaging ?Harbor & Finch Coffee ?Winter range packaging ?127\.0\.0\.1/);
  expect(page.links()).toContain("/staff/audit/2");
  expect(page.html).toContain(`href="/staff/projects/${packaging.id}/comments#comment-`);
  expect(page.text).toContain("1 to 2 of 2");
});

test("it is narrowed by its address; what makes no sense narrows nothing", async () => {
  const visitor = arriveAs(maya);
  const mine = await visitor.get(`/staff/audit?person=${dana.id}&client=${harbor.id}&kind=comments`);
  expect(mine.root.querySelectorAll("tbody tr")).toHaveLength(1);
  expect(mine.root.querySelector("select[name=person] option[selected]")?.text).toBe("Dana Whitfield");
  expect(mine.root.querySelector("select[name=project]")).not.toBeNull();
  expect((await visitor.get("/staff/audit?kind=downloads")).text).toContain("Nothing matches");
  expect((await visitor.get("/staff/audit?kind=' OR 1=1&from=yesterday&before=x&after=-1")).root.querySelectorAll("tbody tr")).toHaveLength(2);
});

test("one event has a page, with its particulars and its place in the chain", async () => {
  const page = await arriveAs(maya).get("/staff/audit/1");
  const { hash } = sqlite.prepare("SELECT hash FROM events WHERE seq = 1").get() as { hash: string };
  expect(page.text).toContain("It stands as it was recorded");
  for (const words of [hash, "0".repeat(64), "Monday?", "comment.posted", "Newer: 2"]) expect(page.text).toContain(words);
  for (const path of ["/staff/audit/99", "/staff/audit/0", "/staff/audit/nonsense"]) expect((await arriveAs(maya).get(path)).status).toBe(404);
});

test("X4, L3: its button puts the export on record and gives the file; a GET gives nothing and records nothing", async () => {
  const visitor = arriveAs(maya);
  const before = events();
  expect(await visitor.send("/staff/audit.csv").then(({ status, headers }) => [status, headers.get("Location")])).toEqual([303, "/staff/audit"]);
  expect(await visitor.send("/staff/audit/export").then(({ status }) => status)).toBe(303);
  expect(events()).toBe(before);

  const form = (await visitor.get("/staff/audit?kind=comments")).form("/staff/audit/export");
  expect(Object.fromEntries(form.fields)).toMatchObject({ kind: "comments" });
  const answer = await visitor.send("/staff/audit/export", { method: "POST", body: new URLSearchParams(form.fields), headers: { Origin: "http://localhost" } });
  expect([answer.status, events()]).toEqual([303, before + 1]);
  const to = answer.headers.get("Location")!;
  const file = await visitor.send(to);
  expect([file.status, file.headers.get("Content-Type"), file.headers.get("X-Content-Type-Options"), file.headers.get("Content-Disposition")]).toEqual([200, "text/csv; charset=utf-8", "nosniff", expect.stringMatching(/^attachment; filename="Audit log \d{4}-\d\d-\d\d\.csv"/)]);
  expect((await file.text()).trimEnd().split("\r\n")).toHaveLength(3);
  expect(events()).toBe(before + 1);

  // Somebody else's export, a stranger's, an old one.
  expect((await arriveAs(ruth).send(to)).status).toBe(404);
  expect((await stranger().send(to)).headers.get("Location")).toMatch(/^\/staff\/login/);
  front.clock.pass(10 * front.clock.MINUTE);
  expect((await visitor.get(to)).text).toContain("Download it again.");
  front.clock.resume();
});

test("Z5: a member reads of the projects they are on; of another’s event there is no page and no line", async () => {
  sqlite.exec(`DELETE FROM project_members WHERE member_id = '${tom.id}'`);
  const page = await arriveAs(tom).get("/staff/audit");
  expect(page.text).not.toContain("Dana Whitfield");
  expect((await arriveAs(tom).get("/staff/audit/1")).status).toBe(404);
});

test("L3: Verify now says how far the chain stands; where it does not, an alarm names the event, on an owner’s home too", async () => {
  const owner = arriveAs(ruth);
  const verified = async () => owner.submit((await owner.get("/staff/audit")).form("/staff/audit/verification"));
  expect((await owner.get("/staff/audit")).text).toContain("The chain has not been verified yet.");
  const now = await verified();
  expect(now.url).toBe("/staff/audit");
  expect(now.text).toMatch(new RegExp(`Chain of ${events()} events verified, today`));
  expect((await owner.get("/staff/home")).root.querySelector("[role=alert]")).toBeNull();

  sqlite.exec("DROP TRIGGER events_are_forever_update; UPDATE events SET at = at - 60000 WHERE seq = 2");
  const found = await verified();
  expect(found.root.querySelector("[role=alert]")?.text).toContain("The audit log does not hold. Event 2: It is not what was recorded.");
  expect((await owner.get("/staff/home")).root.querySelector("[role=alert]")?.text).toContain("Event 2");
  expect((await owner.get("/staff/audit/2")).root.querySelector("[role=alert]")?.text).toContain("This event does not stand.");
  expect((await arriveAs(maya).get("/staff/home")).root.querySelector("[role=alert]")).toBeNull();
  expect((await arriveAs(maya).get("/staff/audit")).root.querySelector("[role=alert]")).not.toBeNull();

  sqlite.exec("UPDATE events SET at = at + 60000 WHERE seq = 2");
  expect((await verified()).root.querySelector("[role=alert]")).toBeNull();
});
