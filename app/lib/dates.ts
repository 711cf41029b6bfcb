/** How the agency writes dates: its zone (an IANA name) and locale. */
export interface Zone {
  timeZone: string;
  locale: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const formatFor = (timeZone: string) => {
  let format = formats.get(timeZone);
  if (!format)
    formats.set(
      timeZone,
      (format = new Intl.DateTimeFormat("en-GB", { timeZone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit", weekday: "long" })),
    );
  return format;
};

/** The wall clock of a zone at an instant. */
export function partsIn(timeZone: string, at: Date) {
  const parts: Record<string, string> = {};
  for (const { type, value } of formatFor(timeZone).formatToParts(at)) parts[type] = value;
  return { year: +parts.year!, month: +parts.month!, day: +parts.day!, hour: +parts.hour!, minute: +parts.minute!, second: +parts.second!, weekday: parts.weekday! };
}

const two = (number: number) => String(number).padStart(2, "0");

/** The calendar day of an instant in a zone, as YYYY-MM-DD. */
export const dayIn = (timeZone: string, at: Date) => {
  const { year, month, day } = partsIn(timeZone, at);
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
};

/** The instant a wall clock of a zone shows `day` and `time` (HH:MM:SS). On a day the clock skips it, the instant just after. */
export function instantIn(timeZone: string, day: string, time = "00:00:00"): Date {
  const wanted = Date.parse(`${day}T${time}Z`);
  let guess = wanted;
  for (let round = 0; round < 3; round++) {
    const shown = partsIn(timeZone, new Date(guess));
    const error = wanted - Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute, shown.second);
    if (error === 0) break;
    guess += error;
  }
  return new Date(guess);
}

/** The last millisecond of a day in a zone: deadlines hold until then, on days of 23 and 25 hours too. */
export const endOfDay = (timeZone: string, day: string) => new Date(instantIn(timeZone, nextDay(day)).getTime() - 1);
export const nextDay = (day: string) => new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
/** The day so many days after another; before it where they are negative. */
export const daysAfter = (day: string, days: number) => new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
/** Whole days from one day to another; negative when the other is earlier. */
export const daysBetween = (from: string, to: string) => Math.round((Date.parse(`${to}T12:00:00Z`) - Date.parse(`${from}T12:00:00Z`)) / 86_400_000);
export const isDay = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value) && new Date(`${value}T12:00:00Z`).toJSON()?.slice(0, 10) === value;

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

// Written by hand and not by the locale, so that server and browser say exactly the same.
/** "20 Nov 2025" */
export const longDay = (day: string) => `${+day.slice(8)} ${months[+day.slice(5, 7) - 1]} ${day.slice(0, 4)}`;
/** "20 Nov" */
export const shortDay = (day: string) => `${+day.slice(8)} ${months[+day.slice(5, 7) - 1]}`;

const wholeMonths = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
/** "November 2025" from "2025-11" */
export const monthWords = (month: string) => `${wholeMonths[+month.slice(5, 7) - 1]} ${month.slice(0, 4)}`;

/** "9:14 am" */
export function clockTime(timeZone: string, at: Date) {
  const { hour, minute } = partsIn(timeZone, at);
  return `${hour % 12 || 12}:${two(minute)} ${hour < 12 ? "am" : "pm"}`;
}

/** "today, 9:14 am", "yesterday, 4:20 pm", "12 Nov, 10:05 am" this year, "12 Nov 2024, 10:05 am" before. */
export function moment(timeZone: string, at: Date, present: Date) {
  const day = dayIn(timeZone, at);
  const today = dayIn(timeZone, present);
  const time = clockTime(timeZone, at);
  const ago = daysBetween(day, today);
  if (ago === 0) return `today, ${time}`;
  if (ago === 1) return `yesterday, ${time}`;
  return `${day.slice(0, 4) === today.slice(0, 4) ? shortDay(day) : longDay(day)}, ${time}`;
}

/** To the second, 24 hours, for the audit trail: "20 Nov 2025, 14:02:09". */
export function exactMoment(timeZone: string, at: Date) {
  const { hour, minute, second } = partsIn(timeZone, at);
  return `${longDay(dayIn(timeZone, at))}, ${two(hour)}:${two(minute)}:${two(second)}`;
}

/** "−05:00": how far a zone's clock stands from UTC at an instant. Tells the two hours apart that a long day has twice. */
export function offsetIn(timeZone: string, at: Date) {
  const { year, month, day, hour, minute, second } = partsIn(timeZone, at);
  const minutes = Math.round((Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at.getTime() / 1000) * 1000) / 60_000);
  return `${minutes < 0 ? "−" : "+"}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}

/** "Good morning", by the agency's clock. */
export function greeting(timeZone: string, at: Date) {
  const { hour } = partsIn(timeZone, at);
  return hour < 12 ? "Good morning" : hour < 18 ? "Good afternoon" : "Good evening";
}

/** "Thursday 20 November": today, as the head of a page. */
export function namedDay(timeZone: string, at: Date) {
  const { weekday, day, month } = partsIn(timeZone, at);
  return `${weekday} ${day} ${wholeMonths[month - 1]}`;
}

/** "under an hour", "3 hours", "6 days": how long something has waited. */
export function waited(since: Date, present: Date) {
  const hours = Math.floor((present.getTime() - since.getTime()) / 3_600_000);
  if (hours < 1) return "under an hour";
  if (hours < 24) return hours === 1 ? "1 hour" : `${hours} hours`;
  const days = Math.floor(hours / 24);
  return days === 1 ? "1 day" : `${days} days`;
}

/** "just now", "3 hours ago", "6 days ago" */
export function ago(at: Date, present: Date) {
  const words = waited(at, present);
  return words === "under an hour" ? "just now" : `${words} ago`;
}

/** The last hours of a deadline, in milliseconds: they stand in amber, and in words. */
export const RUNNING_OUT = 48 * 3_600_000;

/** "in 31 hours", "in 40 minutes", "in 6 days", "2 days ago": how far a deadline is. Under 48 hours it is told in hours. */
export function distance(to: Date, present: Date) {
  const gap = to.getTime() - present.getTime();
  const [size, ahead] = [Math.abs(gap), gap >= 0];
  const told = (number: number, unit: string) => (ahead ? `in ${number} ${unit}${number === 1 ? "" : "s"}` : `${number} ${unit}${number === 1 ? "" : "s"} ago`);
  if (size < 3_600_000) return told(Math.max(1, Math.floor(size / 60_000)), "minute");
  return size < RUNNING_OUT ? told(Math.floor(size / 3_600_000), "hour") : told(Math.floor(size / 86_400_000), "day");
}

/** Whether a clock shows an hour at which people may be written to unasked: from nine until six. */
export function isDaytime(timeZone: string, at: Date): boolean {
  const { hour } = partsIn(timeZone, at);
  return hour >= 9 && hour < 18;
}

/** Whether so little time is left that it stands in amber, and in words. */
export const isRunningOut = (deadline: Date, present: Date) => deadline >= present && deadline.getTime() - present.getTime() < RUNNING_OUT;
