import type { Catalogue } from "#app/events/catalogue.ts";
import { daysAfter, daysBetween } from "#app/lib/dates.ts";
import type { Schedule } from "./schedule.ts";

export const happenings = {
  "reminder.sent": { says: "sent {names} a reminder of {subject}", tells: "no one" },
} satisfies Catalogue;

/** Days after its day a reminder is still worth sending: after a longer silence of ours an old one says nothing. */
const WORTH = 3;

/**
 * Whether somebody is to be reminded today. Days are the agency's: when it was asked, when it is due (null for no day),
 * and when they were last reminded of it with this due day. A reminder of a day gone by is made up for, once; never on
 * the day it was asked.
 */
export function isReminderDue({ before, after, undated }: Schedule, { askedOn, dueOn, remindedOn, today }: { askedOn: string; dueOn: string | null; remindedOn: string | null; today: string }): boolean {
  const days = dueOn ? [...before.map((days) => daysAfter(dueOn, -days)), ...after.map((days) => daysAfter(dueOn, days))] : undated.map((days) => daysAfter(askedOn, days));
  const last = days.filter((day) => day <= today && day > askedOn).sort().at(-1);
  return last !== undefined && daysBetween(last, today) <= WORTH && (remindedOn === null || remindedOn < last);
}
