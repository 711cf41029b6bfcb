import { beforeEach, expect, test } from "vitest";
import { BREATH, keepUp, standing, verifyNow } from "#app/events/checks.server.ts";
import { lease } from "#app/events/lease.server.ts";
import { record as recordIn } from "#app/events/record.server.ts";
import { DAY, MINUTE, now, pass, standAt } from "#app/lib/clock.ts";
import { projectSubject } from "#app/projects/projects.server.ts";
import { sqlite, transact } from "#db/client.server.ts";
import { freshStory, maya, packaging } from "../support/story.ts";

const happen = (times: number) => transact((tx) => void Array.from({ length: times }, () => recordIn(tx, maya, "project.changed", projectSubject(packaging))));
const tamper = (statement: string) => sqlite.exec(`DROP TRIGGER IF EXISTS events_are_forever_update; DROP TRIGGER IF EXISTS events_are_forever_delete; PRAGMA foreign_keys = OFF; ${statement}`);
const keptUp = () => keepUp({ pause: 0 });

beforeEach(() => {
  freshStory();
  standAt(new Date("2026-11-20T09:00:00Z"));
});

test("nothing has been verified before anything happened", async () => {
  expect(standing()).toEqual({ upTo: 0, at: null, whole: null, underWay: null, broken: null });
  expect(await keptUp()).toMatchObject({ upTo: 0, whole: { events: 0 } });
});

test("L3: it keeps up with what is added, and goes through everything once a day", async () => {
  happen(3 * BREATH);
  const first = now();
  expect(await keptUp()).toEqual({ upTo: 600, at: first, whole: { at: first, events: 600 }, underWay: null, broken: null });
  pass(DAY - MINUTE);
  happen(5);
  expect(await keptUp()).toEqual({ upTo: 605, at: now(), whole: { at: first, events: 600 }, underWay: null, broken: null });
  pass(MINUTE);
  expect(await keptUp()).toMatchObject({ upTo: 605, whole: { at: now(), events: 605 } });
});

test("where nothing is new it writes nothing", async () => {
  happen(3);
  await keptUp();
  const before = sqlite.prepare("SELECT total_changes() n").get();
  await keptUp();
  expect(sqlite.prepare("SELECT total_changes() n").get()).toEqual(before);
});

test("L3: a change of what was verified before is found by the daily pass, and said until a later pass comes past it", async () => {
  happen(500);
  await keptUp();
  tamper("UPDATE events SET at = at + 1 WHERE seq = 7");
  happen(1);
  expect((await keptUp()).broken).toBeNull();
  pass(DAY);
  const broken = { seq: 7, why: "It is not what was recorded." };
  expect(await keptUp()).toMatchObject({ upTo: 501, broken });
  sqlite.exec("UPDATE events SET at = at - 1 WHERE seq = 7");
  expect((await keptUp()).broken).toEqual(broken);
  expect((await verifyNow(BREATH)).broken).toEqual(broken);
  expect(await verifyNow(BREATH * 10)).toMatchObject({ broken: null, underWay: null, whole: { events: 501 } });
});

test("L3: what is added is verified at once, and where it does not follow that is said", async () => {
  happen(3);
  await keptUp();
  happen(3);
  tamper("UPDATE events SET actor_id = 'm-tom' WHERE seq = 5");
  expect(await keptUp()).toMatchObject({ upTo: 4, broken: { seq: 5 } });
});

test("L3: a chain cut off at its end is seen by the place it was followed to", async () => {
  happen(9);
  await keptUp();
  tamper("DELETE FROM event_particulars WHERE seq > 4; DELETE FROM events WHERE seq > 4");
  expect((await keptUp()).broken).toEqual({ seq: 9, why: "It is gone: the chain was cut off before it." });
  happen(9);
  expect((await keptUp()).broken).toEqual({ seq: 9, why: "It is not the event that was noted under this number earlier." });
});

test("whoever presses has a bounded amount done, and the rest follows", async () => {
  happen(5 * BREATH);
  expect(await verifyNow(2 * BREATH)).toMatchObject({ upTo: 2 * BREATH, underWay: 2 * BREATH, whole: null });
  expect(await verifyNow(2 * BREATH)).toMatchObject({ upTo: 4 * BREATH, underWay: 4 * BREATH });
  expect(await keptUp()).toMatchObject({ upTo: 5 * BREATH, underWay: null, whole: { events: 5 * BREATH } });
});

test("while another process verifies, this one leaves it alone; when stopped it goes on from there", async () => {
  happen(2 * BREATH);
  const other = lease("chain", MINUTE, "another process");
  other.take();
  expect(await keptUp()).toMatchObject({ upTo: 0 });
  other.giveBack();
  let breaths = 0;
  expect(await keepUp({ pause: 0, goOn: () => breaths++ < 1 })).toMatchObject({ upTo: BREATH });
  expect(await keptUp()).toMatchObject({ upTo: 2 * BREATH });
});
