import { expect, test } from "vitest";
import { STAFF_ONLY, canary, plantBelongings } from "../support/belongings.ts";
import { booking, dana, harbor, maya, meridian, packaging, ruth, tollhouse, tom } from "../support/cast.ts";
import { builtPortal } from "../support/portal.ts";

const { arriveAs, front } = await builtPortal();
front.transact((tx) => plantBelongings(tx));

const HOSTILE = "=HYPERLINK(\"https://evil.example\";\"x\")";
const set = (sql: string, ...given: string[]) => front.sqlite.prepare(sql).run(...given);

const files = {
  "clients": ["/staff/clients.csv", () => set("UPDATE clients SET name = ? WHERE id = ?", HOSTILE, tollhouse.id)],
  "contacts of all clients": ["/staff/contacts.csv", () => set("UPDATE contacts SET name = ? WHERE id = ?", HOSTILE, dana.id)],
  "projects": ["/staff/projects.csv", () => set("UPDATE projects SET name = ? WHERE id = ?", HOSTILE, packaging.id)],
  "a project’s tasks": [`/staff/projects/${packaging.id}/tasks.csv`, () => set("UPDATE tasks SET title = ? WHERE id = 'harbor-task'", HOSTILE)],
  "a project’s documents": [`/staff/projects/${packaging.id}/documents.csv`, () => set("UPDATE documents SET name = ? WHERE id = 'harbor-document'", HOSTILE)],
  "letters": ["/staff/outbox.csv", () => set("INSERT INTO outbox (id, kind, face, asked_for, queued_at, next_attempt_at) VALUES ('hostile', 'sign_in', 'portal', ?, 0, 0)", HOSTILE)],
} as const;

test.for(Object.entries(files))("X4: a hostile name among %s is no formula in their file", async ([, [path, plant]]) => {
  front.sqlite.exec("BEGIN");
  try {
    plant();
    const answer = await arriveAs(ruth).send(path);
    expect([answer.status, answer.headers.get("Content-Type"), answer.headers.get("Cache-Control")]).toEqual([200, "text/csv; charset=utf-8", "no-store"]);
    expect(answer.headers.get("Content-Disposition")).toMatch(/^attachment; filename="[^"]+\.csv"/);
    const text = await answer.text();
    expect(text).toContain(`"'=HYPERLINK(""https://evil.example"";""x"")"`);
    expect(text).not.toMatch(/(^|[,\n]|")=/m);
  } finally {
    front.sqlite.exec("ROLLBACK");
  }
});

test("a file is the list it is asked on: its filter, its order, all its pages, and what this member sees", async () => {
  const ruth_ = arriveAs(ruth);
  const lines = async (who: typeof ruth_, path: string) => (await (await who.send(path)).text()).trim().split("\r\n").slice(1);
  const page = await ruth_.get(`/staff/projects?search=${canary[harbor.id]}&sort=-name&page=1`);
  expect(page.links()).toContain(`/staff/projects.csv?search=${canary[harbor.id]}&sort=-name`);
  expect(await lines(ruth_, `/staff/projects.csv?search=${canary[harbor.id]}`)).toEqual([expect.stringMatching(new RegExp(`^Project ${canary[harbor.id]},Harbor & Finch Coffee ${canary[harbor.id]},Stage ${canary[harbor.id]},`))]);
  const names = (await lines(ruth_, "/staff/clients.csv?sort=-name")).map((line) => line.split(" ")[0]);
  expect(names).toEqual(["Tollhouse", "Meridian", "Harbor"]);
  expect((await lines(ruth_, "/staff/contacts.csv")).find((line) => line.includes("luis@harborfinch.example"))).toContain("no,yes,yes,yes");

  const tom_ = arriveAs(tom);
  expect(await lines(tom_, "/staff/projects.csv")).toHaveLength(1);
  expect((await lines(tom_, "/staff/contacts.csv")).filter((line) => !line.startsWith("Harbor"))).toEqual([]);
  for (const path of [`/staff/projects/${booking.id}/tasks.csv`, `/staff/projects/${booking.id}/documents.csv`, "/staff/outbox.csv"]) expect([path, (await tom_.send(path)).status]).toEqual([path, 404]);
  expect((await arriveAs(maya).send("/staff/outbox.csv")).status).toBe(404);
  for (const [path] of Object.values(files)) expect([path, (await (await ruth_.send(path)).text()).includes(`${STAFF_ONLY}: `)]).toEqual([path, false]);
});

const firstColumn = (page: { root: { querySelectorAll: (selector: string) => { text: string }[] } }) => page.root.querySelectorAll("main tbody th").map(({ text }) => text.trim().split(" ")[0]);

test("heads put a list in their order and back, say how it stands, and keep the filter; the filter keeps the order", async () => {
  const ruth_ = arriveAs(ruth);
  const page = await ruth_.get("/staff/clients?sort=-name");
  expect(firstColumn(page)).toEqual(["Tollhouse", "Meridian", "Harbor"]);
  expect(page.root.querySelector("th[aria-sort=descending] a.sort")?.getAttribute("href")).toBe("/staff/clients?sort=name");
  expect(page.root.querySelector("form.filters input[name=sort]")?.getAttribute("value")).toBe("-name");
  for (const sort of ["name", "team", "-team", "activity", "-activity", "nonsense"]) expect([sort, firstColumn(await ruth_.get(`/staff/clients?sort=${sort}`)).length]).toEqual([sort, 3]);
  for (const sort of ["name", "client", "-stage", "activity"]) expect([sort, firstColumn(await ruth_.get(`/staff/projects?state=all&sort=${sort}`)).length]).toEqual([sort, 3]);
  for (const sort of ["to", "-to", "queued", "-queued"]) expect([sort, (await ruth_.get(`/staff/outbox?sort=${sort}&to=dana`)).status]).toEqual([sort, 200]);
});

test("nothing yet and nothing that matches are said apart, with a way back to all", async () => {
  const ruth_ = arriveAs(ruth);
  for (const [path, words, back] of [["/staff/clients?search=zzz", "No client matches", "/staff/clients"], ["/staff/projects?search=zzz", "No project matches", "/staff/projects"], ["/staff/outbox?to=zzz", "No letter matches", "/staff/outbox"]] as const) {
    const page = await ruth_.get(path);
    expect([path, page.text.includes(words), page.links().includes(back)]).toEqual([path, true, true]);
  }
  const dana_ = arriveAs(dana);
  const none = await dana_.get("/portal/projects?search=zzz");
  expect([none.text.includes("No project matches"), none.links().includes("/portal/projects")]).toEqual([true, true]);
  expect((await dana_.get("/portal/projects")).root.querySelector("main form")).toBeNull();
  expect((await dana_.get("/portal/projects?state=finished")).text).toContain("No project matches");
  expect((await dana_.get(`/portal/projects?search=${canary[meridian.id]}`)).text).toContain("No project matches");
});
