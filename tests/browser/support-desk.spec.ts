import { type Page } from "@playwright/test";
import { expect, expectFine, test } from "./support.ts";

const picture = { name: "two letters.png", mimeType: "image/png", buffer: Buffer.from("89504e470d0a1a0a not much of a picture", "latin1") };
const main = (page: Page) => page.getByRole("main");
const press = (page: Page, name: string | RegExp) => main(page).getByRole("button", { name, exact: true }).click();

for (const javaScriptEnabled of [false, true])
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });
    const subject = javaScriptEnabled ? "Cart forgets the coffee" : "Map shows the wrong street";

    test("a client asks, we note and ask back, the client answers and says that it is solved", async ({ page, browser, signIn }) => {
      test.setTimeout(120_000);
      await signIn(page, "dana@harborfinch.example");
      await page.goto("/portal/support/new");
      await page.getByLabel("Something is wrong").check();
      await press(page, /^Send to/);
      // The browser's own check, or ours: nothing goes without a category.
      await page.getByLabel("Category").selectOption({ label: "Bugs" });
      await page.getByLabel("Subject").fill(subject);
      await page.getByLabel("Details").fill("Since this morning.");
      await page.getByLabel(/^Files/).setInputFiles(picture);
      await press(page, /^Send to/);
      await expect(page.getByText("A letter confirms it")).toBeVisible();
      await expect(page.getByRole("heading", { level: 1, name: subject })).toBeVisible();
      const id = new URL(page.url()).pathname.split("/").at(-1)!;
      const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "two letters.png" }).click()]);
      expect(download.suggestedFilename()).toBe("two letters.png");

      const desk = await (await browser.newContext({ javaScriptEnabled, baseURL: new URL(page.url()).origin })).newPage();
      await signIn(desk, "maya@northlight.example");
      await desk.goto("/staff/support?view=unassigned");
      await desk.getByRole("link", { name: subject }).click();
      await desk.getByLabel("Add an internal note").fill("cellardoor: not for them. @Tom");
      await press(desk, "Save note");
      await expect(desk.getByText("cellardoor: not for them.")).toBeVisible();
      await desk.getByLabel(/^Reply to/).fill("Which browser is it?");
      await desk.getByLabel("After that").selectOption({ label: "Wait for the client’s answer" });
      await desk.getByLabel(/^Attach files/).setInputFiles({ name: "how to see.txt", mimeType: "text/plain", buffer: Buffer.from("Help, About.") });
      await press(desk, "Send reply");
      await expect(desk.getByText("Now it waits on the client.")).toBeVisible();

      await page.goto("/portal/home");
      await expect(main(page).getByRole("link", { name: subject }).first()).toBeVisible();
      await page.goto(`/portal/support/${id}`);
      await expect(page.getByText("Waiting on you")).toBeVisible();
      expect(await page.content()).not.toContain("cellardoor");
      await page.getByLabel("Your reply").fill("The one on my telephone.");
      await press(page, "Send reply");
      await expect(page.getByText("Your reply is sent.")).toBeVisible();
      await press(page, "This is solved");
      await page.getByLabel("Good", { exact: true }).check();
      await press(page, "Send rating");
      await expect(page.getByText("You rated it: Good")).toBeVisible();

      await desk.goto(`/staff/support/${id}`);
      await expect(desk.getByText("Rating", { exact: true })).toBeVisible();
      await desk.context().close();
    });

    if (javaScriptEnabled)
      test("two who look at it learn of one another, and a kept reply is put in where one writes", async ({ page, browser, signIn }) => {
        await signIn(page, "maya@northlight.example");
        await page.goto("/staff/support");
        await page.getByRole("link", { name: "Booking form sends twice" }).click();
        await expect(page.getByRole("heading", { level: 1, name: "Booking form sends twice" })).toBeVisible();
        const address = page.url();
        const other = await (await browser.newContext({ baseURL: new URL(address).origin })).newPage();
        await signIn(other, "ruth@northlight.example");
        await other.goto(address);
        await expect(other.getByText("Maya Lindqvist is looking at this now")).toBeVisible();
        await other.getByLabel("Kept reply").selectOption({ label: "We are on it" });
        await press(other, "Insert");
        await expect(other.getByLabel(/^Reply to/)).toHaveValue(/^Hello Dana,/);
        await other.context().close();
      });
  });

test("every page of jobs and support is fine, light and dark, wide and narrow", async ({ page, signIn }) => {
  test.setTimeout(180_000);
  await signIn(page, "dana@harborfinch.example");
  await page.goto("/portal/support");
  const thread = await page.getByRole("link", { name: "Booking form sends twice" }).getAttribute("href");
  await page.goto("/portal/support?tab=resolved");
  const over = await page.getByRole("link", { name: "Poster for the tasting evening" }).getAttribute("href");
  for (const path of ["/portal/support", "/portal/support/new", thread!, over!, `${over}/rating`, `${over}/reopening`, `${thread}/cancellation`]) {
    await page.goto(path);
    await expectFine(page);
  }
  await signIn(page, "ruth@northlight.example");
  const desk = thread!.replace("/portal/", "/staff/");
  for (const path of ["/staff/support", "/staff/support/board", "/staff/support/new", "/staff/support/report?by=member", "/staff/support/replies", "/staff/settings/support", desk, `${desk}/merge`, `${desk}/note`, `${desk}/details`]) {
    await page.goto(path);
    await expectFine(page);
  }
});
