import { DAY, MINUTE, now } from "#app/lib/clock.ts";
import { dayIn, instantIn, partsIn } from "#app/lib/dates.ts";
import { agency } from "./cast.ts";

// The story ends today, whenever today is: everything in it is counted back from the moment it is told.
const zone = agency.timeZone;
const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

const shifted = (day: string, by: number) => new Date(Date.parse(`${day}T12:00:00Z`) + by * DAY).toISOString().slice(0, 10);
const isWorkday = (day: string) => ![0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());

/** The day `count` working days before today (after it, where negative), in the agency's zone. */
export function workday(count: number): string {
  const step = count < 0 ? 1 : -1;
  let day = dayIn(zone, now());
  for (let left = Math.abs(count); left > 0; ) {
    day = shifted(day, step);
    if (isWorkday(day)) left--;
  }
  return day;
}

/** An instant so many working days before today, at a wall clock ("10:05") of the agency. */
export const ago = (days: number, time: string) => instantIn(zone, workday(days), `${time}:00`);
/** An instant of today: minutes before the story is told, so that it never lies ahead. */
export const minutesAgo = (minutes: number) => new Date(now().getTime() - minutes * MINUTE);
/** The day an instant belongs to, in the agency's zone. */
export const dayOf = (at: Date) => dayIn(zone, at);

/** "9 December" */
export const spoken = (day: string) => `${+day.slice(8)} ${months[+day.slice(5, 7) - 1]}`;
/** "Monday the 24th" */
export function weekday(day: string) {
  const date = +day.slice(8);
  const ending = date % 10 === 1 && date !== 11 ? "st" : date % 10 === 2 && date !== 12 ? "nd" : date % 10 === 3 && date !== 13 ? "rd" : "th";
  return `${weekdays[new Date(`${day}T12:00:00Z`).getUTCDay()]} the ${date}${ending}`;
}
/** The name of the month so many months before this one. */
export const month = (back: number) => months[(partsIn(zone, now()).month - 1 - back + 24) % 12]!;
