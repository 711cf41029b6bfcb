import { beforeEach, expect, test } from "vitest";
import { db } from "#db/client.server.ts";
import { attempts } from "#db/schema/index.ts";
import { DAY, MINUTE, pass } from "#app/lib/clock.ts";
import { Refused } from "#app/lib/refused.ts";
import { accountKey, addressKey, countAttempt as countIn, forgive as forgiveIn, limitOf, sweepAttempts as sweepIn } from "#app/people/attempts.server.ts";
import { freshStory, inTransaction } from "../support/story.ts";

const count = inTransaction(countIn);
const forgive = inTransaction(forgiveIn);
const sweep = inTransaction(sweepIn);
const pair = { "password:pair": "dana from here" };
const tooMany = () => {
  try {
    count(pair);
  } catch (problem) {
    return problem as Refused;
  }
  throw new Error("It was let through.");
};

beforeEach(freshStory);

test("A2: an attempt too many is refused with the seconds to wait, and counts nothing more", () => {
  for (let n = 1; n <= limitOf["password:pair"].most; n++) expect(count(pair)).toEqual({ "password:pair": n });
  pass(5 * MINUTE);

  const refused = tooMany();
  expect([refused.status, refused.options.retryAfter]).toEqual([429, 600]);
  expect(refused.message).toBe("That was too many attempts. Try again in 10 minutes.");
  expect(db.select().from(attempts).all().map(({ count }) => count)).toEqual([10]);
});

test("A2: nobody is locked out for good: the window ends", () => {
  for (let n = 1; n <= 10; n++) count(pair);
  pass(15 * MINUTE);
  expect(count(pair)).toEqual({ "password:pair": 1 });
});

test("A2: where one bucket is full, none is counted", () => {
  for (let n = 1; n <= 10; n++) count(pair);
  expect(() => count({ ...pair, "password:address": "here" })).toThrow(Refused);
  expect(db.select().from(attempts).all()).toHaveLength(1);
});

test("A2: IPv6 is counted by its /64, IPv4 by itself, however it is written", () => {
  expect(addressKey("2001:db8:1:2:3:4:5:6")).toBe(addressKey("2001:db8:1:2::9"));
  expect(addressKey("2001:db8:1:3::9")).not.toBe(addressKey("2001:db8:1:2::9"));
  expect(addressKey("::ffff:203.0.113.7")).toBe("203.0.113.7");
  expect([addressKey("unknown"), addressKey("203.0.113.7, 10.0.0.1")]).toEqual(["unknown", "unknown"]);
});

test("an account is counted however its address is typed, and the table does not hold it", () => {
  expect(accountKey(" Dana@HarborFinch.example")).toBe(accountKey("dana@harborfinch.example"));
  count({ "password:account": accountKey("dana@harborfinch.example") });
  expect(JSON.stringify(db.select().from(attempts).all())).not.toContain("dana");
});

test("a success is forgiven: it does not count, and what was mistyped before is forgotten", () => {
  const both = { ...pair, "password:address": "here" };
  for (let n = 1; n <= 4; n++) count(both);
  forgive(both);
  expect(count(both)).toEqual({ "password:pair": 1, "password:address": 4 });
});

test("windows that are long over are swept away", () => {
  count(pair);
  pass(2 * DAY);
  expect([sweep(), db.select().from(attempts).all()]).toEqual([1, []]);
});
