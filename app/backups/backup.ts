import { DAY, HOUR } from "#app/lib/clock.ts";
import { dayIn, daysBetween } from "#app/lib/dates.ts";

export type Every = "never" | "daily" | "weekly";
export interface Schedule {
  every: Every;
  /** Of the agency's day. */
  hour: number;
}
export interface Attempt {
  beganAt: Date;
  good: boolean | null;
}

/** The day whose backup an instant belongs to: it begins at the hour backups are made. */
const slotOf = (timeZone: string, hour: number, at: Date) => dayIn(timeZone, new Date(at.getTime() - hour * HOUR));

/** Whether a backup is due: each day or week once, at its hour; an hour after one that failed, or was cut off, again. */
export function isDue({ every, hour }: Schedule, last: Attempt | undefined, now: Date, timeZone: string): boolean {
  if (every === "never") return false;
  if (!last) return true;
  if (!last.good) return now.getTime() - last.beganAt.getTime() >= HOUR;
  return daysBetween(slotOf(timeZone, hour, last.beganAt), slotOf(timeZone, hour, now)) >= (every === "daily" ? 1 : 7);
}

/** Milliseconds without a good backup after which somebody should know: twice the time between two. */
export const tooLong = { never: Infinity, daily: 2 * DAY, weekly: 14 * DAY } satisfies Record<Every, number>;

export const everyWords = { never: "Never by itself", daily: "Every day", weekly: "Every week" } satisfies Record<Every, string>;
