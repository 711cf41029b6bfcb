import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { post as postIn } from "#app/comments/comments.server.ts";
import { MINUTE, pass, resume, standAt } from "#app/lib/clock.ts";
import { needsOf } from "#app/needs/needs.server.ts";
import { open, sqlite, transact } from "#db/client.server.ts";
import { Database } from "#db/driver.server.ts";
import { asked, noteAsked, noteNoMore } from "../support/asked.ts";
import { bea, dana, freshStory, inTransaction, maya, packaging } from "../support/story.ts";

const post = inTransaction(postIn);
const folder = mkdtempSync(join(tmpdir(), "parlour-kept-"));

beforeEach(() => {
  freshStory();
  standAt(new Date("2026-03-02T15:00:20Z"));
  post(maya, packaging.id, { body: "Matt or gloss?", awaitsReply: "on" });
  const file = join(folder, "parlour.sqlite");
  rmSync(file, { force: true });
  writeFileSync(file, sqlite.serialize());
  open(file);
  noteAsked();
});
afterEach(() => {
  noteNoMore();
  resume();
});

/** Whether it is worked out anew, and what it says. */
const again = (contact = dana) => {
  asked.length = 0;
  const { length } = needsOf(contact);
  return [length, asked.length > 0];
};

test("what waits is worked out once until anybody writes, here or in another process, or a minute has gone", () => {
  expect([again(), again(), again()]).toEqual([[1, true], [1, false], [1, false]]);
  pass(30_000);
  expect(again()).toEqual([1, false]);
  pass(MINUTE);
  expect([again(), again()]).toEqual([[1, true], [1, false]]);

  const other = new Database(join(folder, "parlour.sqlite"));
  other.exec("UPDATE projects SET finished_at = 1");
  expect([again(), again()]).toEqual([[0, true], [0, false]]);
  other.close();
  sqlite.exec("UPDATE projects SET finished_at = NULL");
  expect([again(), again()]).toEqual([[1, true], [1, false]]);
});

test("Z5: it is kept for one contact, with what they may do and in which preview; within an act it is worked out each time", () => {
  expect([again(), again(bea)]).toEqual([[1, true], [0, true]]);
  expect(again({ ...dana, can: { ...dana.can, comment: false } })).toEqual([0, true]);
  expect(again({ ...dana, preview: { id: "p", by: maya } })).toEqual([1, true]);
  transact(() => expect([again(), again()]).toEqual([[1, true], [1, true]]));
});
