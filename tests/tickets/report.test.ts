import { beforeEach, expect, test } from "vitest";
import { DAY, HOUR, standAt } from "#app/lib/clock.ts";
import { monthsBetween, report, reportAsked } from "#app/tickets/report.server.ts";
import * as sorting from "#app/tickets/sorting.server.ts";
import * as submitting from "#app/tickets/submitting.server.ts";
import * as talking from "#app/tickets/talking.server.ts";
import { tickets } from "#app/tickets/tickets.server.ts";
import { dana, freshStory, harbor, inTransaction, ines, joan, maya, tom } from "../support/story.ts";

const submit = inTransaction(submitting.submitTicket);
const answer = inTransaction(talking.answer);
const bug = { kind: "support" as const, categoryId: "support-bugs", subject: "Booking form sends twice", body: "Twice.", projectId: undefined, wantedOn: undefined };
const job = { ...bug, kind: "job" as const, categoryId: "job-design" };
const at = (instant: string, act: () => void) => {
  standAt(new Date(instant));
  act();
};
const asked = (query: string) => reportAsked(new URL(`http://localhost/staff/support/report?${query}`));

beforeEach(() => {
  freshStory();
  // The last hour of January where the agency is, by the clocks of Greenwich already February.
  let [first, second] = ["", ""];
  at("2026-02-01T04:30:00Z", () => (first = submit(dana, bug)));
  at("2026-02-01T06:30:00Z", () => void answer(maya, first, { body: "Which?", next: "ask" }));
  at("2026-02-02T06:30:00Z", () => void inTransaction(talking.reply)(dana, first, { body: "That." }));
  at("2026-02-02T07:30:00Z", () => void answer(maya, first, { body: "Done.", next: "resolve" }));
  at("2026-02-10T15:00:00Z", () => (second = submit(joan, job)));
  at("2026-02-10T19:00:00Z", () => void inTransaction(sorting.changeDetails)(maya, second, { ...sorting.detailsOf(tickets(maya).find(second)), assigneeId: maya.id, projectId: undefined }));
  standAt(new Date("2026-03-05T15:00:00Z"));
});

test("by month of the agency’s own calendar, gross and net; months without anything stand there too", () => {
  const { lines, all } = report(maya, asked("from=2026-01&to=2026-03"));
  expect(lines.map(({ label, opened, resolved, firstResponse, gross, net }) => [label, opened, resolved, firstResponse, gross, net])).toEqual([
    ["March 2026", 0, 0, null, null, null],
    ["February 2026", 1, 0, null, null, null],
    ["January 2026", 1, 1, 2 * HOUR, DAY + 3 * HOUR, 3 * HOUR],
  ]);
  expect([all.opened, all.resolved, all.net]).toEqual([2, 1, 3 * HOUR]);
});

test("by category and by member; of one kind, of one client", () => {
  expect(report(maya, asked("by=category")).lines.map(({ label, opened }) => [label, opened])).toEqual([["Job: Design", 1], ["Support: Bugs", 1]]);
  expect(report(maya, asked("by=member")).lines.map(({ label, opened }) => [label, opened])).toEqual([["Maya Lindqvist", 1], ["Nobody", 1]]);
  expect(report(maya, asked("kind=job")).all.opened).toBe(1);
  expect(report(maya, asked(`client=${harbor.id}`)).all.opened).toBe(1);
});

test("Z1: a member counts what they see alone", () => {
  expect([report(tom, asked("")).all.opened, report(ines, asked("")).all.opened]).toEqual([1, 0]);
});

test("what a URL says that makes no sense is the last twelve months; five years are the most", () => {
  expect(asked("from=nonsense&to=2026-13&by=nothing&kind=x")).toMatchObject({ by: "month", from: "2025-04", to: "2026-03", kind: undefined });
  expect(monthsBetween(asked("from=2000-01&to=2026-03"))).toHaveLength(60);
  expect(monthsBetween(asked("from=2026-05&to=2026-03"))).toEqual(["2026-03"]);
});
