import { and, eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db } from "#db/client.server.ts";
import { projectMembers } from "#db/schema/index.ts";
import { DAY, HOUR, MINUTE, SECOND, now, pass, standAt } from "#app/lib/clock.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { logTime as logTimeIn } from "#app/time/entries.server.ts";
import { elapsedBrief, elapsedWords, minutesRun, ticking } from "#app/time/timer.ts";
import { timeOn } from "#app/time/time.server.ts";
import { completeTimer as completeTimerIn, dropTimer as dropTimerIn, resumeTimer as resumeTimerIn, startTimer as startTimerIn, stopTimer as stopTimerIn, timerOf, timerShown, workedBy } from "#app/time/timers.server.ts";
import { booking, freshStory, inTransaction, maya, packaging, tom, trailOf } from "../support/story.ts";

const start = inTransaction(startTimerIn);
const stop = inTransaction(stopTimerIn);
const resume = inTransaction(resumeTimerIn);
const complete = inTransaction(completeTimerIn);
const drop = inTransaction(dropTimerIn);
const logTime = inTransaction(logTimeIn);
const entries = (projectId: string) => timeOn(maya, projectId).page({ limit: 9, offset: 0 });

beforeEach(() => {
  freshStory();
  db.insert(projectMembers).values({ projectId: booking.id, memberId: tom.id, manages: false }).run();
  standAt(new Date("2026-11-20T14:14:00Z"));
});

test("a timer runs, is stopped, and becomes an entry with the words its person gives it", () => {
  expect(start(tom, packaging.id, {})).toBeUndefined();
  pass(47 * MINUTE + 12 * SECOND);
  stop(tom);
  pass(10 * MINUTE);
  expect(workedBy(timerOf(tom)!)).toEqual({ workedOn: "2026-11-20", minutes: 48 });
  expect(entries(packaging.id)).toEqual([]);

  const id = complete(tom, { workedOn: "2026-11-20", minutes: 45, billable: true, note: "Corrected the panel" });
  expect(entries(packaging.id)).toMatchObject([{ id, minutes: 45, note: "Corrected the panel", memberId: tom.id }]);
  expect(timerOf(tom)).toBeUndefined();
  expect(trailOf({ id: packaging.id })).toEqual(["Tom Achebe started a timer on Winter range packaging", "Tom Achebe stopped the timer on Winter range packaging"]);
});

test("each has one timer: starting another logs the first in the same act, and says so; a colleague’s runs on", () => {
  start(tom, packaging.id, {});
  start(maya, packaging.id, {});
  pass(90 * MINUTE);
  expect(start(tom, booking.id, {})).toBe("1.50 h on Winter range packaging are logged, billable, without words yet.");
  expect(entries(packaging.id)).toMatchObject([{ minutes: 90, billable: true, memberId: tom.id }]);
  expect(timerOf(tom)).toMatchObject({ projectId: booking.id, startedAt: now() });
  expect(timerOf(maya)).toMatchObject({ projectId: packaging.id, stoppedAt: null });
});

test("R1: two tabs that start timers at once leave one timer, and no entry of no length", () => {
  start(tom, packaging.id, {});
  expect(start(tom, booking.id, {})).toBe("The timer on Winter range packaging had run for less than a minute and is dropped.");
  expect(() => start(tom, booking.id, {})).toThrow("Your timer is running on Appointment pages already.");
  expect([timerOf(tom)!.projectId, entries(packaging.id), entries(booking.id)]).toEqual([booking.id, [], []]);
});

test("R1: of two tabs that stop, complete or drop it at once, the second is told", () => {
  start(tom, packaging.id, {});
  pass(HOUR);
  stop(tom);
  expect(() => stop(tom)).toThrow("stopped already");
  const worked = { workedOn: "2026-11-20", minutes: 60, billable: true, note: "" };
  complete(tom, worked);
  expect(() => complete(tom, worked)).toThrow("logged or dropped already");
  expect(() => drop(tom)).toThrow(NotFound);
  expect(() => resume(tom)).toThrow(Refused);
  expect(entries(packaging.id)).toHaveLength(1);
});

test("a timer that runs across midnight counts on the day it was started", () => {
  standAt(new Date("2026-11-20T04:30:00Z")); // half past eleven at night on the 19th, in New York
  start(tom, packaging.id, {});
  pass(2 * HOUR);
  expect(workedBy(timerOf(tom)!)).toEqual({ workedOn: "2026-11-19", minutes: 120 });
});

test.for([
  ["the clock goes forward", "2026-03-08T06:30:00Z", "2026-03-08"],
  ["the clock goes back", "2026-11-01T05:30:00Z", "2026-11-01"],
])("while %s, a timer counts the time that really passed", ([, at, day]) => {
  standAt(new Date(at!));
  start(tom, packaging.id, {});
  pass(3 * HOUR);
  expect(workedBy(timerOf(tom)!)).toEqual({ workedOn: day, minutes: 180 });
});

test("a timer that ran for more than 24 hours is asked about, never logged by itself", () => {
  start(tom, packaging.id, {});
  pass(DAY);
  expect(workedBy(timerOf(tom)!).minutes).toBe(1440);
  pass(SECOND);
  expect(() => start(tom, booking.id, {})).toThrow("has run for more than 24 hours. Say first what you worked");
  expect([timerOf(tom)!.projectId, entries(packaging.id)]).toEqual([packaging.id, []]);
  stop(tom);
  complete(tom, { workedOn: "2026-11-20", minutes: 60, billable: true, note: "" });
  expect(entries(packaging.id)).toMatchObject([{ minutes: 60 }]);
});

test("where the day is full, the first timer stays as it is and says why", () => {
  logTime(tom, booking.id, { workedOn: "2026-11-20", minutes: 1430, billable: true, note: "" });
  start(tom, packaging.id, {});
  pass(HOUR);
  expect(() => start(tom, booking.id, {})).toThrow("Your timer on Winter range packaging cannot be logged by itself: 23.83 hours stand on 20 Nov 2026 already");
  expect(timerOf(tom)).toMatchObject({ projectId: packaging.id, stoppedAt: null });
});

test("a stopped timer runs on as if what lies between had not been", () => {
  start(tom, packaging.id, {});
  pass(20 * MINUTE);
  stop(tom);
  pass(HOUR);
  resume(tom);
  pass(10 * MINUTE);
  expect(workedBy(timerOf(tom)!).minutes).toBe(30);
  expect(timerShown(tom)).toMatchObject({ on: "Winter range packaging", running: true, elapsed: 30 * MINUTE });
});

test("a dropped timer leaves nothing but its record", () => {
  start(tom, packaging.id, {});
  pass(HOUR);
  drop(tom);
  expect([timerOf(tom), entries(packaging.id)]).toEqual([undefined, []]);
  expect(trailOf({ id: packaging.id })[1]).toBe("Tom Achebe dropped the timer on Winter range packaging");
});

test("Z6: who is taken off a project can only drop the timer they had there, and reads nothing of it", () => {
  start(tom, packaging.id, {});
  pass(HOUR);
  db.delete(projectMembers).where(and(eq(projectMembers.projectId, packaging.id), eq(projectMembers.memberId, tom.id))).run();
  expect(timerShown(tom)).toMatchObject({ on: "A project you are no longer on", project: null, running: true });
  expect(() => start(tom, booking.id, {})).toThrow("a project you are no longer on. Drop it first");
  stop(tom);
  expect(() => complete(tom, { workedOn: "2026-11-20", minutes: 60, billable: true, note: "" })).toThrow(NotFound);
  drop(tom);
  expect([timerOf(tom), entries(packaging.id)]).toEqual([undefined, []]);
});

test("nobody starts a timer where there is no project or no such task for them", () => {
  expect(() => start(tom, "nowhere", {})).toThrow(NotFound);
  expect(() => start(tom, packaging.id, { taskId: "nothing" })).toThrow(Refused);
});

test.for([
  [0, 1, "under a minute", "0:00 h", "0:00:00"],
  [1, 1, "under a minute", "0:00 h", "0:00:01"],
  [60, 1, "1 minute", "0:01 h", "0:01:00"],
  [61, 2, "1 minute", "0:01 h", "0:01:01"],
  [3600, 60, "1 hour", "1:00 h", "1:00:00"],
  [3909, 66, "1 hour 5 minutes", "1:05 h", "1:05:09"],
  [183_600, 3060, "2 days 3 hours", "51:00 h", "51:00:00"],
] as const)("%i seconds are %i minutes, %s, %s, %s", ([seconds, minutes, words, brief, clock]) => {
  const started = now();
  expect(minutesRun(started, new Date(started.getTime() + seconds * 1000))).toBe(minutes);
  expect([elapsedWords(seconds * 1000), elapsedBrief(seconds * 1000), ticking(seconds * 1000)]).toEqual([words, brief, clock]);
});
