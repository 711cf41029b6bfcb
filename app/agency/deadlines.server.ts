import type { Badge } from "#app/lib/badge.ts";
import { now } from "#app/lib/clock.ts";
import { clockTime, dayIn, distance, isRunningOut, longDay } from "#app/lib/dates.ts";
import type { Hurry } from "#app/lib/waits.ts";
import { agency } from "./agency.server.ts";

/** "5 Dec 2025", or with the hour where one was named: "21 Nov 2025, 5:00 pm". */
export function untilOf(deadline: Date, wholeDay: boolean) {
  const { timeZone } = agency();
  const day = longDay(dayIn(timeZone, deadline));
  return wholeDay ? day : `${day}, ${clockTime(timeZone, deadline)}`;
}

/** "Expires in 31 hours", in amber; null where there is time, or none is left. */
export const runningOut = (verb: string, deadline: Date): Hurry | null => (isRunningOut(deadline, now()) ? { words: `${verb} ${distance(deadline, now())}`, tone: "soon" } : null);

/** "Due 2 days ago"; null where it is not. */
export const overdue = (deadline: Date): Hurry | null => (deadline < now() ? { words: `Due ${distance(deadline, now())}`, tone: "late" } : null);

/** How much time a client has left, as a badge: null where there is no hurry. */
export const timeLeft = (deadline: Date | null): Badge | null => {
  if (!deadline) return null;
  const hurry = overdue(deadline) ?? runningOut("Ends", deadline);
  return hurry && { label: hurry.words, tone: hurry.tone, icon: hurry.tone === "late" ? "alert" : "clock", open: true };
};
