import { readFileSync } from "node:fs";
import { type Page } from "@playwright/test";
import { expect, expectFine, test } from "./support.ts";

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });
const press = (page: Page, name: string | RegExp) => page.getByRole("main").getByRole("button", { name, exact: typeof name === "string" }).click();
const follow = (page: Page, name: string | RegExp) => page.getByRole("main").getByRole("link", { name }).first().click();
const pins = (page: Page) => page.locator("[data-notes] > li");

const picture = readFileSync("seeds/files/winter-blend-2.png");

for (const javaScriptEnabled of [false, true])
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });
    // axe waits by timers, which a page without scripts does not have.
    const fine = async (page: Page) => void (javaScriptEnabled && (await expectFine(page)));

    test("Dana pins a spot, asks for revisions, and approves what comes after", async ({ page, browser, served, signIn }) => {
      test.setTimeout(300_000);
      const title = javaScriptEnabled ? "Spring label" : "Summer label";
      await signIn(page, "tom@northlight.example");
      await page.goto("/staff/approvals/new");
      await page.getByLabel("Project", { exact: true }).selectOption({ label: "Winter range packaging" });
      await page.getByLabel("Title").fill(title);
      await press(page, "Begin");
      await expect(heading(page, title)).toBeVisible();
      const staffPath = new URL(page.url()).pathname;
      const publish = async (round: number) => {
        await page.goto(`${staffPath}/files`);
        await page.getByLabel("What is to be seen").fill("A label in two greens");
        await page.locator("input[type=file]").setInputFiles({ name: `Label ${round}.png`, mimeType: "image/png", buffer: picture });
        await press(page, "Add files");
        await expect(page.getByText("1 file added")).toBeVisible();
        await page.goto(`${staffPath}/publication`);
        await press(page, `Publish round ${round}`);
        await expect(page.getByText("It is with them")).toBeVisible();
      };
      await publish(1);

      const hers = await browser.newContext({ javaScriptEnabled, baseURL: served.url });
      const dana = await hers.newPage();
      await signIn(dana, "dana@harborfinch.example");
      const path = staffPath.replace("/staff", "/portal");
      // The picture is drawn a moment after it arrived.
      await expect(async () => {
        await dana.goto(path);
        await expect(dana.getByRole("button", { name: /Press to place a pin/ })).toBeVisible({ timeout: 500 });
      }).toPass({ timeout: 60_000 });

      const spot = dana.getByRole("button", { name: /Press to place a pin/ });
      const box = (await spot.boundingBox())!;
      await spot.click({ position: { x: box.width / 4, y: box.height / 2 } });
      await dana.getByLabel("Your comment").fill("Could this be bluer?");
      if (javaScriptEnabled) {
        expect(new URL(dana.url()).pathname).toBe(path);
        const fresh = dana.getByRole("img", { name: /The new pin/ });
        await fresh.focus();
        for (let step = 0; step < 5; step++) await dana.keyboard.press("ArrowRight");
      }
      await press(dana, "Leave this pin");
      await expect(pins(dana)).toHaveCount(1);
      await expect(pins(dana)).toContainText("Could this be bluer?");
      await expect(pins(dana)).toContainText("Left");
      expect(await dana.locator("#p1").getAttribute("x")).toMatch(javaScriptEnabled ? /^(29|30|31)(\.\d+)?%$/ : /^(24|25|26)(\.\d+)?%$/);

      // Without pointing: a part of the picture, chosen from a list.
      await follow(dana, "Add a pin");
      await dana.getByLabel("Where it is").selectOption({ label: "Bottom right" });
      await dana.getByLabel("Your comment").fill("And the price here.");
      await press(dana, "Leave this pin");
      await expect(pins(dana)).toHaveCount(2);
      if (javaScriptEnabled) {
        await pins(dana).first().focus();
        await dana.keyboard.press("j");
        await expect(pins(dana).nth(1)).toBeFocused();
        await dana.keyboard.press("k");
        await expect(pins(dana).first()).toBeFocused();
      }
      await fine(dana);

      await follow(dana, /Request revisions/);
      await expect(dana.getByText("Round 1 of 3 included")).toBeVisible();
      await fine(dana);
      await press(dana, "Request revisions");
      await expect(dana.getByText("We have what you asked for")).toBeVisible();
      await expect(dana.getByText("requested revisions").first()).toBeVisible();

      await publish(2);
      await dana.goto(path);
      await expect(heading(dana, `${title}, round 2`)).toBeVisible();
      await expect(dana.getByText("Still open from earlier rounds")).toBeVisible();
      await dana.goto(`${path}/rounds/1`);
      await expect(dana.getByText("This is an earlier round, to read")).toBeVisible();
      await fine(dana);

      await dana.goto(path);
      await follow(dana, /Approve round 2/);
      await press(dana, "Approve this round");
      await expect(heading(dana, "Approve this round?")).toBeVisible();
      await dana.getByLabel(/I have looked at round 2/).check();
      await dana.getByLabel("Type your full name").fill("Dana Whitfield");
      await press(dana, "Approve this round");
      await expect(dana.getByText("Your approval is recorded")).toBeVisible();
      await expect(dana.getByText("Dana Whitfield approved").first()).toBeVisible();
      await fine(dana);

      await page.goto(staffPath);
      await expect(page.getByText("This round is approved and locked")).toBeVisible();
      await fine(page);
      await hers.close();
    });
  });

test("two rounds are laid over one another by CSS alone, and a text is compared word by word", async ({ page, signIn }) => {
  await signIn(page, "dana@harborfinch.example");
  await page.goto("/portal/approvals");
  await follow(page, /^Winter Blend label/);
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("button", { name: /Press to place a pin/ })).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 60_000 });
  await follow(page, /Compare with round 1/);
  const opacity = () => page.locator(".overlay .over").evaluate((image) => getComputedStyle(image).opacity);
  await expect(async () => {
    await page.reload();
    await expect(page.locator(".overlay .over")).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 60_000 });
  await expect.poll(opacity).toBe("0.5");
  await page.getByLabel("Earlier alone").check();
  await expect.poll(opacity).toBe("0");
  await expectFine(page);
  await page.goto("/portal/approvals");
  await follow(page, /^Tasting notes/);
  await expectFine(page);
  await follow(page, /Compare with round 1/);
  await expect(page.locator("ins").filter({ hasText: "six" })).toBeVisible();
  await expectFine(page);
});
