import { existsSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { dana, maya, packaging } from "../support/cast.ts";
import { HOME } from "../support/visitor.ts";
import { sections } from "#app/portal/sections.ts";
import { builtPortal } from "../support/portal.ts";

const { arriveAs, stranger } = await builtPortal();
const comments = `/portal/projects/${packaging.id}/comments`;

test("what is not yours and what is not there read the same, within the frame", async () => {
  const [absent, unknown] = [await arriveAs(dana).get("/portal/projects/somebody-elses"), await arriveAs(dana).get("/portal/no-such-page")];
  for (const page of [absent, unknown]) {
    expect(page.status).toBe(404);
    expect(page.html).toContain("<title>There is no such page · Northlight Studio</title>");
    expect(page.root.querySelector("nav[aria-label=Main]")).not.toBeNull();
  }
  const main = (page: typeof absent) => page.root.querySelector("main")!.toString();
  expect(main(absent)).toBe(main(unknown));
});

test("the staff side answers an unknown address in its own frame", async () => {
  const page = await arriveAs(maya).get("/staff/no-such-page");
  expect([page.status, page.root.querySelector("h1")?.text]).toEqual([404, "There is no such page"]);
  expect(page.root.querySelector(".side")).not.toBeNull();
});

test("to a stranger an unknown address under a face is a door, elsewhere a plain page", async () => {
  expect((await stranger().send("/portal/no-such-page")).status).toBe(303);
  const page = await stranger().get("/no-such-page");
  expect([page.status, page.root.querySelector("h1")?.text]).toEqual([404, "There is no such page"]);
});

test("a form too large, or of another kind, is refused on a page in words; one from elsewhere before it is read", async () => {
  const post = (body: string, headers: Record<string, string> = {}) =>
    arriveAs(dana).send(comments, { method: "POST", body, headers: { "Content-Type": "application/x-www-form-urlencoded", ...headers } });
  const foreign = await post("body=Hello", { "Sec-Fetch-Site": "cross-site" });
  expect([foreign.status, await foreign.text()]).toEqual([403, "This form was sent from another site. Nothing was recorded.\n"]);
  const answers = [
    await post(`body=${"x".repeat(300_000)}`),
    await post("{}", { "Content-Type": "application/json" }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([413, 415]);
  for (const answer of answers) {
    const html = await answer.text();
    expect(answer.headers.get("Content-Type")).toContain("text/html");
    expect(html).toMatch(/<h1>[A-Z][^<]+<\/h1>/);
    expect(html).toContain("Northlight Studio");
  }
});

test("the one script of every page is a file that was built, and small", async () => {
  for (const page of [await arriveAs(dana).get("/portal/home"), await arriveAs(maya).get("/staff/home")]) {
    const src = page.root.querySelector("script[type=module][src^='/assets/script-']")?.getAttribute("src");
    expect(src, `a script on ${page.url}`).toBeDefined();
    expect(existsSync(`build/client${src}`)).toBe(true);
    expect(gzipSync(readFileSync(`build/client${src}`)).byteLength).toBeLessThan(6000);
  }
});

test("a portal page brings no React; every file it names was built", async () => {
  const page = await arriveAs(dana).get("/portal/projects");
  expect(page.root.querySelectorAll("script:not([type=speculationrules])").map((script) => script.getAttribute("src")?.replace(/-.*/, ""))).toEqual(["/assets/script"]);
  const named = page.root.querySelectorAll("link[href^='/assets/'], script[src]").map((tag) => tag.getAttribute("href") ?? tag.getAttribute("src")!);
  expect(named.filter((path) => !existsSync(`build/client${new URL(path, HOME).pathname}`))).toEqual([]);
});

test("browsers may read ahead lists alone: never a single thing, a file, or a page that a letter leads to", async () => {
  const page = await arriveAs(dana).get("/portal/projects");
  const { prefetch } = JSON.parse(page.root.querySelector("script[type=speculationrules]")!.rawText) as { prefetch: { where: { or: { href_matches: string }[] } }[] };
  expect(prefetch.flatMap(({ where }) => where.or.map(({ href_matches }) => href_matches))).toEqual(sections.map(({ to }) => to));
});
