import { readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { addressesOf } from "../support/map.ts";
import { builtPortal } from "../support/portal.ts";

const kB = 1000;
const client = "build/client";
const files = readdirSync(client, { recursive: true }).map(String);
const scripts = files.filter((file) => file.endsWith(".js"));
const text = (file: string) => readFileSync(`${client}/${file.replace(/^\//, "")}`, "utf8");
const gzipped = (file: string) => gzipSync(text(file)).byteLength;

const { build } = await builtPortal();
const { routes, entry } = build.assets;

/** A script and everything it imports, however far. */
function closureOf(names: string[], seen = new Set<string>()): Set<string> {
  for (const name of names.map((name) => name.replace(/^\//, "")).filter((name) => !seen.has(name))) {
    seen.add(name);
    const next = [...text(name).matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)].map(([, file]) => `assets/${file}`);
    closureOf(next, seen);
  }
  return seen;
}

const parentsOf = (id: string): string[] => (routes[id] ? [id, ...parentsOf(routes[id].parentId ?? "")] : []);
const staffPages = addressesOf(build).filter(({ face, draws, isLayout }) => face === "staff" && draws && !isLayout);

test.for(staffPages.map(({ path, id }) => [path, id] as const))("%s brings at most 110 kB of JavaScript", ([, id]) => {
  const modules = parentsOf(id).map((id) => routes[id]!.module);
  const bytes = [...closureOf([entry.module, ...entry.imports, ...modules])].reduce((sum, file) => sum + gzipped(file), 0);
  expect(bytes).toBeLessThanOrEqual(110 * kB);
});

test("no form is checked in the browser by zod: constraints travel as data", () => {
  expect(scripts.filter((file) => /ZodError|_zod\b|\$ZodType|safeParse/.test(text(file)))).toEqual([]);
});

test("nothing of the server is in a browser’s bundle", () => {
  const ours = /better-sqlite3|drizzle|BEGIN IMMEDIATE|password_hash|passwordHash|argon2|nodemailer|SESSION_SECRET|createHmac|node:(?:crypto|fs|path|stream)|process\.env\.[A-Z]/;
  expect(scripts.filter((file) => ours.test(text(file).replace(/process\.env\.NODE_ENV/g, "")))).toEqual([]);
});

test("S1: no source maps, no sources", () => {
  expect(files.filter((file) => /\.map$|\.tsx?$|\.sql$|\.sqlite/.test(file))).toEqual([]);
  expect([...scripts, ...files.filter((file) => file.endsWith(".css"))].filter((file) => text(file).includes("sourceMappingURL"))).toEqual([]);
});

test("the one small script is at most 6 kB, and the stylesheet 15", () => {
  const enhancement = scripts.filter((file) => /assets\/script-/.test(file));
  expect(enhancement).toHaveLength(1);
  expect([...closureOf(enhancement)].reduce((sum, file) => sum + gzipped(file), 0)).toBeLessThanOrEqual(6 * kB);
  const css = files.filter((file) => file.endsWith(".css"));
  expect(css.reduce((sum, file) => sum + gzipped(file), 0)).toBeLessThanOrEqual(15 * kB);
});
