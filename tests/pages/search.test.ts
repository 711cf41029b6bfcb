import { expect, test } from "vitest";
import { STAFF_ONLY, canary, plantBelongings } from "../support/belongings.ts";
import { bea, dana, harbor, ines, joan, maya, meridian, packaging, tollhouse } from "../support/cast.ts";
import { builtPortal } from "../support/portal.ts";

const { arriveAs, front } = await builtPortal();
front.transact((tx) => plantBelongings(tx));

const word = canary[harbor.id]!;
const results = (page: { root: { querySelectorAll: (selector: string) => { text: string }[] } }) => page.root.querySelectorAll("main ol.rows > li > p:first-child").map(({ text }) => text.trim());
const tabs = (page: { root: { querySelectorAll: (selector: string) => { text: string }[] } }) => page.root.querySelectorAll("nav[aria-label='Results by kind'] a").map(({ text }) => text.replace(/\s+/g, " ").trim());

test("Dana looks for a word from any page, and finds it by kind, marked, at an address of its own", async () => {
  const dana_ = arriveAs(dana);
  const home = await dana_.get("/portal/home");
  expect(home.root.querySelector("search form[action='/portal/search'] input[name=q]")?.closest("form")?.getAttribute("aria-label")).toBe("Search your projects");

  const found = await dana_.get(`/portal/search?q=${word}`);
  expect(found.html).toContain(`<title>Search for ${word} `);
  expect(found.text).toContain("10 results, the best first.");
  expect(tabs(found)).toEqual(["All 10", "Projects 1", "Tasks 1", "Proposals 1", "Requests 1", "Approvals 1", "Jobs & support 1", "Invoices 1", "Documents 1", "Comments 2"]);
  expect(found.root.querySelectorAll("main mark").every(({ text }) => text.toLowerCase().startsWith(word.toLowerCase()))).toBe(true);
  const comments = await dana_.get(`/portal/search?q=${word}&in=comments`);
  expect(results(comments)).toHaveLength(2);
  expect(comments.html).toContain(`href="/portal/projects/${packaging.id}/comments?comment=${harbor.id}-comment#comment-${harbor.id}-comment"`);
  for (const to of comments.links().filter((to) => to.startsWith("/portal/"))) expect([to, (await dana_.get(to)).status]).toEqual([to, 200]);
});

test("Z5: what is for staff is in no answer of the portal’s search: not in its page, its data, or its numbers", async () => {
  for (const contact of [dana, joan]) {
    const visitor = arriveAs(contact);
    for (const q of [STAFF_ONLY, `${STAFF_ONLY} ${canary[contact.clientId]}`, "task", "t", canary[contact.clientId]!]) {
      for (const address of [`/portal/search?q=${encodeURIComponent(q)}`, `/portal/search.data?q=${encodeURIComponent(q)}`]) {
        const answer = await visitor.get(address);
        expect([address, answer.html.replaceAll(q, "").includes(STAFF_ONLY)]).toEqual([address, false]);
      }
    }
    const none = await visitor.get(`/portal/search?q=${STAFF_ONLY}`);
    expect([none.text.includes("Nothing matches"), tabs(none), results(none)]).toEqual([true, [], []]);
  }
});

test("Z5: another client’s words lead nowhere, not even to a number", async () => {
  for (const client of [meridian, tollhouse]) {
    const none = await arriveAs(dana).get(`/portal/search?q=${canary[client.id]}`);
    expect([none.status, none.text.includes("Nothing matches"), results(none)]).toEqual([200, true, []]);
  }
  expect((await arriveAs(bea).get(`/portal/search?q=${word}`)).text).toContain("9 results");
});

test("a manager finds notes, people and clients; a member who is on no project finds none of it", async () => {
  const maya_ = arriveAs(maya);
  expect(tabs(await maya_.get(`/staff/search?q=${STAFF_ONLY}`))).toEqual(expect.arrayContaining(["Internal notes 12", "Tasks 3"]));
  const found = await maya_.get("/staff/search?q=harborfinch");
  expect(found.links()).toContain(`/staff/clients/${harbor.id}`);
  expect(found.root.querySelector("input[aria-keyshortcuts~='Control+K']")?.getAttribute("name")).toBe("q");
  for (const to of found.links().filter((to) => to.startsWith("/staff/"))) expect([to, (await maya_.get(to)).status]).toEqual([to, 200]);

  const none = await arriveAs(ines).get(`/staff/search?q=${canary[meridian.id]}`);
  expect([none.text.includes("Nothing matches"), results(none)]).toEqual([true, []]);
});

test("nothing, signs and too much are answered in words, with what was typed kept", async () => {
  const dana_ = arriveAs(dana);
  expect((await dana_.get("/portal/search")).root.querySelector("main [role=alert]")).toBeNull();
  for (const [q, words] of [["", "Search for a word"], ['"" —', "Search for a word"], ["x".repeat(101), "Search for at most 100 characters"]] as const) {
    const page = await dana_.get(`/portal/search?q=${encodeURIComponent(q)}`);
    expect([page.status, page.root.querySelector("main [role=alert]")?.text]).toEqual([200, expect.stringContaining(words)]);
    expect(page.root.querySelector("main input[name=q]")?.getAttribute("value") ?? "").toBe(q);
  }
});

test("X6: the language of the index and of the database is words like any other", async () => {
  const dana_ = arriveAs(dana);
  for (const q of ["' OR 1=1 --", 'NEAR("a" "b", 1)', "title:*", "{scope} : x", "a AND NOT", "^*", '"', "\u0000a", "') UNION SELECT password_hash FROM people --"]) {
    const page = await dana_.get(`/portal/search?q=${encodeURIComponent(q)}&in='&page=-1`);
    expect([q, page.status]).toEqual([q, 200]);
  }
});

test("X3: what was written is shown as it was written, marked or not", async () => {
  front.sqlite.prepare("UPDATE tasks SET title = ? WHERE id = ?").run("<img src=x onerror=alert(1)> zircon", "harbor-task");
  const page = await arriveAs(dana).get("/portal/search?q=zircon");
  expect(page.html).toContain("&lt;img src=x onerror=alert(1)&gt; <mark>zircon</mark>");
});
