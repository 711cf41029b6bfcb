import { and, eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db } from "#db/client.server.ts";
import { projectMembers } from "#db/schema/index.ts";
import { standAt } from "#app/lib/clock.ts";
import { NotFound } from "#app/lib/refused.ts";
import { logTime as logTimeIn } from "#app/time/entries.server.ts";
import { byMemberAndMonth, entriesOf, weekOf } from "#app/time/reports.server.ts";
import { gridOf, mondayOf, monthsOf, weekFrom } from "#app/time/sheet.ts";
import { shareOf } from "#app/time/time.ts";
import type { Member } from "#app/people/viewer.ts";
import { booking, freshStory, inTransaction, ines, maya, packaging, ruth, tom } from "../support/story.ts";

const logIn = inTransaction(logTimeIn);
const log = (who: Member, project: { id: string }, workedOn: string, minutes: number, billable = true) => logIn(who, project.id, { workedOn, minutes, billable, note: "" });

beforeEach(() => {
  freshStory();
  standAt(new Date("2026-11-20T14:14:00Z"));
});

test("a project’s time by month and member: every row, every column and the whole add up", () => {
  log(tom, packaging, "2026-10-31", 60);
  log(tom, packaging, "2026-11-01", 90);
  log(maya, packaging, "2026-11-02", 30, false);
  log(maya, booking, "2026-11-02", 600);
  const { people, months, whole } = monthsOf(byMemberAndMonth(ruth, packaging.id, {}));
  expect(people.map(({ name }) => name)).toEqual(["Maya Lindqvist", "Tom Achebe"]);
  expect(months.map(({ month, each, all }) => [month, ...each.map(({ total }) => total), all.total, all.billable])).toEqual([["2026-11", 30, 90, 120, 90], ["2026-10", 0, 60, 60, 60]]);
  expect([whole.each.map(({ total }) => total), whole.all, shareOf(whole.all)]).toEqual([[30, 150], { total: 180, billable: 150 }, 83]);
  expect(shareOf({ total: 0, billable: 0 })).toBeNull();
});

test("the report takes the days it is asked for, both included", () => {
  for (const day of ["2026-10-31", "2026-11-01", "2026-11-02"]) log(tom, packaging, day, 60);
  const minutes = (range: { from?: string; to?: string }) => monthsOf(byMemberAndMonth(maya, packaging.id, range)).whole.all.total;
  expect([minutes({}), minutes({ from: "2026-11-01" }), minutes({ to: "2026-11-01" }), minutes({ from: "2026-11-01", to: "2026-11-01" }), minutes({ from: "2026-12-01" })]).toEqual([180, 120, 120, 60, 0]);
  expect(entriesOf(maya, packaging.id, { to: "2026-11-01" }).map(({ workedOn }) => workedOn)).toEqual(["2026-10-31", "2026-11-01"]);
});

test("a week begins on Monday, over a month, a year and a change of the clock", () => {
  expect(["2026-11-16", "2026-11-22", "2026-11-23", "2026-11-01", "2027-01-01", "2026-03-08"].map(mondayOf)).toEqual(["2026-11-16", "2026-11-16", "2026-11-23", "2026-10-26", "2026-12-28", "2026-03-02"]);
  expect([weekFrom("2026-11-18", "2026-01-05"), weekFrom(null, "2026-01-08"), weekFrom("2026-02-30", "2026-01-08"), weekFrom("'; --", "2026-01-08")]).toEqual(["2026-11-16", "2026-01-05", "2026-01-05", "2026-01-05"]);
});

test("one’s own week: days × projects, and nothing of the weeks beside it", () => {
  log(maya, packaging, "2026-11-15", 7);
  log(maya, packaging, "2026-11-16", 60);
  log(maya, packaging, "2026-11-16", 15);
  log(maya, booking, "2026-11-18", 30);
  log(tom, packaging, "2026-11-18", 480);
  const grid = gridOf(weekOf(maya, null, "2026-11-16").entries, "2026-11-16");
  expect(grid.rows.map(({ name, minutes, total }) => [name, minutes, total])).toEqual([["Appointment pages", [0, 0, 30, 0, 0, 0, 0], 30], ["Winter range packaging", [75, 0, 0, 0, 0, 0, 0], 75]]);
  expect([grid.byDay, grid.total]).toEqual([[75, 0, 30, 0, 0, 0, 0], 105]);
});

test("Z6: managers read anybody’s week, members their own; a project one is taken off leaves it, but for its hours", () => {
  log(tom, packaging, "2026-11-16", 60);
  expect(weekOf(maya, tom.id, "2026-11-16")).toMatchObject({ owner: { name: "Tom Achebe" }, hidden: 0, entries: [{ minutes: 60 }] });
  expect(() => weekOf(tom, maya.id, "2026-11-16")).toThrow(NotFound);
  expect(() => weekOf(maya, "never-was", "2026-11-16")).toThrow(NotFound);
  expect(() => byMemberAndMonth(ines, packaging.id, {})).toThrow(NotFound);
  expect(() => entriesOf(ines, packaging.id, {})).toThrow(NotFound);

  db.delete(projectMembers).where(and(eq(projectMembers.projectId, packaging.id), eq(projectMembers.memberId, tom.id))).run();
  expect(weekOf(tom, null, "2026-11-16")).toMatchObject({ entries: [], hidden: 60 });
});
