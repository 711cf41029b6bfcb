import { expect, expectFine, test } from "./support.ts";

for (const javaScriptEnabled of [false, true])
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("Maya drafts an invoice, checks and sends it, and records what is paid", async ({ page, signIn }) => {
      test.setTimeout(120_000);
      // axe needs scripts to look at a page; without them the page is the same.
      const fine = async () => void (javaScriptEnabled && (await expectFine(page)));
      await signIn(page, "maya@northlight.example");
      await page.goto("/staff/invoices");
      await fine();
      await page.getByRole("link", { name: "New invoice" }).click();
      await page.waitForURL(/invoices\/new/);
      await page.getByLabel("Client", { exact: true }).selectOption({ label: "Meridian Dental" });
      await fine();
      await page.getByRole("button", { name: "Write by hand" }).click();

      // Lines come, go and add up, with a discount among them.
      await page.getByRole("button", { name: "Add a line" }).click();
      await page.getByLabel("Line 1, description").fill("Printed appointment cards, 2,000");
      await page.getByLabel("Line 1, price in USD").fill("0.1925");
      await page.getByLabel("Line 1, quantity").fill("2000");
      await page.getByLabel("Line 1, tax").selectOption({ label: "Sales tax 5.5%" });
      await page.getByRole("button", { name: "Add a line" }).click();
      await page.getByLabel("Line 2, description").fill("A mistake");
      await page.getByRole("button", { name: "Remove line 2" }).click();
      await expect(page.getByLabel("Line 2, description")).toHaveCount(0);
      const totals = page.getByRole("table", { name: "Totals" });
      if (javaScriptEnabled) await expect(totals.getByRole("row", { name: /^Total/ })).toContainText("$406.18");
      // Enter works the totals out; it never sends.
      await page.getByLabel(/Discount on the whole invoice/).fill("10%");
      await page.getByLabel("Line 1, quantity").press("Enter");
      await expect(totals.getByRole("row", { name: /^Total/ })).toContainText("$365.56");
      await fine();
      await page.getByRole("button", { name: "Check and send" }).click();

      await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Send INV-\d+ to Meridian Dental\?$/);
      await expect(page.getByText("Joan Keller")).toBeVisible();
      await fine();
      await page.getByRole("button", { name: "Send invoice" }).click();
      await expect(page.getByRole("status").first()).toContainText("is sent");
      await fine();

      const pay = async (amount: string) => {
        await page.getByRole("link", { name: "Record a payment" }).click();
        await page.getByLabel("Amount, USD").fill(amount);
        await page.getByLabel("Reference").fill(javaScriptEnabled ? "Transfer 78" : "Transfer 77");
        await fine();
        await page.getByRole("button", { name: "Record payment" }).click();
      };
      await pay("65.56");
      await expect(page.getByText("$300.00 is still outstanding")).toBeVisible();
      // The same payment again is told, not silently taken.
      await pay("65.56");
      await expect(page.getByRole("alert")).toContainText("The same payment is recorded already");
      await fine();
      await page.getByLabel("Record it all the same: it is another payment").check();
      await page.getByLabel("Amount, USD").fill("300");
      await page.getByRole("button", { name: "Record payment" }).click();
      await expect(page.getByText("The invoice is paid")).toBeVisible();
      await expect(page.getByText("Paid", { exact: true }).first()).toBeVisible();
    });
  });

test("a member of the team who does not bill finds no invoices", async ({ page, signIn }) => {
  await signIn(page, "tom@northlight.example");
  await expect(page.getByRole("navigation", { name: "Main" }).getByText("Invoices")).toHaveCount(0);
  expect((await page.goto("/staff/invoices"))?.status()).toBe(404);
  expect((await page.goto("/staff/settings/bank"))?.status()).toBe(404);
});
