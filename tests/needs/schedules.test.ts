import { afterEach, beforeEach, expect, test } from "vitest";
import { db } from "#db/client.server.ts";
import { documentVersions, documents, files } from "#db/schema/index.ts";
import { requestAcceptance as requestAcceptanceIn } from "#app/acceptances/asking.server.ts";
import { instantIn } from "#app/lib/dates.ts";
import { now, resume, standAt } from "#app/lib/clock.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { everyWait } from "#app/needs/all.server.ts";
import { isReminderDue } from "#app/needs/reminder.ts";
import { remindDue } from "#app/needs/reminding.server.ts";
import { type Days, daysFrom, scheduleWords, scheduled, scheduledKinds } from "#app/needs/schedule.ts";
import { SchedulesForm, changeSchedules as changeIn, scheduleOf, schedules } from "#app/needs/schedules.server.ts";
import { dana, freshStory, harbor, inTransaction, luis, maya, packaging, ruth, tom, trailOf } from "../support/story.ts";

const zone = "America/New_York";
const change = inTransaction(changeIn);
const requestAcceptance = inTransaction(requestAcceptanceIn);
const saved = (given: Record<string, string>, seen?: string) => ({ ...SchedulesForm.parse({ ...schedules(ruth).values, ...given }), seen });
const ourselves = { id: "agency" };

beforeEach(freshStory);
afterEach(resume);

test.each<[string, Days, number[] | undefined]>([
  ["7, 3, 1", "before", [7, 3, 1]],
  ["1 and 7,3", "before", [7, 3, 1]],
  ["0", "before", [0]],
  ["7 7 007", "after", [7]],
  ["14; 1", "after", [1, 14]],
  ["", "undated", []],
  [" , ", "before", []],
  ["90", "before", [90]],
  ["91", "before", undefined],
  ["0", "after", undefined],
  ["0", "undated", undefined],
  ["-1", "before", undefined],
  ["1.5", "before", undefined],
  ["three", "before", undefined],
  ["1e2", "after", undefined],
  ["1 2 3 4 5 6 7 8", "after", [1, 2, 3, 4, 5, 6, 7, 8]],
  ["1 2 3 4 5 6 7 8 9", "after", undefined],
])("“%s”, %s, is %j", (typed, which, days) => {
  expect(daysFrom(typed, which)).toEqual(days);
});

test("a schedule is said in words", () => {
  expect(scheduleWords({ before: [7, 3, 1, 0], after: [1, 7], undated: [7, 14, 28] })).toBe("7, 3 and 1 days before, on the day, 1 and 7 days after; without a day, 7, 14 and 28 days after asking");
  expect(scheduleWords({ before: [1], after: [1], undated: [] })).toBe("1 day before, 1 day after");
  expect(scheduleWords({ before: [], after: [], undated: [3, 7] })).toBe("3 and 7 days after asking");
  expect(scheduleWords({ before: [], after: [], undated: [] })).toBe("never");
});

test.each([
  // A day before, the day itself, a day after; a day gone by is made up for, once, within three days.
  ["2026-03-03", null, true],
  ["2026-03-03", "2026-03-03", false],
  ["2026-03-04", "2026-03-03", false],
  ["2026-03-06", "2026-03-03", true],
  ["2026-03-09", "2026-03-06", true],
  ["2026-03-05", null, true],
  ["2026-03-02", null, false],
  ["2026-03-14", "2026-03-08", false],
])("on %s, last on %s, what is due on the sixth and reminded of 3 days before, on it and 1 day after: %s", (today, remindedOn, due) => {
  expect(isReminderDue({ before: [3, 0], after: [1], undated: [2] }, { askedOn: "2026-02-20", dueOn: "2026-03-06", remindedOn, today })).toBe(due);
});

test("what has no day is reminded of by the days since it was asked, and by no others", () => {
  const due = (today: string, dueOn: string | null = null) => isReminderDue({ before: [], after: [], undated: [3] }, { askedOn: "2026-03-02", dueOn, remindedOn: null, today });
  expect([due("2026-03-04"), due("2026-03-05"), due("2026-03-05", "2026-03-06")]).toEqual([false, true, false]);
});

test("every kind that waits for contacts has its days in the settings, and begins with some", () => {
  const kinds = everyWait.filter(({ needs }) => needs).map(({ kind }) => kind);
  expect([...kinds].sort()).toEqual([...scheduledKinds].sort());
  for (const kind of scheduledKinds) for (const days of ["before", "after", "undated"] as const) {
    const listed = scheduleOf(kind)![days];
    if (!(scheduled[kind].days as readonly Days[]).includes(days)) expect(listed).toEqual([]);
    expect(daysFrom(listed.join(", "), days)).toEqual(listed);
  }
});

test("what an owner changes is on record in words, once, and what is saved as it stood is not", () => {
  change(ruth, saved({}));
  expect(trailOf(ourselves)).toEqual([]);
  change(ruth, saved({ "invoice-before": "5", "invoice-after": "", "proposal-before": "1, 3" }));
  expect(scheduleOf("invoice")).toEqual({ before: [5], after: [], undated: [] });
  expect(trailOf(ourselves)).toEqual(["Ruth Halloran changed the settings of Northlight Studio: reminders of invoices from “7 and 1 days before, 1, 7 and 14 days after” to “5 days before”"]);
});

test("R4: of two who change them, the second is told; Z6: to a manager and a member they do not exist", () => {
  const { seen } = schedules(ruth);
  change(ruth, saved({ "ticket-undated": "2" }, seen));
  expect(() => change(ruth, saved({ "ticket-undated": "9" }, seen))).toThrow(Refused);
  for (const who of [maya, tom]) {
    expect(() => schedules(who)).toThrow(NotFound);
    expect(() => change(who, saved({ "ticket-undated": "9" }))).toThrow(NotFound);
  }
  expect(scheduleOf("ticket")!.undated).toEqual([2]);
});

test("a form refuses what is no list of days, by name of the field", () => {
  const { error } = SchedulesForm.safeParse({ ...schedules(ruth).values, "invoice-after": "soon", "proposal-before": "400" });
  expect(error!.issues.map(({ path, message }) => [path[0], message])).toEqual([
    ["proposal-before", "Enter days as numbers from 0 to 90, at most 8 of them, for example 7, 3, 1"],
    ["invoice-after", "Enter days as numbers from 1 to 90, at most 8 of them, for example 1, 7"],
  ]);
});

test("the days that are set are the days of the letters", async () => {
  standAt(instantIn(zone, "2026-03-02", "10:00:00"));
  db.insert(documents).values({ id: "scope", projectId: packaging.id, clientId: harbor.id, name: "Scope.pdf", version: 1, size: 310, uploadedAt: now(), sharedAt: now(), createdAt: now() }).run();
  db.insert(files).values({ id: "file-1", clientId: harbor.id, name: "Scope.pdf", size: 310, sha256: "1".repeat(64), createdAt: now() }).run();
  db.insert(documentVersions).values({ documentId: "scope", clientId: harbor.id, version: 1, fileId: "file-1", uploadedBy: maya.id, createdAt: now() }).run();
  requestAcceptance(maya, { documentId: "scope", version: 1, title: "Scope of work", note: "", contacts: [dana.id, luis.id], policy: "any", expiresOn: "2026-03-20" });
  change(ruth, saved({ "acceptance-before": "10" }));
  const reminded: number[] = [];
  for (let day = 3; day <= 20; day++) {
    standAt(instantIn(zone, `2026-03-${String(day).padStart(2, "0")}`, "09:30:00"));
    if ((await remindDue()) > 0) reminded.push(day);
  }
  expect(reminded).toEqual([10]);
});
