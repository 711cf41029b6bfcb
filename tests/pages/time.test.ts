import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { events, timeEntries, timers } from "#db/schema/index.ts";
import { booking, dana, ines, joan, maya, packaging, tom } from "../support/cast.ts";
import { builtPortal } from "../support/portal.ts";

const { arriveAs, front } = await builtPortal();
const staff = `/staff/projects/${packaging.id}`;
let [toms, mayas] = [arriveAs(tom), arriveAs(maya)];
beforeEach(() => {
  front.clock.standAt(new Date("2026-11-18T15:00:00Z"));
  [toms, mayas] = [arriveAs(tom), arriveAs(maya)];
});
const entries = () => front.db.select().from(timeEntries).all();

test("a timer is started, shown beside every page, stopped and completed, by forms alone", async () => {
  const page = await toms.get(`${staff}/time`);
  const started = await toms.submit(page.form(`${staff}/timer`));
  expect(started.text).toContain("The timer runs on Winter range packaging.");
  front.clock.pass(65 * front.clock.MINUTE);
  const home = await toms.get("/staff/home");
  expect(home.text).toMatch(/Timer running ?Winter range packaging ?1 hour 5 minutes ?Stop timer/);
  expect((await mayas.get("/staff/home")).text).not.toContain("Timer running");

  const stopped = await toms.submit(home.form("/staff/timer/stop"));
  expect([stopped.url, stopped.text]).toEqual(["/staff/timer", expect.stringContaining("A minute that was begun counts whole.")]);
  expect(stopped.form("/staff/timer").fields).toEqual(expect.arrayContaining([["hours", "1:05"], ["workedOn", "2026-11-18"], ["billable", "on"]]));
  front.clock.pass(30 * front.clock.MINUTE);
  expect((await toms.get("/staff/home")).text).toMatch(/Timer stopped ?Winter range packaging ?1 hour 5 minutes ?Log it/);

  const logged = await toms.submit(stopped.form("/staff/timer"), { hours: "1h", note: "Net weight corrected" });
  expect([logged.url, logged.text]).toEqual([`${staff}/time`, expect.stringContaining("1.00 hours are logged.")]);
  expect(logged.text).not.toContain("Timer stopped");
  expect(front.db.select().from(timers).all()).toEqual([]);
});

test("starting another timer logs the first in the same act, and says so", async () => {
  await mayas.submit((await mayas.get(`${staff}/time`)).form(`${staff}/timer`));
  front.clock.pass(45 * front.clock.MINUTE);
  const other = `/staff/projects/${booking.id}`;
  const after = await mayas.submit((await mayas.get(`${other}/time`)).form(`${other}/timer`));
  expect(after.text).toContain("0.75 h on Winter range packaging are logged, billable, without words yet. The timer runs on Appointment pages.");
  await mayas.submit((await mayas.get("/staff/timer/removal")).form());
});

test("a timer left running is asked about, in amber, with no hours filled in", async () => {
  await toms.submit((await toms.get(`${staff}/time`)).form(`${staff}/timer`));
  front.clock.pass(25 * front.clock.HOUR);
  const again = arriveAs(tom);
  const stopped = await again.submit((await again.get("/staff/timer")).form("/staff/timer/stop"));
  expect(stopped.text).toContain("This timer ran for 1 day 1 hour, and an entry holds at most 24 hours.");
  expect(stopped.form("/staff/timer").fields).toContainEqual(["hours", ""]);
  await again.submit((await again.get("/staff/timer/removal")).form());
  expect((await again.get("/staff/timer")).text).toContain("No timer of yours is running");
});

test("several entries are marked at once; without any chosen, it says what to do and nothing is recorded", async () => {
  const page = await mayas.get(`${staff}/time`);
  const boxes = page.root.querySelectorAll("input[name=entries]").map((box) => box.getAttribute("value")!);
  const form = page.form(`${staff}/time/billable`);
  const before = front.db.select({ seq: events.seq }).from(events).all().length;
  const empty = await mayas.post(form.action, [...form.fields, ["as", "free"]]);
  expect([empty.status, empty.text]).toEqual([422, expect.stringContaining("Choose at least one entry, by the boxes in the list")]);
  expect(front.db.select({ seq: events.seq }).from(events).all()).toHaveLength(before);

  const marked = await mayas.post(form.action, [...form.fields, ...boxes.map((id): [string, string] => ["entries", id]), ["as", "free"]]);
  expect(marked.text).toContain(`${boxes.length} entries are now not billable.`);
  expect((await arriveAs(dana).get(`/portal/projects/${packaging.id}`)).text).toMatch(/Billable hours ?0\.00 h/);
});

test("a week is read and added to; the weeks beside it are an address away", async () => {
  const week = await toms.get("/staff/time?week=2026-11-12");
  expect(week.text).toContain("My week, 9 Nov to 15 Nov 2026");
  expect(week.links()).toEqual(expect.arrayContaining(["/staff/time?week=2026-11-02"]));
  const after = await toms.submit(week.form("/staff/time"), { projectId: packaging.id, workedOn: "2026-11-10", hours: "2,5", note: "Dielines" });
  expect([after.url, after.text]).toEqual(["/staff/time?week=2026-11-09", expect.stringContaining("2.50 hours are logged.")]);
  expect(after.text).toMatch(/All projects ?– ?2\.50/);

  const wrong = await toms.submit(after.form("/staff/time"), { projectId: booking.id, workedOn: "2026-11-10", hours: "1" });
  expect(wrong.status).toBe(404);
  const none = await toms.submit(after.form("/staff/time"), { projectId: "", hours: "1", note: "Kept words" });
  expect([none.status, none.text]).toEqual([422, expect.stringContaining("Choose a project")]);
  expect(none.html).toContain("Kept words");
});

test("managers read anybody’s week by its address; for members it is not there", async () => {
  expect((await mayas.get(`/staff/time?member=${tom.id}&week=2026-11-09`)).text).toContain("The week of Tom Achebe, 9 Nov to 15 Nov 2026");
  expect((await toms.get(`/staff/time?member=${maya.id}`)).status).toBe(404);
  expect((await toms.get("/staff/time?week=nonsense&member=")).status).toBe(200);
});

test("X4: the report and the entries are files too, their formulas defused, and narrowed as the page is", async () => {
  const path = `${staff}/time`;
  await mayas.submit((await mayas.get(path)).form(path), { workedOn: "2026-10-01", hours: "1", note: "=cmd()" });
  const page = await mayas.get(`${path}/report?to=2026-10-31`);
  expect(page.text).toMatch(/October 2026 ?1\.00 h/);
  expect(page.text).not.toContain("November 2026");
  expect(page.links()).toContain(`${path}/report.csv?to=2026-10-31`);
  expect(await (await mayas.send(`${path}/report.csv?to=2026-10-31`)).text()).toBe("Month,Member,Hours,Billable hours,Billable per cent\r\n2026-10,Maya Lindqvist,1,1,100\r\n");
  const answer = await mayas.send(`${path}/entries.csv?to=2026-10-31`);
  expect([answer.headers.get("Content-Type"), await answer.text()]).toEqual(["text/csv; charset=utf-8", expect.stringContaining("'=cmd()")]);
  for (const file of ["report", "report.csv", "entries.csv"]) expect((await arriveAs(ines).send(`${path}/${file}`)).status, file).toBe(404);
});

test("Z5: what an hour is charged at is in no page of a contact’s, nor of a member’s", async () => {
  const form = (await mayas.get(`/staff/time/rates/${tom.id}`)).form();
  expect((await mayas.submit(form, { rate: "4242.42" })).text).toContain("$4,242.42");
  await toms.submit((await toms.get(`${staff}/time`)).form(`${staff}/time`), { hours: "0:30", workedOn: "2026-11-17" });
  const [entry] = entries().filter(({ rateMinor }) => rateMinor === 424242);
  expect(entry).toMatchObject({ memberId: tom.id, minutes: 30 });
  expect((await mayas.get(`${staff}/time/${entry!.id}`)).text).toContain("Logged at $4,242.42 an hour.");
  for (const path of [`${staff}/time`, `${staff}/time/${entry!.id}`, `${staff}/time/report`, `${staff}/time/entries.csv`, "/staff/time", `${staff}`]) expect(await (await toms.send(path)).text(), path).not.toMatch(/4,?242[.,]?42/);
  expect([(await toms.send("/staff/time/rates")).status, (await toms.send(`/staff/time/rates/${tom.id}`)).status]).toEqual([404, 404]);
  for (const path of ["/portal/home", `/portal/projects/${packaging.id}`, `/portal/projects/${packaging.id}.data`, `/portal/projects/${packaging.id}/tasks.data`]) expect(await (await arriveAs(dana).send(path)).text(), path).not.toMatch(/4,?242[.,]?42/);
  expect((await arriveAs(joan).send(`/portal/projects/${packaging.id}`)).status).toBe(404);
});

test("an entry is changed by its own page; of two who do so at once, the second is told", async () => {
  const [mine] = front.db.select().from(timeEntries).where(eq(timeEntries.memberId, tom.id)).all();
  const path = `${staff}/time/${mine!.id}`;
  const form = (await toms.get(path)).form(path);
  expect((await toms.submit(form, { hours: "2", note: "First" })).text).toContain("The time is saved.");
  const late = await toms.submit(form, { hours: "3", note: "Second" });
  expect([late.status, late.text]).toEqual([409, expect.stringContaining("Somebody changed this time while you were writing")]);
});
