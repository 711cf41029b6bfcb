import { beforeEach, expect, test } from "vitest";
import { firstRunCode, found } from "#app/access/first-run.server.ts";
import { open, sqlite } from "#db/client.server.ts";
import { migrate } from "#db/migrate.server.ts";
import { NotFound } from "#app/lib/refused.ts";
import { trailOf } from "../support/story.ts";
import { browser, secretIn, someone } from "./stage.ts";

const given = () => ({ code: firstRunCode() ?? "", agencyName: "Quarry Lane", timeZone: "Europe/Lisbon", currency: "EUR", name: "Rosa Pinto", email: "rosa@quarrylane.example", password: "a kettle under the stairs" });
const run = (more: Partial<ReturnType<typeof given>> = {}) => found(browser("staff"), someone, { ...given(), ...more });
const rows = () => ["agency", "people", "members", "sessions"].map((table) => sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get());

beforeEach(() => void migrate(open(":memory:")));

test("S1: the first run makes the agency, its owner and their session, on record", async () => {
  const answer = await run({ code: firstRunCode()!.toLowerCase().replaceAll("-", " ") });
  expect([answer.headers.get("Location"), rows()]).toEqual(["/staff/home", [1, 1, 1, 1]]);
  expect(secretIn(answer)).toBeTruthy();
  expect(trailOf()).toEqual(["Rosa Pinto set up Quarry Lane", "Rosa Pinto signed in"]);
});

test("S1: two at once make one agency; the other finds no such page", async () => {
  const answers = await Promise.allSettled([run(), run({ agencyName: "Another", email: "someone@another.example" })]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(answers.find(({ status }) => status === "rejected")).toMatchObject({ reason: expect.any(NotFound) });
  expect(rows()).toEqual([1, 1, 1, 1]);
});

test("S1: once there is an agency there is no code, and no second run", async () => {
  const code = firstRunCode()!;
  await run();
  expect(firstRunCode()).toBeUndefined();
  await expect(run({ code })).rejects.toThrow();
  expect(rows()).toEqual([1, 1, 1, 1]);
});

test("S1: without the code nothing is made, and guessing ends soon", async () => {
  for (let n = 0; n < 10; n++) await expect(run({ code: "AAAA-BBBB-CCCC" })).rejects.toMatchObject({ status: 422, options: { field: "code" } });
  await expect(run()).rejects.toMatchObject({ status: 429 });
  expect(rows()).toEqual([0, 0, 0, 0]);
});

test("A10: the owner’s password is not among the first to be tried", async () => {
  await expect(run({ password: "quarrylane2025" })).rejects.toMatchObject({ status: 422, options: { field: "password" } });
});
