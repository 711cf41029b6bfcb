import type { Page } from "@playwright/test";
import { PASSWORD, expect, expectFine, test } from "./support.ts";

test.use({ apart: "needs" });

for (const [javaScriptEnabled, email, name, document] of [
  [false, "dana@harborfinch.example", "Dana Whitfield", "Photography licence, roastery pictures"],
  [true, "luis@harborfinch.example", "Luis Ortega", "Online shop: scope of work"],
] as const) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });
    const needsOn = (page: Page) => page.locator("section").filter({ has: page.getByRole("heading", { name: "Needs your attention" }) });
    const signInHere = async (page: Page) => {
      await expect(page).toHaveURL(/\/portal\/login\?to=/);
      const form = page.locator("form").filter({ has: page.locator("input[type=password]") });
      await form.getByLabel(/email/i).fill(email);
      await form.getByLabel("Password").fill(PASSWORD);
      await form.getByRole("button").click();
    };

    test("a client sees what waits, does one thing of it, and it waits no more: on the home nor in the navigation", async ({ page, signIn }) => {
      await signIn(page, email);
      const all = page.getByRole("link", { name: /^Show all \d+$/ });
      const counted = async () => Number(await page.getByRole("navigation", { name: "Main" }).locator("a[href='/portal/acceptances']").innerText().then((text) => /\d+/.exec(text)![0]));
      await expect(needsOn(page).getByRole("heading", { level: 3 })).toHaveCount(6);
      if (javaScriptEnabled) await expectFine(page);
      const [before, inSection] = [Number(/\d+/.exec(await all.innerText())![0]), await counted()];
      await all.click();
      await expect(needsOn(page).getByRole("heading", { level: 3 })).toHaveCount(before);

      await needsOn(page).getByRole("link", { name: new RegExp(`^Review & accept ?: ${document}`) }).click();
      await page.getByRole("link", { name: "Review & Accept" }).click();
      await page.getByLabel("Type your full name").fill(name);
      await page.getByRole("checkbox").check();
      await page.getByRole("button", { name: "Accept document" }).click();
      await expect(page.getByText("Thank you. It is accepted")).toBeVisible();
      await page.goto("/portal/home?show=all");
      await expect(needsOn(page).getByRole("heading", { level: 3 })).toHaveCount(before - 1);
      await expect(needsOn(page).getByText(document)).toHaveCount(0);
      if (inSection > 1) expect(await counted()).toBe(inSection - 1);
      else await expect(page.getByRole("navigation", { name: "Main" }).locator("a[href='/portal/acceptances']")).not.toContainText("needs you");
    });

    test("a client reads the bell and chooses which letters come", async ({ page, signIn }) => {
      await signIn(page, email);
      await page.getByRole("link", { name: /^Notifications/ }).click();
      await page.getByRole("button", { name: "Mark all as read" }).click();
      await expect(page.getByText("You have read everything.")).toBeVisible();

      await page.goto("/portal/profile/letters");
      const talk = page.getByRole("group", { name: "Comments and answers" });
      await expect(talk.getByLabel("At once")).toBeChecked();
      await talk.getByLabel("Once a day, together").check();
      await page.getByRole("button", { name: "Save choices" }).click();
      await expect(page.getByText("Saved. It holds from the next letter on.")).toBeVisible();
      await page.reload();
      await expect(talk.getByLabel("Once a day, together")).toBeChecked();
      if (javaScriptEnabled) await expectFine(page);
    });

    test("a letter leads where it says, through signing in; and from it one ends such letters, which no scanner does", async ({ page, served, signIn }) => {
      const { link, unsubscribe } = await served.letterTo(email, /shared Print specification/);
      await page.goto(link);
      await signInHere(page);
      await expect(page.getByRole("heading", { level: 1 })).toContainText("Print specification");
      // The same letter another day, signed in: straight there.
      await page.goto(link);
      await expect(page.getByRole("heading", { level: 1 })).toContainText("Print specification");

      for (const method of ["GET", "HEAD"]) expect((await fetch(unsubscribe!, { method })).status).toBe(200);
      const news = page.getByRole("group", { name: "News" });
      await page.goto("/portal/profile/letters");
      await expect(news.getByLabel("At once")).toBeChecked();
      // What a mail program sends: no cookie, no origin of ours.
      expect((await fetch(unsubscribe!, { method: "POST", headers: { "Content-Type": "application/x-www-form-urlencoded" }, body: "List-Unsubscribe=One-Click" })).status).toBe(200);
      await page.reload();
      await expect(news.getByLabel("No letter")).toBeChecked();
      await news.getByLabel("At once").check();
      await page.getByRole("button", { name: "Save choices" }).click();
      await expect(page.getByText("Saved. It holds from the next letter on.")).toBeVisible();

      // Who opens it by hand, out of the letter, reads what it ends and presses.
      const reader = page.context();
      await reader.clearCookies();
      await page.goto(unsubscribe!);
      if (javaScriptEnabled) await expectFine(page);
      await page.getByRole("main").getByRole("button").click();
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await signIn(page, email);
      await page.goto("/portal/profile/letters");
      await expect(news.getByLabel("No letter")).toBeChecked();
    });
  });
}

test("an owner sets the days of reminders; what is no day is said at its field, and nothing typed is lost", async ({ page, signIn }) => {
  await signIn(page, "ruth@northlight.example");
  await page.goto("/staff/settings/reminders");
  await expectFine(page);
  const invoices = page.locator("section").filter({ has: page.getByRole("heading", { name: "Invoices" }) });
  await invoices.getByLabel("Days before it is due").fill("5 and 2");
  await invoices.getByLabel("Days after").fill("soon");
  await page.getByRole("button", { name: "Save reminders" }).click();
  await expect(invoices.getByText(/Enter days as numbers from 1 to 90/)).toBeVisible();
  await expect(invoices.getByLabel("Days before it is due")).toHaveValue("5 and 2");
  await expectFine(page);
  await invoices.getByLabel("Days after").fill("10");
  await page.getByRole("button", { name: "Save reminders" }).click();
  await expect(page.getByText("Saved. It holds from the next morning on.")).toBeVisible();
  await page.reload();
  await expect(invoices.getByLabel("Days before it is due")).toHaveValue("5, 2");
});

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
