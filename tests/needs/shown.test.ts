import { afterEach, expect, test } from "vitest";
import { DAY, HOUR, now, resume, standAt } from "#app/lib/clock.ts";
import type { Need } from "#app/lib/waits.ts";
import { shown } from "#app/needs/shown.server.ts";

afterEach(resume);

test.each([
  ["what runs out says so in its own words, once", 30 * HOUR, { words: "Expires in 30 hours", tone: "soon" }, null],
  ["what has days left says how many", 6 * DAY, null, "In 6 days"],
  ["what is two months off says its date alone", 61 * DAY, null, null],
  ["what has no end says none", null, null, null],
] as const)("%s", (_, ahead, hurry, left) => {
  standAt(new Date("2026-03-02T15:00:00Z"));
  const need: Need = { kind: "acceptance", id: "a", projectId: null, label: "Acceptance", title: "Scope", to: "/portal/acceptances/a", why: "Open", verb: "Review", hurry, deadline: ahead === null ? null : new Date(now().getTime() + ahead), wholeDay: true, since: now(), others: [] };
  expect(shown(need)).toMatchObject({ left, hurry, file: ahead ? "/portal/calendar/acceptance-a.ics" : null });
});
