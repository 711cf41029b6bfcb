import { type Locator, type Page } from "@playwright/test";
import { expect, expectFine, test } from "./support.ts";

const titles = (page: Page) => page.locator("table tbody th a");
const row = (page: Page, title: string): Locator => page.getByRole("row", { name: new RegExp(title) });

async function open(page: Page, project: string, part: string) {
  await page.goto("/staff/projects");
  await page.goto(`${await page.getByRole("main").getByRole("link", { name: project }).getAttribute("href")}${part}`);
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a member orders tasks by buttons and by a place, and runs a timer from start to entry", async ({ page, signIn }) => {
    await signIn(page, "ruth@northlight.example");
    await open(page, "Online shop rebuild", "/tasks?state=todo");
    await expect(page.locator(".grip").first()).toBeHidden();

    await open(page, "Online shop rebuild", "/tasks");
    const [first, second] = [await titles(page).nth(0).textContent(), await titles(page).nth(1).textContent()];
    await page.getByRole("button", { name: `Move ${second} up` }).click();
    await expect(titles(page).nth(0)).toHaveText(second!);
    await page.getByRole("link", { name: `move ${second} to a place` }).click();
    await page.getByLabel("To place").fill("2");
    await page.getByRole("button", { name: "Move task" }).click();
    await expect(titles(page).nth(0)).toHaveText(first!);

    await page.getByLabel("What is to be done").fill("Words for the footer");
    await page.getByRole("button", { name: "Add task" }).click();
    await expect(page.getByLabel("What is to be done")).toBeFocused();
    await expect(page.getByText("is added, at the end")).toBeVisible();

    await open(page, "Online shop rebuild", "/time");
    await page.getByRole("button", { name: "Start timer" }).click();
    await page.goto("/staff/home");
    await expect(page.getByText("under a minute", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Stop timer" }).click();
    await page.getByLabel("What you did").fill("Words for the footer");
    await page.getByRole("main").getByRole("button", { name: "Log time" }).click();
    await expect(page.getByText("0.02 hours are logged.")).toBeVisible();
  });
});

test.describe("with JavaScript", () => {
  test("a member drags a task by pointer and by keys; it stays where it was put", async ({ page, signIn }) => {
    await signIn(page, "maya@northlight.example");
    await open(page, "Winter range packaging", "/tasks");
    // Tall enough that nothing scrolls under the pointer.
    await page.setViewportSize({ width: 1280, height: 1600 });
    const before = await titles(page).allTextContents();
    const grip = page.getByRole("button", { name: `Move ${before[0]}`, exact: true });
    const [from, to] = [await grip.boundingBox(), await row(page, before[2]!).boundingBox()];
    await page.mouse.move(from!.x + from!.width / 2, from!.y + from!.height / 2);
    await page.mouse.down();
    await page.mouse.move(from!.x, to!.y + to!.height - 4, { steps: 8 });
    await expect(page.locator("tr.lifted")).toHaveCount(1);
    await page.mouse.up();
    const moved = [before[1]!, before[2]!, before[0]!];
    await expect(titles(page).nth(2)).toHaveText(before[0]!);
    await expect(titles(page).nth(0)).toHaveText(before[1]!);
    await page.waitForLoadState("networkidle");
    await page.reload();
    expect((await titles(page).allTextContents()).slice(0, 3)).toEqual(moved);

    await page.getByRole("button", { name: `Move ${before[0]}`, exact: true }).focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Space");
    await expect(titles(page).nth(0)).toHaveText(before[0]!);
    await expect(page.getByRole("button", { name: `Move ${before[0]}`, exact: true })).toBeFocused();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    await expect(page.locator("tr.lifted")).toHaveCount(0);
    await page.waitForLoadState("networkidle");
    await page.reload();
    expect(await titles(page).allTextContents()).toEqual(before);
  });

  test("R4: a place that is refused is taken back, and it says so", async ({ page, signIn, browser, served }) => {
    await signIn(page, "maya@northlight.example");
    await open(page, "Winter range packaging", "/tasks");
    const before = await titles(page).allTextContents();
    // The same person signs in anew beside it: what was drawn for the earlier session is no longer taken.
    const beside = await browser.newPage({ baseURL: served.url });
    await signIn(beside, "maya@northlight.example");
    await page.context().addCookies(await beside.context().cookies());
    await page.getByRole("button", { name: `Move ${before[0]}`, exact: true }).focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    await expect(page.getByText("The order is as it was.")).toBeVisible();
    await expect(titles(page)).toHaveText(before);
    await beside.close();
  });

  test("quick add keeps the focus, several change in one form, and the timer counts", async ({ page, signIn }) => {
    await signIn(page, "maya@northlight.example");
    await open(page, "Winter range packaging", "/tasks");
    const line = page.getByLabel("What is to be done");
    for (const title of ["Order samples", "Weigh the samples"]) {
      await line.fill(title);
      await page.keyboard.press("Enter");
      await expect(row(page, title)).toBeVisible();
      await expect(line).toBeFocused();
      await expect(line).toHaveValue("");
    }
    await page.getByRole("checkbox", { name: "Choose Order samples" }).check();
    await page.getByRole("checkbox", { name: "Choose Weigh the samples" }).check();
    await expect(page.getByText("2 chosen")).toBeVisible();
    await page.getByRole("button", { name: "Change them" }).click();
    await expect(page.getByText("2 tasks are changed.")).toBeVisible();
    await expect(row(page, "Order samples").getByText("Done")).toBeVisible();

    const count = page.getByRole("timer");
    const said = await count.textContent();
    await expect(count).not.toHaveText(said!);
  });

  for (const path of ["/staff/time", "/staff/timer", "/staff/time/rates"])
    test(`${path} is fine for everybody`, async ({ page, signIn }) => {
      await signIn(page, "maya@northlight.example");
      await page.goto(path);
      await expectFine(page);
    });

  for (const part of ["/tasks", "/time", "/time/report"])
    test(`a project’s ${part} is fine for everybody`, async ({ page, signIn }) => {
      await signIn(page, "maya@northlight.example");
      await open(page, "Winter range packaging", part);
      await expectFine(page);
    });
});
