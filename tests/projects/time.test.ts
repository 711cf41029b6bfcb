import { beforeEach, expect, test } from "vitest";
import { standAt } from "#app/lib/clock.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { TimeForm } from "#app/projects/forms.server.ts";
import { logTime as logTimeIn, removeTime as removeTimeIn, timeOn, timeTotals } from "#app/projects/time.server.ts";
import { minutesFrom } from "#app/projects/time.ts";
import { booking, dana, freshStory, inTransaction, joan, letters, maya, packaging, ruth, tom, trailOf } from "../support/story.ts";

const logTime = inTransaction(logTimeIn);
const removeTime = inTransaction(removeTimeIn);
const time = (typed: string, more: object = {}) => {
  const { hours: minutes, ...entry } = TimeForm.parse({ workedOn: "2026-11-12", note: "Label design", hours: typed, billable: true, ...more });
  return { ...entry, minutes };
};

beforeEach(() => {
  freshStory();
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
] as const)("%s hours are %i minutes", ([typed, minutes]) => {
  expect(minutesFrom(typed)).toBe(minutes);
  expect(TimeForm.parse({ workedOn: "2026-11-12", hours: typed }).hours).toBe(minutes);
});

test.for(["", "0", "0:00", "24.02", "24:01", "25", "-1", "1:60", "1e3", "1:5", "one", "1.5.2", "Infinity", "999", "1.00000001"])("“%s” is no time one can log", (typed) => {
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
