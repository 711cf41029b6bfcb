import { Secret, TOTP } from "otpauth";
import { PASSWORD, expect, expectFine, test } from "./support.ts";

// Maya signs in with a code from here on: nobody else's journey may begin after that.
test.use({ apart: "second factor" });

/** What an authenticator app shows now, or `steps` of thirty seconds from now. */
const appShows = (key: string, steps = 0) => TOTP.generate({ secret: Secret.fromBase32(key.replaceAll(" ", "")), timestamp: Date.now() + steps * 30_000 });

for (const javaScriptEnabled of [false, true])
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });
    const email = javaScriptEnabled ? "maya@northlight.example" : "tom@northlight.example";

    test("a member turns on a second factor, keeps the recovery codes, and signs in with a code and with a recovery code", async ({ page, context, served, signIn }) => {
      await signIn(page, email);
      await page.goto("/staff/profile");
      await page.getByRole("link", { name: "Turn on…" }).click();
      await page.getByRole("button", { name: "Set up an app" }).click();
      await expect(page.getByRole("heading", { name: "Take this into your app" })).toBeVisible();
      const key = (await page.locator("dd.num").textContent())!;
      if (javaScriptEnabled) await expectFine(page);

      const answer = async (code: string) => {
        await page.getByLabel("Six-digit code").fill(code);
        await page.getByLabel("Current password").fill(PASSWORD);
        await page.getByRole("button", { name: "Turn on second factor" }).click();
      };
      await answer("000000");
      await expect(page.getByRole("alert")).toContainText("not the code your app shows now");
      expect(await page.locator("dd.num").textContent()).toBe(key);
      const first = appShows(key);
      await answer(first);
      await expect(page.getByRole("heading", { level: 1, name: "Recovery codes" })).toBeVisible();
      const codes = await page.locator("ol.num li").allTextContents();
      expect(codes).toHaveLength(10);
      if (javaScriptEnabled) await expectFine(page);
      await page.getByRole("link", { name: "I have kept them" }).click();
      await expect(page.getByText("Signed in with a password and a code")).toBeVisible();

      const again = async () => {
        await context.clearCookies();
        await page.goto("/staff/projects");
        const form = page.getByRole("main").locator("form");
        await form.getByLabel("Work email").fill(email);
        await form.getByLabel("Password").fill(PASSWORD);
        await form.getByRole("button").click();
        await expect(page.getByRole("heading", { level: 1, name: "Six-digit code" })).toBeVisible();
      };
      await again();
      // The code that turned it on is spent; the next one is not.
      await page.getByLabel("Six-digit code").fill(first);
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByRole("alert")).toBeVisible();
      await page.getByLabel("Six-digit code").fill(appShows(key, 1));
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.waitForURL(/\/staff\/projects/);

      await again();
      await page.getByRole("link", { name: "I don’t have my phone" }).click();
      await page.getByLabel("Recovery code").fill(codes[6]!.toLowerCase());
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.waitForURL(/\/staff\/projects/);
      await served.letterTo(email, /A recovery code was used/);
      for (const secret of [key, key.replaceAll(" ", ""), first, ...codes, PASSWORD]) expect(served.lines.filter((line) => line.startsWith("{")).join("\n")).not.toContain(secret);
    });
  });
