import type { Catalogue } from "#app/events/catalogue.ts";

/** The least and the most one entry may hold, in minutes: more than a day of work has no place on one day. */
export const LEAST_MINUTES = 1;
export const MOST_MINUTES = 24 * 60;

export const happenings = {
  "time.logged": { says: "logged time on {subject}", tells: "no one" },
  "time.changed": { says: "changed time on {subject}", tells: "no one" },
  "time.marked": { says: "marked time on {subject} as {marked}", tells: "no one" },
  "time.removed": { says: "removed time from {subject}", tells: "no one" },
  "timer.started": { says: "started a timer on {subject}", tells: "no one" },
  "timer.stopped": { says: "stopped the timer on {subject}", tells: "no one" },
  "timer.resumed": { says: "let the timer on {subject} run on", tells: "no one" },
  "timer.dropped": { says: "dropped the timer on {subject}", tells: "no one" },
  "rate.changed": { says: "changed the rate of {subject}", tells: "no one" },
} satisfies Catalogue;

/**
 * Minutes from time as people write it: hours as "1.5", "1,5", ".25" or "1:30", or with their units, "90m", "1h 30m",
 * "1.5 h", "1h30"; rounded to the minute. Undefined for anything else; the bounds are not checked here.
 */
export function minutesFrom(hours: string): number | undefined {
  const text = hours.trim().toLowerCase();
  const clock = /^(\d{1,3}):([0-5]\d)$/.exec(text);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  const both = /^(\d{1,3})\s*h(?:ours?|rs?)?\s*([0-5]?\d)\s*(?:m(?:in(?:utes?|s)?)?)?$/.exec(text);
  if (both) return Number(both[1]) * 60 + Number(both[2]);
  const minutes = /^(\d{1,4})\s*m(?:in(?:utes?|s)?)?$/.exec(text);
  if (minutes) return Number(minutes[1]);
  const decimal = /^(\d{1,3}(?:[.,]\d{1,4})?|[.,]\d{1,4})\s*(?:h(?:ours?|rs?)?)?$/.exec(text);
  return decimal ? Math.round(Number(decimal[1]!.replace(",", ".")) * 60) : undefined;
}

/** "1:05" from minutes: how a field shows time that can be typed back. */
export const clockFrom = (minutes: number) => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;

/** What the share of billable time is, in whole per cent; null where there is no time. */
export const shareOf = ({ total, billable }: { total: number; billable: number }) => (total ? Math.round((billable / total) * 100) : null);
