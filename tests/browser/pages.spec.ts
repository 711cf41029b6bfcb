import type { Page } from "@playwright/test";
import { expect, expectFine, test } from "./support.ts";

/** The shape of an address: one page of each kind is looked at, whoever it is about. */
const kindOf = (path: string) => path.replace(/\?.*$/, "").replace(/\/[\w-]{20}(?=\/|$)/g, "/:id").replace(/\/(done|in_progress|open|cancelled)$/, "/:status");

/** Follows the links of a face and looks at one page of each kind, so that new pages are looked at without anyone remembering. */
async function lookAtAll(page: Page, from: string[]) {
  const looked = new Set<string>();
  const waiting = [...from];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const kind = kindOf(path);
    if (looked.has(kind) || /\/(files?|download|zip|logout|brand)\b|\.(csv|pdf|json|mjs)(\?|$)/.test(path)) continue;
    looked.add(kind);
    expect((await page.goto(path))?.status(), path).toBeLessThan(400);
    await expectFine(page);
    const links = await page.locator("a[href]").evaluateAll((all) => (all as HTMLAnchorElement[]).filter(({ origin }) => origin === location.origin).map(({ pathname, search }) => pathname + search));
    waiting.push(...links.filter((link) => link.startsWith(from[0]!.slice(0, 7))));
  }
  return [...looked];
}

test("every page a client may meet is open to everybody, in light and dark, wide and narrow", async ({ page, signIn }) => {
  test.setTimeout(180_000);
  await signIn(page, "dana@harborfinch.example");
  const looked = await lookAtAll(page, ["/portal/home", "/portal/profile/password", "/portal/clients"]);
  expect(looked).toEqual(expect.arrayContaining(["/portal/projects/:id", "/portal/projects/:id/tasks", "/portal/projects/:id/comments", "/portal/documents", "/portal/profile"]));
});

test("every page a member may meet is open to everybody, in light and dark, wide and narrow", async ({ page, signIn }) => {
  test.setTimeout(300_000);
  await signIn(page, "ruth@northlight.example");
  const looked = await lookAtAll(page, ["/staff/home", "/staff/profile/password"]);
  expect(looked).toEqual(expect.arrayContaining(["/staff/clients", "/staff/clients/:id", "/staff/projects/:id", "/staff/projects/:id/documents", "/staff/outbox"]));
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
