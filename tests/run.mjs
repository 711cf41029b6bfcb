// npm test: everything a change must pass, from a clean clone on. Prints each part's result; the last line is "N passed, N failed".
//   npm test -- --no-browser    all but the browser
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

process.chdir(join(dirname(fileURLToPath(import.meta.url)), ".."));
const npx = (tool, ...given) => run(process.execPath, [bin(tool), ...given]);
const results = [];
const total = { passed: 0, failed: 0 };

if (run(process.execPath, ["start.mjs", "--setup"])) {
  mkdirSync(".cache", { recursive: true });
  check("Types", npx("typescript/bin/tsc"));
  check("Lint", run("npm", ["run", "--silent", "lint"]));
  vitest();
  if (!process.argv.includes("--no-browser")) browser();
} else check("Setting up", false);

console.log(`\n${results.map(([part, said]) => `${part.padEnd(28)} ${said}`).join("\n")}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);

/** A part that either holds or not: counted only when it does not. */
function check(part, holds, why = "see above") {
  results.push([part, holds ? "good" : `FAILED (${why})`]);
  if (!holds) total.failed += 1;
}

/** What could not be tried here is neither passed nor failed: it is said, each reason once. */
function count(part, passed, failed, notTried = []) {
  total.passed += passed;
  total.failed += failed;
  results.push([part, `${passed} passed, ${failed} failed${notTried.length ? `, ${notTried.length} not tried` : ""}`]);
  for (const why of new Set(notTried)) results.push(["", why]);
}

function vitest() {
  const report = ".cache/vitest.json";
  rmSync(report, { force: true });
  const fine = npx("vitest/vitest.mjs", "run", "--reporter=dot", "--reporter=json", `--outputFile.json=${report}`);
  if (!existsSync(report)) return check("Domain, pages and shape", false, "the tests did not run");
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
  // A file that cannot be loaded, or an error outside any test, fails without a failed test.
  const unloaded = testResults.filter(({ status, assertionResults }) => status === "failed" && !assertionResults.some(({ status }) => status === "failed")).length;
  const failed = numFailedTests + unloaded;
  const notTried = testResults.flatMap(({ assertionResults }) => assertionResults).filter(({ status }) => status === "skipped" || status === "pending").map(({ meta, fullName }) => meta?.notTried ?? fullName);
  count("Domain, pages and shape", numPassedTests, failed || (fine ? 0 : 1), notTried);
}

function browser() {
  const report = ".cache/playwright.json";
  rmSync(report, { force: true });
  const path = chromium();
  if (!path) return check("Browser", false, "there is no Chromium. Install one: npx playwright install --with-deps chromium, or your system's chromium or google-chrome. Or leave the browser out: npm test -- --no-browser");
  const fine = run(process.execPath, [bin("@playwright/test/cli.js"), "test", "--reporter=line,json"], { ...(path === "playwright" ? {} : { CHROMIUM_PATH: path }), PLAYWRIGHT_JSON_OUTPUT_NAME: report });
  if (!existsSync(report)) return check("Browser", false, "the tests did not run");
  const { stats, errors } = JSON.parse(readFileSync(report, "utf8"));
  const failed = stats.unexpected + stats.flaky + errors.length;
  count("Browser", stats.expected, failed || (fine ? 0 : 1));
}

/** A browser to test with: named by CHROMIUM_PATH, Playwright's own, the system's, or Playwright's own fetched now ("playwright"). */
function chromium() {
  const own = () => spawnSync(process.execPath, ["-e", "process.stdout.write(require('@playwright/test').chromium.executablePath())"], { encoding: "utf8" }).stdout;
  const folders = (process.env.PATH ?? "").split(process.platform === "win32" ? ";" : ":");
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const elsewhere = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium", "C:/Program Files/Google/Chrome/Application/chrome.exe"];
  const there = [process.env.CHROMIUM_PATH, own(), ...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...elsewhere].find((path) => path && existsSync(path));
  if (there) return there;
  console.log("There is no Chromium here; Playwright's own is fetched.");
  spawnSync(process.execPath, [bin("@playwright/test/cli.js"), "install", "chromium-headless-shell"], { stdio: ["ignore", "inherit", "inherit"], timeout: 5 * 60_000 });
  const shell = spawnSync(process.execPath, ["-e", "require('@playwright/test').chromium.launch().then(async (b) => { await b.close(); process.stdout.write('playwright') }, () => {})"], { encoding: "utf8" }).stdout;
  return shell || undefined;
}

function bin(tool) {
  return join("node_modules", tool);
}

function run(command, given, more = {}) {
  const { NODE_ENV: _, ...env } = process.env;
  return spawnSync(command, given, { stdio: ["ignore", "inherit", "inherit"], env: { ...env, ...more }, shell: process.platform === "win32" && command === "npm" }).status === 0;
}
