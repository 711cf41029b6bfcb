import { PASSWORD, expect, expectFine, test } from "./support.ts";

test.use({ apart: "needs" });

for (const [javaScriptEnabled, email] of [[false, "dana@harborfinch.example"], [true, "luis@harborfinch.example"]] as const) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a client sees what waits, reads the bell, chooses which letters come, and a mailed link leads where it says after signing in", async ({ page, signIn }) => {
      await signIn(page, email);
      const needs = page.getByRole("region", { name: "Needs your attention" }).or(page.locator("section").filter({ has: page.getByRole("heading", { name: "Needs your attention" }) }));
      await expect(needs.getByRole("heading", { level: 3 })).toHaveCount(6);
      if (javaScriptEnabled) await expectFine(page);
      const wanted = await needs.getByRole("heading", { level: 3 }).first().getByRole("link").getAttribute("href");
      await page.getByRole("link", { name: /^Show all \d+$/ }).click();
      await expect.poll(() => needs.getByRole("heading", { level: 3 }).count()).toBeGreaterThan(6);

      await page.getByRole("link", { name: /^Notifications/ }).click();
      await page.getByRole("button", { name: "Mark all as read" }).click();
      await expect(page.getByText("You have read everything.")).toBeVisible();

      await page.goto("/portal/profile/letters");
      const news = page.getByRole("group", { name: "News" });
      await expect(news.getByLabel("At once")).toBeChecked();
      await news.getByLabel("Once a day, together").check();
      await page.getByRole("button", { name: "Save choices" }).click();
      await expect(page.getByText("Saved. It holds from the next letter on.")).toBeVisible();
      await page.reload();
      await expect(news.getByLabel("Once a day, together")).toBeChecked();
      if (javaScriptEnabled) await expectFine(page);

      await page.getByRole("button", { name: "Sign out" }).first().click();
      await page.goto(wanted!);
      await expect(page).toHaveURL(/\/portal\/login\?to=/);
      const form = page.locator("form").filter({ has: page.locator("input[type=password]") });
      await form.getByLabel(/email/i).fill(email);
      await form.getByLabel("Password").fill(PASSWORD);
      await form.getByRole("button").click();
      await expect(page).toHaveURL(new RegExp(`${wanted!}$`));
    });
  });
}

test("staff see what waits on clients, and remind of it after they have read to whom it goes", async ({ page, signIn }) => {
  await signIn(page, "maya@northlight.example");
  await page.getByRole("link", { name: "Waiting on clients" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Waiting on clients");
  await expectFine(page);
  await page.getByRole("link", { name: /^Remind…/ }).first().click();
  await expect(page.getByText(/gets? a letter in a few minutes/)).toBeVisible();
  await page.getByRole("button", { name: "Send reminder" }).click();
  await expect(page.getByText(/The reminder is on its way to /)).toBeVisible();
});
