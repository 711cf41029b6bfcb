import { expect, serve, test } from "./support.ts";

for (const javaScriptEnabled of [false, true])
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("S1: the first visit makes the agency with the code of the log, and then the page is gone for good", async ({ browser }) => {
      const served = await serve({ empty: true });
      try {
        const context = await browser.newContext({ javaScriptEnabled, baseURL: served.url });
        const page = await context.newPage();
        await page.goto("/staff");
        await expect(page).toHaveURL(/\/staff\/first-run/);
        const code = /\b[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}\b/.exec(served.lines.join("\n"))![0];

        const fill = async (typed: string) => {
          await page.getByLabel("One-time code").fill(typed);
          await page.getByLabel("Name", { exact: true }).fill("Northlight Studio");
          await page.getByLabel("Your name").fill("Ruth Halloran");
          await page.getByLabel("Work email").fill("ruth@northlight.example");
          await page.getByLabel("Password").fill("seven quiet lighthouses");
          await page.getByRole("button", { name: "Set up the agency" }).click();
        };
        await fill("AAAA-BBBB-CCCC");
        await expect(page.getByText("This is not the code").first()).toBeVisible();
        await fill(code);
        await page.waitForURL(/\/staff\/home/);

        expect((await page.goto("/staff/first-run"))?.status()).toBe(404);
        await context.close();
      } finally {
        await served.stop();
      }
    });
  });
