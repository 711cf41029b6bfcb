import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type Page } from "@playwright/test";
import { LIMIT, expect, test } from "./support.ts";

const pdf = Buffer.from(`%PDF-1.4\n${"the dielines, to the byte ".repeat(4000)}\u0000\u00ff%%EOF`, "latin1");
const photo = Buffer.from([0xff, 0xd8, 0xff, 0xe0, ...Array.from({ length: 20_000 }, (_, at) => at % 251)]);
const sha = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });
const press = (page: Page, name: string | RegExp) => page.getByRole("main").getByRole("button", { name }).click();

for (const javaScriptEnabled of [false, true])
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });
    const client = javaScriptEnabled ? "Lantern Bakery" : "Signal Ferry Company";
    const email = javaScriptEnabled ? "rosa@lanternbakery.example" : "otto@signalferry.example";
    const name = javaScriptEnabled ? "Rosa Field" : "Otto Lind";

    test("a member takes on a client, and the contact meets the work: letter, file to the byte, answer", async ({ page, browser, served, signIn }) => {
      await signIn(page, "maya@northlight.example");

      await page.goto("/staff/clients/new");
      await page.getByLabel("Name", { exact: true }).fill(client);
      await press(page, "Add client");
      await expect(heading(page, client)).toBeVisible();
      const clientPath = new URL(page.url()).pathname;

      await page.goto(`${clientPath}/contacts/new`);
      await page.getByLabel("Display name").fill(name);
      await page.getByLabel("Email address").fill(email);
      await press(page, /Add contact|Add and invite|Invite|Add/);
      await expect(page.getByText(`${name} is added`)).toBeVisible();

      await page.goto(`${clientPath}/projects/new`);
      await page.getByLabel("Name", { exact: true }).fill("Window lettering");
      await press(page, "Start project");
      await expect(heading(page, "Window lettering")).toBeVisible();
      const project = new URL(page.url()).pathname;

      await page.goto(`${project}/documents/upload`);
      await page.locator("input[type=file]").setInputFiles([
        { name: "dielines, final (2).pdf", mimeType: "application/pdf", buffer: pdf },
        { name: "façade ☕.jpg", mimeType: "image/jpeg", buffer: photo },
      ]);
      await press(page, "Upload files");
      await expect(page.getByText(`2 files shared with ${client}`)).toBeVisible();

      // A mail scanner opens every link first, and spends nothing.
      const { link } = await served.letterTo(email, /./);
      for (const method of ["GET", "HEAD", "GET"]) expect((await fetch(link, { method })).status).toBe(200);

      const context = await browser.newContext({ javaScriptEnabled, baseURL: served.url });
      const theirs = await context.newPage();
      await theirs.goto(link);
      await theirs.getByRole("main").getByRole("button").click();
      await theirs.waitForURL(/\/portal\/(home|projects)/);

      await theirs.goto("/portal/projects");
      await theirs.getByRole("link", { name: "Window lettering" }).click();
      await expect(heading(theirs, "Window lettering")).toBeVisible();
      for (const [file, bytes] of [["dielines, final (2).pdf", pdf], ["façade ☕.jpg", photo]] as const) {
        const row = theirs.getByRole("row", { name: file });
        const [download] = await Promise.all([theirs.waitForEvent("download"), row.getByRole("link", { name: /download/i }).click()]);
        expect(download.suggestedFilename()).toBe(file);
        expect(sha(readFileSync(await download.path()))).toBe(sha(bytes));
      }

      await theirs.getByRole("link", { name: /^Comments/ }).click();
      await theirs.getByLabel("Add a comment").fill("Lovely. The second one, please.\n<b>Bold</b> choice.");
      await press(theirs, "Post comment");
      await expect(theirs.getByText("<b>Bold</b> choice.")).toBeVisible();

      // The link was one's own, once.
      expect((await fetch(link)).status).toBe(410);

      await page.goto(`${project}/comments`);
      await expect(page.getByText("Lovely. The second one, please.")).toBeVisible();

      // The access ends with the very next thing they do, and what they typed goes nowhere.
      await theirs.getByLabel("Add a comment").fill("And another thing");
      await page.goto(clientPath);
      await page.getByRole("link", { name: new RegExp(`End.*access|Deactivate`) }).first().click();
      await press(page, "End access");
      await expect(page.getByText(`${name} has no access to the portal any more.`)).toBeVisible();
      await press(theirs, "Post comment");
      await expect(heading(theirs, "Sign in")).toBeVisible();
      await expect(theirs.getByText(`Your access to ${client} has ended.`)).toBeVisible();
      await page.goto(`${project}/comments`);
      await expect(page.getByText("And another thing")).toHaveCount(0);
      await context.close();
    });

    test("a file over the limit is refused with both sizes, and nothing of it stays", async ({ page, signIn }) => {
      await signIn(page, "tom@northlight.example");
      await page.goto("/staff/projects");
      const project = await page.getByRole("main").locator("a[href^='/staff/projects/']:not([href$='/new'])").first().getAttribute("href");
      await page.goto(`${project}/documents/upload`);
      await page.locator("input[type=file]").setInputFiles({ name: "film.mov", mimeType: "video/quicktime", buffer: Buffer.alloc((LIMIT + 1) * 1_000_000, 7) });
      const answer = javaScriptEnabled ? undefined : page.waitForResponse((response) => response.request().method() === "POST");
      await press(page, "Upload files");
      if (answer) expect((await answer).status()).toBe(413);
      await expect(page.getByText(new RegExp(`${LIMIT + 1}(\\.0)? MB and the limit is ${LIMIT}(\\.0)? MB`)).first()).toBeVisible();
      await page.goto(`${project}/documents`);
      await expect(page.getByText("film.mov")).toHaveCount(0);
    });

    test("Bea, of two clients, chooses whom she is here for, and switches", async ({ page, signIn }) => {
      await signIn(page, "bea@harborfinch.example");
      await page.goto("/portal/clients");
      await expect(heading(page, "Who are you here for?")).toBeVisible();
      const choose = (client: string) => page.getByRole("listitem").filter({ hasText: client }).getByRole("button").click();
      await choose("Tollhouse Books");
      await page.goto("/portal/profile");
      await expect(page.getByRole("main").getByText("Tollhouse Books").first()).toBeVisible();
      await page.goto("/portal/clients");
      await choose("Harbor & Finch Coffee");
      await page.goto("/portal/profile");
      await expect(page.getByRole("main").getByText("Harbor & Finch Coffee").first()).toBeVisible();
      await expect(page.getByRole("main").getByText("Tollhouse Books")).toHaveCount(0);
    });

    test("Joan signs in by an emailed link; a link of before, and the same link again, open nothing", async ({ page, served }) => {
      const ask = async () => {
        const before = served.lettersTo("joan@meridiandental.example", /sign/i);
        await page.goto("/portal/login");
        const form = page.locator("form").filter({ has: page.getByRole("button", { name: /link/i }) });
        await form.getByLabel(/email/i).fill("joan@meridiandental.example");
        await form.getByRole("button").click();
        await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Sign in");
        return served.letterTo("joan@meridiandental.example", /sign/i, before);
      };
      const first = await ask();
      const second = await ask();

      expect((await page.goto(first.link))?.status()).toBe(410);
      await page.goto(second.link);
      await page.getByRole("main").getByRole("button").click();
      await page.waitForURL(/\/portal\/home/);
      expect((await page.goto(second.link))?.status()).toBe(410);
    });
  });
