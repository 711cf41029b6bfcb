import { Database } from "#db/driver.server.ts";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { beforeEach, expect, test } from "vitest";
import { post as postIn } from "#app/comments/comments.server.ts";
import { erase as eraseIn } from "#app/events/erase.server.ts";
import { record as recordIn } from "#app/events/record.server.ts";
import { verifyChain } from "#app/events/verify.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { projectSubject } from "#app/projects/projects.server.ts";
import { type Db, db, sqlite, transact } from "#db/client.server.ts";
import { eventParticulars, events, outbox } from "#db/schema/index.ts";
import * as schema from "#db/schema/index.ts";
import { dana, freshStory, inTransaction, luis, maya, packaging, personId, ruth, trailOf } from "../support/story.ts";

const post = inTransaction(postIn);
const erase = inTransaction(eraseIn);
const record = inTransaction(recordIn);
const verified = () => verifyChain(db);
const count = (table: typeof events | typeof eventParticulars | typeof outbox) => db.select({ n: sql<number>`count(*)` }).from(table).get()!.n;

beforeEach(freshStory);

test("an empty record stands, and so does every event that is added", () => {
  expect(verified()).toEqual({ events: 0 });
  post(dana, packaging.id, { body: "Monday works — naïve “quotes”, \u{1f600} and \u2028 too." });
  post(maya, packaging.id, { body: "Good." });
  expect(verified()).toEqual({ events: 2 });
});

test("a signer is erased: no name, address or word of theirs is left, the record still stands, and says that it was done", () => {
  post(dana, packaging.id, { body: "My own words" });
  post(luis, packaging.id, { body: "Other words" });
  record(maya, "contact.invited", { kind: "contact", id: dana.id, clientId: dana.clientId, title: dana.name });

  expect(erase(ruth, personId.dana)).toBe(2);

  expect(verified()).toEqual({ events: 5 });
  expect(JSON.stringify(db.select().from(eventParticulars).all())).not.toMatch(/Dana|My own words/);
  expect(trailOf()).toEqual(["Luis Ortega commented on Winter range packaging", "Ruth Halloran erased a person’s details from the record", "Ruth Halloran erased a person’s details from the record"]);
});

test("particulars that vanish without an erasure on record are missed", () => {
  post(dana, packaging.id, { body: "One" });
  post(luis, packaging.id, { body: "Two" });
  db.delete(eventParticulars).where(sql`seq = 2`).run();
  expect(verified()).toEqual({ events: 1, firstBroken: { seq: 2, why: "Its particulars are gone, and no erasure is on record." } });
  erase(ruth, personId.dana);
  expect(verified().firstBroken?.seq).toBe(2);
});

test("only an owner may erase, and only somebody there is", () => {
  expect(() => erase(maya, personId.dana)).toThrow(Refused);
  expect(() => erase(ruth, "nobody")).toThrow(NotFound);
  expect(count(events)).toBe(0);
});

test("L3: events refuse UPDATE, DELETE and REPLACE, and take nothing but the next one", () => {
  post(dana, packaging.id, { body: "One" });
  post(dana, packaging.id, { body: "Two" });
  const refused = (statement: string) => expect(() => sqlite.exec(statement)).toThrow(/never|follows the newest|written once/);
  refused("UPDATE events SET at = 0");
  refused("DELETE FROM events WHERE seq = 2");
  refused("INSERT OR REPLACE INTO events SELECT * FROM events WHERE seq = 1");
  refused("INSERT INTO events SELECT 7, 'x', form, at, action, actor_kind, actor_id, client_id, project_id, subject_kind, subject_id, commitment, hash, 'y' FROM events WHERE seq = 2");
  refused("INSERT INTO events SELECT 3, 'x', form, at, action, actor_kind, actor_id, client_id, project_id, subject_kind, subject_id, commitment, previous_hash, 'y' FROM events WHERE seq = 2");
  refused("UPDATE event_particulars SET particulars = '{}'");
  refused("INSERT OR REPLACE INTO event_particulars SELECT * FROM event_particulars WHERE seq = 1");
  expect(verified()).toEqual({ events: 2 });
});

test("what is undone leaves no event and no letter", () => {
  expect(() =>
    transact((tx) => {
      postIn(tx, dana, packaging.id, { body: "Never mind" });
      throw new Error("undone");
    }),
  ).toThrow("undone");
  expect([count(events), count(eventParticulars), count(outbox)]).toEqual([0, 0, 0]);
  post(dana, packaging.id, { body: "This one" });
  expect(verified()).toEqual({ events: 1 });
});

test("L3: each stored byte, changed one at a time, is found and the right event is named", { timeout: 60_000 }, () => {
  post(dana, packaging.id, { body: "Monday\nworks" });
  record(ruth, "agency.founded", { kind: "agency", id: "agency", clientId: null, title: "Ünïcode" }, { number: 10, yes: true, none: null });
  post(luis, packaging.id, { body: "Fine" });
  const copy = tamperable();
  let changed = 0;
  for (const table of ["events", "event_particulars"])
    for (const row of copy.prepare(`SELECT * FROM ${table}`).safeIntegers().all() as Record<string, unknown>[])
      for (const [column, value] of Object.entries(row))
        for (const { write, where } of flips(value)) {
          copy.exec("SAVEPOINT tried");
          // What the table itself refuses (a taken id, NULL for a key) needs no finding.
          const taken = attempt(() => copy.prepare(`UPDATE ${table} SET ${column} = ${where} WHERE seq = ?`).run(write, row.seq));
          if (taken) {
            changed++;
            const { firstBroken } = verifyChain(drizzle(copy, { schema, casing: "snake_case" }) as Db);
            const seq = Number(row.seq);
            // An event moved to a number before the first is named by that number.
            const right = column === "seq" && table === "events" && (write as bigint) < 1n ? Number(write) : seq;
            if (firstBroken?.seq !== right) expect({ table, column, seq, write, firstBroken }).toBe("named");
          }
          copy.exec("ROLLBACK TO tried");
        }
  expect(changed).toBeGreaterThan(1500);
  expect(verifyChain(drizzle(copy, { schema, casing: "snake_case" }) as Db)).toEqual({ events: 3 });
});

test("a record of several pages is read to its end", { timeout: 60_000 }, () => {
  for (let seq = 0; seq < 1200; seq++) record(maya, "project.changed", projectSubject(packaging));
  expect(verified()).toEqual({ events: 1200 });
  sqlite.exec("DROP TRIGGER events_are_forever_update; PRAGMA foreign_keys = OFF; UPDATE events SET at = at + 1 WHERE seq = 1001");
  expect(verified()).toEqual({ events: 1000, firstBroken: { seq: 1001, why: "It is not what was recorded." } });
});

/** A copy whose guards are off, as for someone with the file in their hands. */
function tamperable() {
  const copy = new Database(sqlite.serialize());
  for (const { name } of copy.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all() as { name: string }[]) copy.exec(`DROP TRIGGER ${name}`);
  copy.pragma("foreign_keys = OFF");
  copy.pragma("ignore_check_constraints = ON");
  return copy;
}

/** Every way to change one byte of a value that is worth trying: its lowest bit, its case, its highest bit; and to make it nothing. */
function* flips(value: unknown): Generator<{ write: unknown; where: string }> {
  if (value === null) yield { write: "x", where: "?" };
  else yield { write: null, where: "?" };
  if (typeof value === "bigint")
    for (let byte = 0n; byte < 8n; byte++) for (const bit of [0x01n, 0x20n, 0x80n]) yield { write: BigInt.asIntN(64, value ^ (bit << (8n * byte))), where: "?" };
  if (typeof value === "string") {
    const bytes = Buffer.from(value);
    for (let at = 0; at < bytes.length; at++)
      for (const bit of [0x01, 0x20, 0x80]) {
        const other = Buffer.from(bytes);
        other[at]! ^= bit;
        yield { write: other, where: "CAST(? AS TEXT)" };
      }
  }
}

const attempt = (act: () => unknown) => {
  try {
    act();
    return true;
  } catch {
    return false;
  }
};
