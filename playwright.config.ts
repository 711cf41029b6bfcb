import { defineConfig } from "@playwright/test";

// CHROMIUM_PATH names a browser that is there already; without it Playwright takes its own.
const executablePath = process.env.CHROMIUM_PATH || undefined;
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: "tests/browser",
  outputDir: "test-results",
  // Each worker serves a portal of its own; journeys within one share its story.
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: "line",
  use: {
    browserName: "chromium",
    locale: "en-US",
    timezoneId: "America/New_York",
    acceptDownloads: true,
    launchOptions: { executablePath, args: ["--disable-background-networking", ...(isRoot ? ["--no-sandbox"] : [])] },
  },
});
