import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { post as postIn } from "#app/comments/comments.server.ts";
import { erase as eraseIn } from "#app/events/erase.server.ts";
import { record as recordIn } from "#app/events/record.server.ts";
import { verify } from "#app/events/verify-command.server.ts";
import { headIn } from "#app/events/verify.server.ts";
import { projectSubject } from "#app/projects/projects.server.ts";
import { db, sqlite } from "#db/client.server.ts";
import { Database } from "#db/driver.server.ts";
import { dana, freshStory, inTransaction, luis, maya, packaging, personId, ruth } from "../support/story.ts";

const post = inTransaction(postIn);
const record = inTransaction(recordIn);
const folder = mkdtempSync(join(tmpdir(), "parlour-verify-"));
let copies = 0;

/** A copy of the database as it is, in a file; then what somebody does who has the file in their hands and its guards off. */
function copy(...tampered: string[]) {
  const file = join(folder, `copy-${(copies += 1)}.sqlite`);
  const image = sqlite.serialize();
  writeFileSync(file, image);
  const opened = new Database(file);
  for (const { name } of opened.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all() as { name: string }[]) opened.exec(`DROP TRIGGER ${name}`);
  opened.pragma("foreign_keys = OFF");
  for (const statement of tampered) opened.exec(statement);
  opened.close();
  return file;
}

function verified(...given: string[]) {
  const said: string[] = [];
  const code = verify(given, (line) => said.push(line), (line) => said.push(`! ${line}`));
  return { code, said };
}
const noted = () => {
  const { seq, hash } = headIn(db);
  return `${seq}:${hash}`;
};

beforeEach(() => {
  freshStory();
  post(dana, packaging.id, { body: "One" });
  post(luis, packaging.id, { body: "Two" });
  record(maya, "project.changed", projectSubject(packaging));
  post(maya, packaging.id, { body: "Four" });
});

test("L3: a whole chain is said to be whole, with its number of events and its head, and the head is still in it later", () => {
  const head = noted();
  expect(verified("--database", copy())).toEqual({ code: 0, said: ["Chain of 4 events verified.", `Its head is ${head}`, expect.stringContaining("Keep the head somewhere else")] });
  post(dana, packaging.id, { body: "Five" });
  expect(verified("--database", copy(), "--head", head)).toMatchObject({ code: 0, said: ["Chain of 5 events verified.", `Its head is ${noted()}`, "The head that was noted earlier is in it, unchanged."] });
});

test("L3: an erasure that is on record breaks nothing", () => {
  inTransaction(eraseIn)(ruth, personId.dana);
  expect(verified("--database", copy()).code).toBe(0);
});

test.for([
  ["a changed instant", "UPDATE events SET at = at + 1 WHERE seq = 2", 2, "It is not what was recorded."],
  ["another actor", "UPDATE events SET actor_id = 'c-luis' WHERE seq = 1", 1, "It is not what was recorded."],
  ["a hash made anew, so that the next one does not follow", "UPDATE events SET hash = CASE WHEN hash LIKE 'f%' THEN 'e' ELSE 'f' END || substr(hash, 2) WHERE seq = 2", 2, "It is not what was recorded."],
  ["another previous hash", "UPDATE events SET previous_hash = CASE WHEN previous_hash LIKE '1%' THEN '2' ELSE '1' END || substr(previous_hash, 2) WHERE seq = 3", 3, "It does not follow the one before it."],
  ["one taken out of the middle", "DELETE FROM events WHERE seq = 2", 2, "It is missing."],
  ["the first taken away", "DELETE FROM events WHERE seq = 1", 1, "It is missing."],
  ["one taken out and the rest moved up", "DELETE FROM events WHERE seq = 2; UPDATE events SET seq = seq - 1 WHERE seq > 2", 2, "It does not follow the one before it."],
  ["one put before the first", "INSERT INTO events SELECT 0, 'x', form, at, action, actor_kind, actor_id, client_id, project_id, subject_kind, subject_id, commitment, previous_hash, 'y' FROM events WHERE seq = 1", 0, "It stands outside the order."],
  ["other words beside it", "UPDATE event_particulars SET particulars = replace(particulars, 'Two', 'Ten') WHERE seq = 2", 2, "Its particulars are not what was recorded."],
  ["another commitment", "UPDATE events SET commitment = CASE WHEN commitment LIKE '0%' THEN '1' ELSE '0' END || substr(commitment, 2) WHERE seq = 2", 2, "It is not what was recorded."],
  ["words taken away without an erasure", "DELETE FROM event_particulars WHERE seq = 4", 4, "Its particulars are gone, and no erasure is on record."],
] as const)("L3: %s is named", ([, statement, seq, why]) => {
  const { code, said } = verified("--database", copy(statement));
  expect([code, said[0]]).toEqual([1, `The record does not hold. Event ${seq}: ${why}`]);
});

test("L3: events cut off at the end are seen by the head alone that was noted before", () => {
  const head = noted();
  const file = copy("DELETE FROM event_particulars WHERE seq > 2", "DELETE FROM events WHERE seq > 2");
  expect(verified("--database", file).said[0]).toBe("Chain of 2 events verified.");
  expect(verified("--database", file, "--head", head)).toEqual({ code: 1, said: ["The record does not hold. Event 4: It is gone: the chain was cut off before it.", "Chain of 2 events verified, but it is not the one the head was noted of."] });
});

test("L3: a chain written anew from some event on is seen by the head that was noted before", () => {
  const file = copy();
  const head = noted();
  freshStory();
  for (const body of ["1", "2", "3", "4", "5"]) post(dana, packaging.id, { body });
  expect(verified("--database", copy(), "--head", head)).toMatchObject({ code: 1, said: ["The record does not hold. Event 4: It is not the event that was noted under this number earlier.", expect.any(String)] });
  expect(verified("--database", file, "--head", head).code).toBe(0);
});

test("it changes nothing in the database it reads", () => {
  const file = copy();
  const before = new Database(file, { readonly: true });
  const image = before.serialize();
  before.close();
  verified("--database", file);
  const after = new Database(file, { readonly: true });
  expect(after.serialize().equals(image)).toBe(true);
  after.close();
});

test("what cannot be asked or read is answered by 2 and a sentence", () => {
  const text = join(folder, "notes.txt");
  writeFileSync(text, "These are no pages of a database, however long one reads in them.".repeat(40));
  const empty = join(folder, "empty.sqlite");
  writeFileSync(empty, "");
  for (const [given, sentence] of [
    [["--database", join(folder, "nowhere.sqlite")], /^! There is no database at/],
    [["--database", text], /^! .*cannot be (read|opened)/],
    [["--database", empty], /^! .*cannot be read as a database of Parlour’s/],
    [["--head", "7"], /^! --head takes a number, a colon/],
    [["--surprise"], /^! Unknown option/],
    [["receipt.json"], /^! Unexpected argument/],
  ] as const)
    expect(verified(...given)).toEqual({ code: 2, said: [expect.stringMatching(sentence)] });
});
