import { expect, test } from "vitest";
import { codeOf, sourcesIn, textOf } from "../support/sources.ts";

const all = sourcesIn("app", "db", "storage", "seeds");

/** The lines of these files in which a pattern stands, comments left out. */
const found = (pattern: RegExp, files = all) =>
  files.flatMap((file) =>
    codeOf(textOf(file))
      .split("\n")
      .filter((line) => pattern.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );

test("time comes from lib/clock.ts alone, so that tests can stand still and deadlines mean one thing", () => {
  // A script of the browser has the browser's clock.
  const files = all.filter((file) => file !== "app/lib/clock.ts" && file !== "app/entry.client.tsx");
  expect(found(/\bDate\.now\(|\bnew Date\(\)/, files)).toEqual([]);
});

test("files are named after what they are: no utils, helpers, services, types, misc, and nothing that handles or processes", () => {
  expect(all.filter((file) => /(^|[/.-])(utils?|helpers?|services?|types?|misc|common|shared|manager|handlers?)([/.-]|$)/i.test(file.replace(/^[^/]+\//, "")))).toEqual([]);
  expect(found(/\b(?:function|const|let)\s+(?:handle|process)[A-Z]/).filter((line) => !/handleRequest|handleDataRequest|handleError/.test(line))).toEqual([]);
});

test("figures are written by lib/words.ts, as the agency’s country writes them", () => {
  // What a schema says is worked out before anybody is asked who we are; a command has no agency’s reader.
  const apart = /\/forms\.server\.ts$|^app\/(lib\/zones|ui\/script\/uploads|events\/verify-command\.server)\.ts$/;
  expect(found(/\.toLocaleString\(/, all.filter((file) => file.startsWith("app/") && !apart.test(file)))).toEqual([]);
});

/** Letters are read by mail programs, which know inline styles and no policy. */
const screens = all.filter((file) => file.endsWith(".tsx") && file !== "app/events/letter.tsx");

test("C3: no style attribute: the policy would block it", () => {
  expect(found(/\bstyle=[{"]/, screens)).toEqual([]);
});

/** Speculation rules can only stand in a script element; ours are JSON of our own section paths. */
const speculation = /^app\/portal\/shell\.tsx: dangerouslySetInnerHTML=\{\{ __html: JSON\.stringify\(\{ prefetch:/;

test("C3: no inline script, no HTML from strings", () => {
  expect(found(/dangerouslySetInnerHTML|\.innerHTML\s*=|document\.write|\bon[a-z]+=["']|href=["']javascript:|\beval\(|new Function\(/, screens).filter((line) => !speculation.test(line))).toEqual([]);
});

/** A template with a value in it, given to something that runs SQL as text. drizzle's sql`…` binds its values and is not meant. */
const stringBuiltSql = /\.(?:prepare|exec|raw)\(\s*(?:`[^`]*\$\{|["'][^"']*["']\s*\+|[a-zA-Z]\w*\s*\+)|\bsql\.raw\(|`(?:SELECT|INSERT|UPDATE|DELETE|REPLACE)\b[^`]*\$\{/;

test("X6: no SQL is built of strings: values are bound", () => {
  const allowed = [/pragma/];
  expect(found(stringBuiltSql).filter((line) => !allowed.some((one) => one.test(line)))).toEqual([]);
  for (const broken of ['db.prepare(`SELECT * FROM t WHERE id = ${id}`)', 'db.exec("DELETE FROM t WHERE id = " + id)', "sql.raw(order)", "const text = `SELECT ${columns} FROM t`"]) expect(broken).toMatch(stringBuiltSql);
  expect("sql`${table.at} < ${long}`").not.toMatch(stringBuiltSql);
});

/** Remix's Link and navigate fetch their target as data: right on the staff side among its own pages, wrong everywhere else. */
const fetched = /<(?:Link|NavLink|RemixLink)\b[^>]*\bto=(?:"|\{`|\{")\/(?:portal|staff\/(?:files|download|logout)|brand)|<(?:Link|NavLink)\b[^>]*\bto=[^>]*(?:\.csv|download)/;

test("the portal’s pages link plainly; the staff side links plainly to the portal, to files and to CSV", () => {
  expect(found(fetched)).toEqual([]);
  const portal = all.filter((file) => /^app\/(portal|[^/]+\/portal)\//.test(file));
  expect(found(/<(?:Link|NavLink)\b|\buseNavigate\b|\buseFetcher\b|\buseSubmit\b|\buseState\b|\buseEffect\b/, portal)).toEqual([]);
});

test("no secret, no debug, nothing left to do", () => {
  expect(found(/\bconsole\.(log|debug|dir)\(|\bdebugger\b/, all.filter((file) => /^(app|db|storage)\//.test(file)))).toEqual([]);
  expect(all.filter((file) => /\b(TODO|FIXME|XXX|HACK)\b/.test(textOf(file)))).toEqual([]);
});

const tests = sourcesIn("tests");

test("no test is skipped, focused, asleep, or deceived by a mock of our own code", () => {
  // The rule itself is spelled out here and in no other test.
  const others = tests.filter((file) => file !== "tests/shape/words.test.ts");
  expect(found(/\b(?:test|it|describe)\.(?:skip|only|todo|fixme|fails)\b|\bxit\(|\bvi\.(?:mock|doMock)\(["'](?:#|\.)|waitForTimeout\(/, others)).toEqual([]);
});
