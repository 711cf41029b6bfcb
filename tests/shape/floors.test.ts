import { expect, test } from "vitest";
import { importsOf, sourcesIn } from "../support/sources.ts";

const pages = /^app\/(portal|staff|[^/]+\/(portal|staff))\/(?!routes\.ts$|(door|session)\.server\.ts$)/;
/** Plain files of a noun, but not those that are addresses themselves (brand.css, a logo, a check of health). */
const meaning = /^app\/(?!portal\/|staff\/|ui\/|server\/|agency\/(brand|logo)\.ts$)[^/]+\/[^/.]+\.ts$/;
const parts = /^app\/(ui\/.+|(?!portal\/|staff\/|server\/)[^/]+\/[^/]+\.tsx)$/;

const floors = [
  // [files, may never reach, because, a file and an import that would break it]
  [meaning, /\.server|\.tsx|^db\/|^storage\/|^node:/, "meaning is pure: it runs in the browser too", "app/projects/project.ts", "#app/projects/projects.server.ts"],
  [/^app\/(portal|[^/]+\/portal)\//, /^app\/(staff|[^/]+\/staff)\//, "the portal does not know the staff side", "app/projects/portal/show.tsx", "#app/staff/door.server.ts"],
  [/^app\/(staff|[^/]+\/staff)\//, /^app\/(portal|[^/]+\/portal)\//, "the staff side does not know the portal", "app/projects/staff/show.tsx", "../portal/show.tsx"],
  [pages, /^(db|storage)\/|^better-sqlite3$|^drizzle-orm/, "pages meet data through a viewer: write or use a function of the noun", "app/projects/portal/show.tsx", "#db/client.server.ts"],
  [parts, /\.server(\.ts)?$|^(db|storage)\/|^node:|\/(portal|staff)\//, "parts are given data and make HTML of it, on both faces", "app/comments/parts.tsx", "./comments.server.ts"],
  [/^app\/(?!portal\/|staff\/)[^/]+\/[^/]+\.server\.ts$/, /^app\/([^/]+\/)?(portal|staff)\//, "what is done does not know the pages that ask for it", "app/comments/comments.server.ts", "#app/portal/door.server.ts"],
  [/^app\/lib\//, /^app\/(?!lib\/)/, "the ground carries the nouns and knows none of them", "app/lib/form.server.ts", "#app/projects/projects.server.ts"],
  [/^db\//, /^app\/.*(\.server|\.tsx)|^storage\//, "tables stand on meaning, never on doing", "db/schema/projects.ts", "#app/projects/projects.server.ts"],
  [/^storage\//, /^app\/(?!lib\/)|^db\//, "storage keeps bytes by key and knows nothing of what they are", "storage/files.server.ts", "#db/client.server.ts"],
  // But for the front, which hands the story to whoever starts Parlour: one build, one connection.
  [/^(app\/(?!server\/front\.server\.ts)|db\/|storage\/)/, /^(seeds|tests)\//, "what runs does not stand on its demonstration or its proof", "app/projects/project.ts", "../../tests/support/cast.ts"],
] as const;

for (const [files, walls, because, file, to] of floors) {
  test(because, () => {
    const broken = sourcesIn("app", "db", "storage")
      .filter((file) => files.test(file))
      .flatMap((file) => importsOf(file).filter((to) => walls.test(to)).map((to) => `${file} → ${to}`));
    expect(broken).toEqual([]);
  });

  test(`… and that rule sees ${file} import ${to}`, () => {
    const seen = [`import { it } from "${to}";`, `import {\n  it,\n  more,\n} from "${to}";`, `export * from "${to}";`, `const it = await import("${to}");`].map((source) => importsOf(file, source));
    expect(files.test(file)).toBe(true);
    for (const [imported] of seen) expect(imported).toMatch(walls);
    expect(importsOf(file, `import type { It } from "${to}";`)).toEqual([]);
  });
}

test("no address is served by a file that the rules overlook", () => {
  const overlooked = sourcesIn("app").filter((file) => ![meaning, pages, parts, /^app\/lib\//, /\.server\.ts$/, /^app\/(root|entry\.(server|client)|routes)\.tsx?$/, /^app\/(portal|staff)\/routes\.ts$/, /^app\/server\/[^/]+\.tsx?$/, /^app\/agency\/(brand|logo)\.ts$/].some((known) => known.test(file)));
  expect(overlooked).toEqual([]);
});
