import { createHash } from "node:crypto";
import type { Page } from "@playwright/test";
import { parse } from "node-html-parser";
import { expect, expectFine, test } from "./support.ts";

/** The shape of an address: one page of each kind is looked at, whoever it is about. */
const kindOf = (path: string) => path.replace(/\?.*$/, "").replace(/\/[\w-]{20}(?=\/|$)/g, "/:id").replace(/\/\d+(?=\/|$)/g, "/:number").replace(/\/(done|in_progress|open|cancelled)$/, "/:status");

/** Follows the links of a face by plain requests, and gives one address of each kind, so that new pages are looked at without anyone remembering. */
async function findAll(page: Page, from: string[]) {
  const found = new Map<string, string>();
  const waiting = [...from];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const kind = kindOf(path);
    if (found.has(kind) || /\/(files?|download|zip|logout|brand)\b|\.(csv|pdf|json|mjs)(\?|$)/.test(path)) continue;
    const answer = await page.request.get(path);
    expect(answer.status(), path).toBeLessThan(400);
    if (!answer.headers()["content-type"]?.startsWith("text/html")) continue;
    found.set(kind, path);
    const links = parse(await answer.text()).querySelectorAll("a[href]").map((link) => new URL(link.getAttribute("href")!, answer.url()));
    waiting.push(...links.filter(({ origin, pathname }) => origin === new URL(answer.url()).origin && pathname.startsWith(from[0]!.slice(0, 7))).map(({ pathname, search }) => pathname + search));
  }
  return found;
}

/** Which part of a tour a kind of page is in: told by its words, so that parts agree whoever looks. */
const partOf = (kind: string, parts: number) => createHash("sha256").update(kind).digest()[0]! % parts;

/** Each part is a test of its own, so that they go side by side and none grows too long for its time. */
const tours = [
  { who: "a client", email: "dana@harborfinch.example", parts: 3, from: ["/portal/home", "/portal/profile/password", "/portal/clients"], among: ["/portal/projects/:id", "/portal/projects/:id/tasks", "/portal/projects/:id/comments", "/portal/documents", "/portal/profile"] },
  { who: "a member", email: "ruth@northlight.example", parts: 6, from: ["/staff/home", "/staff/profile/password"], among: ["/staff/clients", "/staff/clients/:id", "/staff/projects/:id", "/staff/projects/:id/documents", "/staff/outbox"] },
];

test.describe.configure({ mode: "parallel" });

for (const { who, email, parts, from, among } of tours)
  for (let part = 0; part < parts; part++)
    test(`every page ${who} may meet is open to everybody, in light and dark, wide and narrow: part ${part + 1} of ${parts}`, async ({ page, signIn }) => {
      test.setTimeout(300_000);
      await signIn(page, email);
      const found = await findAll(page, from);
      expect([...found.keys()]).toEqual(expect.arrayContaining(among));
      for (const [kind, path] of found) {
        if (partOf(kind, parts) !== part) continue;
        expect((await page.goto(path))?.status(), path).toBeLessThan(400);
        await expectFine(page);
      }
    });

test("so is every page before signing in, and every page of trouble", async ({ page, signIn }) => {
  for (const path of ["/portal/login", "/portal/login-sent", "/portal/forgot", "/staff/login", "/staff/forgot", "/portal/link/no-such-token", "/portal/invitation/no-such-token", "/staff/reset/no-such-token", "/no-such-page"]) {
    await page.goto(path);
    await expectFine(page);
  }
  await signIn(page, "dana@harborfinch.example");
  await page.goto("/portal/no-such-page");
  await expectFine(page);
});
