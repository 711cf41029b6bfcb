import { beforeEach, expect, test } from "vitest";
import { db, sqlite } from "#db/client.server.ts";
import { projectMembers } from "#db/schema/index.ts";
import { standAt } from "#app/lib/clock.ts";
import { nextDay } from "#app/lib/dates.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { hours } from "#app/lib/words.ts";
import { TaskForm } from "#app/projects/forms.server.ts";
import { addTask as addTaskIn } from "#app/projects/tasks.server.ts";
import { setRate as setRateIn, keptRate, ratesOf } from "#app/time/rates.server.ts";
import { TimeForm } from "#app/time/forms.server.ts";
import { changeTime as changeTimeIn, detailsOf, logTime as logTimeIn, markTime as markTimeIn, removeTime as removeTimeIn } from "#app/time/entries.server.ts";
import { timeOn, timeTotals } from "#app/time/time.server.ts";
import { clockFrom, minutesFrom } from "#app/time/time.ts";
import { booking, dana, freshStory, inTransaction, ines, joan, letters, maya, packaging, ruth, tom, trailOf } from "../support/story.ts";

const logTime = inTransaction(logTimeIn);
const removeTime = inTransaction(removeTimeIn);
const changeTime = inTransaction(changeTimeIn);
const markTime = inTransaction(markTimeIn);
const setRate = inTransaction(setRateIn);
const addTask = (member: typeof maya, projectId: string) => inTransaction(addTaskIn)(member, projectId, TaskForm.parse({ title: "Draw the finch" }));
const time = (typed: string, more: object = {}) => {
  const { hours: minutes, ...entry } = TimeForm.parse({ workedOn: "2026-11-12", note: "Label design", hours: typed, billable: true, ...more });
  return { ...entry, minutes };
};

beforeEach(() => {
  freshStory();
  db.insert(projectMembers).values({ projectId: booking.id, memberId: tom.id, manages: false }).run();
  standAt(new Date("2026-11-20T14:14:00Z"));
});

test.for([
  ["1.5", 90],
  ["1,5", 90],
  [".25", 15],
  ["1:30", 90],
  ["0:01", 1],
  ["24", 1440],
  ["24:00", 1440],
  [" 2 ", 120],
  ["1.333", 80],
  ["90m", 90],
  ["90 min", 90],
  ["1h 30m", 90],
  ["1h30", 90],
  ["1 H 30 Min", 90],
  ["2h", 120],
  ["1.5 h", 90],
  ["1,5 hours", 90],
  ["1440m", 1440],
] as const)("%s hours are %i minutes", ([typed, minutes]) => {
  expect(minutesFrom(typed)).toBe(minutes);
  expect(TimeForm.parse({ workedOn: "2026-11-12", hours: typed }).hours).toBe(minutes);
});

test.for(["", "0", "0:00", "24.02", "24:01", "25", "-1", "1:60", "1e3", "1:5", "one", "1.5.2", "Infinity", "999", "1.00000001", "1h 60m", "0m", "1441m", "h", "m", "1m 30h", "1.5m", "1h 30s", "1：30"])("“%s” is no time one can log", (typed) => {
  expect(TimeForm.safeParse({ workedOn: "2026-11-12", hours: typed }).success).toBe(false);
});

test("time is logged, on record, and told to nobody", () => {
  const id = logTime(tom, packaging.id, time("3.5"));
  expect(timeOn(maya, packaging.id).page({ limit: 10, offset: 0 })).toMatchObject([{ minutes: 210, billable: true, note: "Label design", memberName: "Tom Achebe", workedOn: "2026-11-12" }]);
  expect(trailOf({ id })).toEqual(["Tom Achebe logged time on Winter range packaging"]);
  expect(letters()).toEqual([]);
});

test("the client learns the sums, and nothing else", () => {
  logTime(tom, packaging.id, time("10:30"));
  logTime(maya, packaging.id, time("0.5", { billable: false, note: "cellardoor" }));
  expect(timeTotals(dana, packaging.id)).toEqual({ total: 660, billable: 630 });
  expect(timeTotals(dana, packaging.id)).toEqual(timeTotals(maya, packaging.id));
  expect(() => timeTotals(joan, packaging.id)).toThrow(NotFound);
  expect(timeTotals(joan, booking.id)).toEqual({ total: 0, billable: 0 });
});

test("months are summed whole, newest first", () => {
  logTime(tom, packaging.id, time("1"));
  logTime(tom, packaging.id, time("2", { workedOn: "2026-10-31" }));
  logTime(tom, packaging.id, time("3", { workedOn: "2026-11-01" }));
  expect(timeOn(maya, packaging.id).months()).toEqual([
    { month: "2026-11", minutes: 240 },
    { month: "2026-10", minutes: 120 },
  ]);
});

test("a day that is yet to come in the agency’s zone is refused", () => {
  standAt(new Date("2026-11-21T04:30:00Z")); // still the 20th in New York
  expect(() => logTime(tom, packaging.id, time("1", { workedOn: "2026-11-21" }))).toThrow(Refused);
  logTime(tom, packaging.id, time("1", { workedOn: "2026-11-20" }));
  expect(TimeForm.safeParse({ workedOn: "2026-02-30", hours: "1" }).success).toBe(false);
});

test("one removes one’s own time; managers and owners any", () => {
  const [toms, mayas, ruths] = [logTime(tom, packaging.id, time("1")), logTime(maya, packaging.id, time("2")), logTime(ruth, packaging.id, time("3"))];
  expect(() => removeTime(tom, packaging.id, mayas)).toThrow(Refused);
  removeTime(tom, packaging.id, toms);
  removeTime(maya, packaging.id, ruths);
  removeTime(ruth, packaging.id, mayas);
  expect(timeTotals(maya, packaging.id).total).toBe(0);
  expect(trailOf({ id: toms })[1]).toBe("Tom Achebe removed time from Winter range packaging");
  expect(() => removeTime(tom, packaging.id, toms)).toThrow(NotFound);
});

test("another project’s entry is not found at this one’s address", () => {
  const id = logTime(tom, packaging.id, time("1"));
  expect(() => removeTime(tom, booking.id, id)).toThrow(NotFound);
  expect(timeTotals(maya, packaging.id).total).toBe(60);
});

test("every minute from 1 to 1,440 can be typed, and comes back as it was typed", () => {
  for (let minutes = 1; minutes <= 1440; minutes++) {
    expect(minutesFrom(clockFrom(minutes))).toBe(minutes);
    expect(minutesFrom(`${minutes}m`)).toBe(minutes);
    expect(minutesFrom(hours(minutes))! - minutes, hours(minutes)).toBeCloseTo(0, 0);
  }
});

test("a day has 24 hours, whatever projects they are spent on; another person’s and another day’s do not count", () => {
  logTime(tom, packaging.id, time("20"));
  logTime(tom, booking.id, time("3:59"));
  logTime(maya, packaging.id, time("24"));
  expect(() => logTime(tom, booking.id, time("0:02"))).toThrow("23.98 hours stand on 12 Nov 2026 already, and a day has 24. Enter at most 0.02, or choose another day");
  logTime(tom, booking.id, time("0:01"));
  expect(() => logTime(tom, booking.id, time("0:01"))).toThrow("Change those, or choose another day");
  logTime(tom, booking.id, time("24", { workedOn: "2026-11-11" }));
});

test.for([
  ["2026-03-08", "2026-03-09T03:59:00Z", 23],
  ["2026-11-01", "2026-11-02T04:59:00Z", 25],
] as const)("a day of another length, %s, holds until its own midnight and takes 24 hours like any other", ([day, lastMinute]) => {
  standAt(new Date(lastMinute));
  logTime(tom, packaging.id, time("24", { workedOn: day }));
  expect(() => logTime(tom, packaging.id, time("0:01", { workedOn: nextDay(day) }))).toThrow("Choose today or a day before");
  standAt(new Date(new Date(lastMinute).getTime() + 60_000));
  logTime(tom, packaging.id, time("0:01", { workedOn: nextDay(day) }));
});

test("who logged it, managers and owners change an entry; it is on record, and its day may be full of itself", () => {
  const id = logTime(tom, packaging.id, time("20"));
  expect(() => changeTime(ines, packaging.id, id, time("1"))).toThrow(NotFound);
  expect(() => changeTime(tom, packaging.id, logTime(maya, packaging.id, time("1")), time("2"))).toThrow(Refused);
  changeTime(tom, packaging.id, id, time("24", { note: "All day" }));
  changeTime(maya, packaging.id, id, time("2", { billable: false }));
  expect(timeOn(maya, packaging.id).find(id)).toMatchObject({ minutes: 120, billable: false, memberId: tom.id });
  expect(trailOf({ id })).toEqual(["Tom Achebe logged time on Winter range packaging", "Tom Achebe changed time on Winter range packaging", "Maya Lindqvist changed time on Winter range packaging"]);
});

test("of two who change an entry at once, the second is told", () => {
  const id = logTime(tom, packaging.id, time("2"));
  const seen = stampOf(detailsOf(timeOn(tom, packaging.id).find(id)));
  changeTime(maya, packaging.id, id, { ...time("3"), seen });
  expect(() => changeTime(tom, packaging.id, id, { ...time("4"), seen })).toThrow("Somebody changed this time while you were writing");
});

test("several entries are marked at once: those that change are on record, one that is not one’s own refuses all", () => {
  const ids = [logTime(tom, packaging.id, time("1")), logTime(tom, packaging.id, time("1", { billable: false })), logTime(maya, packaging.id, time("1"))];
  expect(() => markTime(tom, packaging.id, { entries: ids, as: "free", query: "" })).toThrow(Refused);
  expect(markTime(maya, packaging.id, { entries: ids, as: "free", query: "" })).toBe(2);
  expect(timeTotals(dana, packaging.id)).toEqual({ total: 180, billable: 0 });
  expect(trailOf({ id: ids[0]! })[1]).toBe("Maya Lindqvist marked time on Winter range packaging as not billable");
  expect(trailOf({ id: ids[1]! })).toHaveLength(1);
  expect(() => markTime(maya, booking.id, { entries: ids, as: "billable", query: "" })).toThrow(NotFound);
});

test("time may be for a task of its project, and for no other’s, which the table itself refuses too", () => {
  const [mine, other] = [addTask(maya, packaging.id), addTask(maya, booking.id)];
  const id = logTime(tom, packaging.id, { ...time("1"), taskId: mine });
  expect(timeOn(maya, packaging.id).page({ limit: 1, offset: 0 })).toMatchObject([{ taskId: mine, task: "Draw the finch" }]);
  expect(() => logTime(tom, packaging.id, { ...time("1"), taskId: other })).toThrow("Choose a task of this project");
  expect(() => changeTime(tom, packaging.id, id, { ...time("1"), taskId: other })).toThrow(Refused);
  expect(() => sqlite.prepare("UPDATE time_entries SET task_id = ? WHERE id = ?").run(other, id)).toThrow("FOREIGN KEY");
  expect(() => sqlite.prepare("DELETE FROM tasks WHERE id = ?").run(mine)).toThrow("FOREIGN KEY");
});

test("an entry keeps the rate it was logged at", () => {
  setRate(maya, tom.id, { rate: "95" });
  const id = logTime(tom, packaging.id, time("1"));
  setRate(ruth, tom.id, { rate: "115.00" });
  changeTime(tom, packaging.id, id, time("2"));
  expect(timeOn(maya, packaging.id).find(id).rateMinor).toBe(9500);
  expect(keptRate(maya, timeOn(maya, packaging.id).find(id))).toBe("Logged at $95.00 an hour.");
  expect(timeOn(maya, packaging.id).find(logTime(tom, packaging.id, time("1"))).rateMinor).toBe(11500);
});

test("Z5: rates are managers’ and owners’ to know and to say", () => {
  setRate(maya, tom.id, { rate: "4242.42" });
  const id = logTime(tom, packaging.id, time("1"));
  expect(() => ratesOf(tom)).toThrow(NotFound);
  expect(() => setRate(tom, tom.id, { rate: "500" })).toThrow(NotFound);
  expect(keptRate(tom, timeOn(tom, packaging.id).find(id))).toBe("");
  expect(JSON.stringify([timeTotals(dana, packaging.id), timeOn(tom, packaging.id).page({ limit: 9, offset: 0 })])).not.toMatch(/4.?242/);
  expect(() => setRate(maya, tom.id, { rate: "12.345" })).toThrow("Enter an amount, for example 95.00");
  setRate(maya, tom.id, { rate: "" });
  expect(ratesOf(ruth).find(({ id }) => id === tom.id)!.words).toBeNull();
  expect(trailOf({ id: tom.id })).toEqual(["Maya Lindqvist changed the rate of Tom Achebe", "Maya Lindqvist changed the rate of Tom Achebe"]);
});
