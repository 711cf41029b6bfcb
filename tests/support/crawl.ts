import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type Database from "better-sqlite3";
import { expect } from "vitest";
import type { Visitor } from "./visitor.ts";

/** Follows every link from the first page, each as a page and as data, and gives all that was read. */
export async function crawl(visitor: Visitor) {
  const read = new Map<string, string>();
  const seen = new Set<string>();
  const waiting = ["/portal", "/portal/home", "/portal/profile"];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const key = path.replace(/\?.*signature=.*/, "?signed").replace(/#.*/, "");
    if (seen.has(key) || !path.startsWith("/portal")) continue;
    seen.add(key);
    const page = await visitor.get(path);
    const heads = [...page.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
    // A link to what waits at another client of theirs leads to where one chooses between them.
    read.set(page.url.startsWith("/portal/clients") ? `/portal/clients for ${key}` : key, `${heads}\n${page.html}`);
    expect(page.status, path).toBeLessThan(500);
    waiting.push(...page.links());
    if (!/\/(files|download)\//.test(path)) read.set(`${key}.data`, await (await visitor.send(path.replace(/^([^?]*)/, "$1.data"))).text());
  }
  return read;
}

/** The bytes of the planted files hold the same words as their names. */
export function writeBytes(sqlite: Database.Database) {
  for (const { id, name } of sqlite.prepare("SELECT id, name FROM files").all() as { id: string; name: string }[]) {
    const content = `contents of ${name}`;
    const place = join(process.env.DATA_DIR!, "files", id.slice(0, 2), id);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, content);
    sqlite.prepare("UPDATE files SET size = ? WHERE id = ?").run(content.length, id);
  }
}
