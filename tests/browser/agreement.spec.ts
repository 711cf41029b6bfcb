import type { Browser, Page } from "@playwright/test";
import { expect, expectFine, test } from "./support.ts";

// What is decided here is decided for good, so these journeys have a portal of their own.
test.use({ apart: "agreement" });

const open = async (page: Page, list: string, title: string) => {
  await page.goto(list);
  await page.getByRole("main").getByRole("link", { name: title }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(title);
};

/** The agency copies a proposal of the story for these, checks it and sends it. */
async function offer(browser: Browser, baseURL: string, javaScriptEnabled: boolean, title: string, signIn: (page: Page, email: string) => Promise<void>) {
  const context = await browser.newContext({ javaScriptEnabled, baseURL });
  const page = await context.newPage();
  await signIn(page, "maya@northlight.example");
  await open(page, "/staff/proposals?search=Shopfront", "Shopfront sign, Exchange Street");
  await page.getByRole("link", { name: "Duplicate…" }).click();
  await page.getByLabel("Title").fill(title);
  await page.getByRole("button", { name: "Duplicate proposal" }).click();
  await expect(page.getByRole("heading", { name: "Write the proposal" })).toBeVisible();
  // A row more by its button, filled in: the total follows.
  await page.getByRole("button", { name: "Add another line" }).click();
  await page.getByLabel("Description of line 5").fill("A crane for a morning");
  await page.getByRole("group", { name: "Line 5" }).getByLabel("Price, USD").fill("600");
  await page.getByRole("button", { name: "Update totals" }).last().click();
  await expect(page.getByText("$7,000.00")).toBeVisible();
  await page.getByRole("button", { name: "Check and send" }).click();
  await expect(page.getByRole("heading", { name: "Check and send" })).toBeVisible();
  await page.getByRole("button", { name: /^Send to Harbor/ }).click();
  await expect(page.getByText("Sent. They get a letter.")).toBeVisible();
  await context.close();
}

for (const [javaScriptEnabled, title, document, item] of [
  [false, "A sign above the second café", "Online shop: scope of work", "Opening hours of both cafés in December"],
  [true, "A sign above the third café", "Photography licence, roastery pictures", "Days on which you are closed"],
] as const)
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });
    // Axe is a script itself.
    const look = async (page: Page) => void (javaScriptEnabled && (await expectFine(page)));

    test("Dana accepts a proposal with an option she chose, and holds the proof", async ({ page, browser, baseURL, signIn }) => {
      test.setTimeout(300_000);
      await offer(browser, baseURL!, javaScriptEnabled, title, signIn);
      await signIn(page, "dana@harborfinch.example");
      await open(page, "/portal/proposals", title);
      await look(page);
      await page.getByRole("checkbox", { name: /swan-neck lamp/ }).check();
      await page.getByRole("button", { name: "Show the new total" }).click();
      await page.getByRole("link", { name: "Accept for $7,900.00…" }).click();
      await look(page);
      const box = page.getByRole("checkbox", { name: /I have read the proposal/ });
      await expect(box).not.toBeChecked();
      await page.getByLabel("Type your full name").fill("Dana Whitfield");
      await box.check();
      await page.getByRole("button", { name: "Accept for $7,900.00" }).click();
      await expect(page.getByText("Thank you. It is accepted")).toBeVisible();
      await expect(page.getByRole("main")).toContainText("Dana Whitfield accepted proposal");
      await look(page);
      const download = page.waitForEvent("download");
      await page.getByRole("link", { name: /receipt file|JSON|receipt\.json/i }).first().click();
      expect((await download).suggestedFilename()).toMatch(/\.json$/);
      await open(page, "/portal/proposals", title);
      await expect(page.getByRole("link", { name: /^Accept for/ })).toHaveCount(0);
    });

    test("Dana answers one item of a request, and keeps another for later", async ({ page, signIn }) => {
      test.setTimeout(300_000);
      await signIn(page, "dana@harborfinch.example");
      await open(page, "/portal/requests", "Opening hours and holiday closures");
      await look(page);
      await page.getByLabel(item).fill("As last year, and closed on the 25th.");
      await page.getByRole("listitem").filter({ hasText: item }).getByRole("button", { name: /Submit this answer/ }).click();
      await expect(page.getByRole("listitem").filter({ hasText: item }).getByText("Submitted", { exact: true })).toBeVisible();
      await page.locator("input[type=date]").first().fill("2099-12-20");
      await page.getByRole("button", { name: "Save for later" }).last().click();
      await expect(page.getByText("Saved. We see an answer when you submit it.")).toBeVisible();
      await expect(page.locator("input[type=date]").first()).toHaveValue("2099-12-20");
    });

    test("Dana reads a document, asks about it, and accepts it", async ({ page, signIn }) => {
      test.setTimeout(300_000);
      await signIn(page, "dana@harborfinch.example");
      await page.goto("/portal/acceptances");
      await page.getByRole("link", { name: `Review & Accept ${document}` }).click();
      await look(page);
      await page.getByRole("link", { name: "Ask a question", exact: true }).click();
      await page.getByLabel("Your question").fill("Is the retouching part of it?");
      await page.getByRole("button", { name: "Send question" }).click();
      await expect(page.getByText("Is the retouching part of it?")).toBeVisible();
      await page.getByRole("link", { name: "Ask a question", exact: true }).click();
      await look(page);
      await page.goBack();
      await page.getByRole("link", { name: "Review & Accept" }).click();
      await page.getByLabel("Type your full name").fill("Dana Whitfield");
      await page.getByRole("checkbox").check();
      await page.getByRole("button", { name: "Accept document" }).click();
      await expect(page.getByText("Thank you. It is accepted")).toBeVisible();
      await page.goto("/portal/acceptances");
      await expect(page.getByRole("link", { name: `Review & Accept ${document}` })).toHaveCount(0);
    });
  });
