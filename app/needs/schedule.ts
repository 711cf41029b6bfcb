import { list } from "#app/lib/words.ts";

/** Days on which one is reminded: before the last day (0 is that day itself), after it, and, where there is none, after it was asked. */
export interface Schedule {
  before: readonly number[];
  after: readonly number[];
  undated: readonly number[];
}
export type Days = keyof Schedule;

/** What contacts are reminded of, as an agency calls it, and which days each has: after its end nothing can be done about a proposal or an acceptance, and a question has no day. */
export const scheduled = {
  information_request: { called: "requests", days: ["before", "after", "undated"] },
  proposal: { called: "proposals", days: ["before"] },
  acceptance: { called: "acceptances", days: ["before"] },
  deliverable: { called: "approvals", days: ["before", "after", "undated"] },
  invoice: { called: "invoices", days: ["before", "after"] },
  comment: { called: "questions", days: ["undated"] },
  ticket: { called: "jobs and tickets", days: ["undated"] },
} as const satisfies Record<string, { called: string; days: readonly Days[] }>;
export type ScheduledKind = keyof typeof scheduled;
export const scheduledKinds = Object.keys(scheduled) as ScheduledKind[];

/** The furthest day a schedule may name, and how many a list may have: more would be a nuisance. */
export const FURTHEST = 90;
export const MOST_DAYS = 8;

/** Days as people type them, "7, 3 and 1": each once, in the order of a calendar. Undefined where it is no such list. */
export function daysFrom(typed: string, which: Days): number[] | undefined {
  const words = typed.split(/[\s,;]+|\band\b/).filter(Boolean);
  const days = [...new Set(words.map((word) => (/^\d{1,3}$/.test(word) ? Number(word) : NaN)))];
  if (days.length > MOST_DAYS || days.some((day) => !(day >= (which === "before" ? 0 : 1) && day <= FURTHEST))) return undefined;
  return days.sort((one, other) => (which === "before" ? other - one : one - other));
}

/** A list of days as a form holds it: "7, 3, 1". */
export const daysTyped = (days: readonly number[]) => days.join(", ");

const inDays = (days: readonly number[]) => `${list(days.map(String))} ${days.length === 1 && days[0] === 1 ? "day" : "days"}`;

/** "7, 3 and 1 days before, on the day, 1 day after; without a day, 7 days after asking"; "never". */
export function scheduleWords({ before, after, undated }: Schedule): string {
  const early = before.filter((days) => days > 0);
  const dated = [early.length ? `${inDays(early)} before` : "", before.includes(0) ? "on the day" : "", after.length ? `${inDays(after)} after` : ""].filter(Boolean).join(", ");
  return [dated, undated.length ? `${dated ? "without a day, " : ""}${inDays(undated)} after asking` : ""].filter(Boolean).join("; ") || "never";
}
