import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { AxeBuilder } from "@axe-core/playwright";
import { type Page, test as base, expect } from "@playwright/test";
import { lettersIn } from "../support/letters.ts";

export { expect };
/** Everybody's in the demo story. */
export const PASSWORD = "parlour-demo";
/** MB a file may have in these tests. */
export const LIMIT = 2;

export interface Served {
  url: string;
  /** Lines it wrote to its log. */
  lines: string[];
  /** The newest letter to an address, when the post has written it; its link, and the one that ends such letters, lead to this server. `since` is how many such letters there were before. */
  letterTo(address: string, subject?: RegExp, since?: number): Promise<{ text: string; link: string; file: string; unsubscribe: string | undefined }>;
  /** How many letters to an address the post has written. */
  lettersTo(address: string, subject?: RegExp): number;
  stop(): Promise<void>;
}

/** A portal as `npm start` serves it, with the demo story or empty, on a folder and a port of its own. */
export async function serve({ empty = false } = {}): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), "parlour-browser-"));
  const child = spawn(process.execPath, ["start.mjs", "--built", ...(empty ? ["--empty"] : [])], { env: { ...process.env, NODE_ENV: "production", DATA_DIR: folder, PORT: "0", HOST: "127.0.0.1", PUBLIC_URL: "http://localhost", UPLOAD_LIMIT_MB: String(LIMIT), SMTP_URL: "", LOG_LEVEL: "info" }, stdio: ["ignore", "pipe", "pipe"] });
  const lines: string[] = [];
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface(stream).on("line", (line) => {
        lines.push(line);
        const listening = /"url":"([^"]+)".*"listening"/.exec(line);
        if (listening) resolve(listening[1]!);
      });
    void ended.then(() => reject(new Error(`The portal did not start:\n${lines.join("\n")}`)));
  });
  const letters = (address: string, subject: RegExp) => lettersIn(join(folder, "outbox")).filter(({ headers }) => headers.to?.includes(address) && subject.test(headers.subject ?? ""));
  return {
    url,
    lines,
    lettersTo: (address, subject = /./) => letters(address, subject).length,
    async letterTo(address, subject = /./, since = 0) {
      await expect.poll(() => letters(address, subject).length, { timeout: 20_000, message: `a letter to ${address}` }).toBeGreaterThan(since);
      const { text, links, file, headers } = letters(address, subject).at(-1)!;
      const here = (link: string) => link.replace(/^https?:\/\/[^/]+/, url);
      return { text, file, link: here(links[0]!), unsubscribe: headers["list-unsubscribe"] && here(/<(\S+)>/.exec(headers["list-unsubscribe"])![1]!) };
    },
    async stop() {
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const test = base.extend<{ served: Served; signIn: (page: Page, email: string) => Promise<void> }, { portal: Served; apart: string }>({
  /** A name of its own gives a file a portal of its own: for journeys after which others of the story could not go on. */
  apart: ["", { scope: "worker", option: true }],
  portal: [
    async ({ playwright: _ }, use) => {
      const served = await serve();
      await use(served);
      await served.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  served: ({ portal }, use) => use(portal),
  baseURL: ({ portal }, use) => use(portal.url),
  /** Signs somebody of the story in by their password, on the face their address belongs to. */
  signIn: ({ playwright: _ }, use) =>
    use(async (page, email) => {
      const face = email.endsWith("northlight.example") ? "staff" : "portal";
      await page.goto(`/${face}/login`);
      const form = page.locator("form").filter({ has: page.locator("input[type=password]") });
      await form.getByLabel(/email/i).fill(email);
      await form.getByLabel("Password").fill(PASSWORD);
      await form.getByRole("button").click();
      await page.waitForURL(new RegExp(`/${face}/(?!login|second-factor)`));
    }),
});

/** What a page must be for everybody: no barrier that axe knows of, in light and dark, wide and narrow; nothing sideways at 320 px. */
export async function expectFine(page: Page) {
  const wide = { width: 1280, height: 900 };
  for (const [colorScheme, width] of [["light", 1280], ["dark", 390]] as const) {
    await page.setViewportSize({ width, height: 844 });
    // Without motion: a colour on its way from light to dark is neither, and axe would measure it there.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    const said = violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary}`));
    expect(said, `${page.url()}, ${colorScheme}, ${width} px wide`).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth), `${page.url()} at 320 px`).toBeLessThanOrEqual(320);
  await page.setViewportSize(wide);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: null });
}
