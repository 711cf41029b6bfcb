import type { FormGiven } from "#app/lib/form.server.ts";
import { MOST_MINUTES } from "./time.ts";

const MINUTE = 60_000;

/** How a timer is rounded, said where it is stopped. */
export const roundingWords = "A minute that was begun counts whole.";

/** The minutes a timer comes to: a minute that was begun counts whole, and one that was only just started counts for one. */
export const minutesRun = (startedAt: Date, until: Date) => Math.max(1, Math.ceil((until.getTime() - startedAt.getTime()) / MINUTE));

/** A timer nobody meant to leave running: more than an entry holds, so its person is asked what they worked. */
export const ranTooLong = (minutes: number) => minutes > MOST_MINUTES;

/** Not worth an entry of its own when the next timer starts. */
export const barelyRan = (startedAt: Date, until: Date) => until.getTime() - startedAt.getTime() < MINUTE;

/** "under a minute", "12 minutes", "1 hour 5 minutes", "2 days 3 hours": how long it has run. */
export function elapsedWords(milliseconds: number) {
  const minutes = Math.floor(milliseconds / MINUTE);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  const said = (number: number, one: string) => (number ? `${number} ${one}${number === 1 ? "" : "s"}` : "");
  if (minutes < 1) return "under a minute";
  return [said(days, "day"), said(hours, "hour"), days ? "" : said(minutes % 60, "minute")].filter(Boolean).join(" ");
}

/** "1:05 h": hours and minutes, where there is little room. */
export function elapsedBrief(milliseconds: number) {
  const minutes = Math.floor(milliseconds / MINUTE);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")} h`;
}

/** "0:05:09": as a clock counts, for who watches it run. */
export function ticking(milliseconds: number) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (number: number) => String(number).padStart(2, "0");
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** A timer as it is shown beside every page. */
export interface TimerShown {
  /** What it is for: the task, or the project. */
  on: string;
  /** The project, where `on` names the task. */
  project: string | null;
  running: boolean;
  /** Milliseconds when the page was made. */
  elapsed: number;
  /** The form that stops it. */
  stop: FormGiven | null;
}
