import { and, eq } from "drizzle-orm";
import { type Db, prepared } from "#db/client.server.ts";
import { agency, letterChoices as table, mutes } from "#db/schema/index.ts";
import { sql } from "drizzle-orm";
import { MINUTE } from "#app/lib/clock.ts";
import { dayIn, daysAfter, instantIn, nextDay, partsIn } from "#app/lib/dates.ts";
import type { Topic, When } from "./topics.ts";

/** What somebody chose about their letters; whoever chose nothing has this with everything at once. */
export interface Choices {
  topics: Partial<Record<Topic, When>>;
  timeZone: string;
  digestAt: string;
  quietFrom: string | null;
  quietTo: string | null;
  quietWeekends: boolean;
}

/** Milliseconds a letter waits for others to the same person: what happens within them goes into one. */
export const GATHERING = 5 * MINUTE;

const chosen = prepared((db) => db.select().from(table).where(eq(table.viewerId, sql.placeholder("viewerId"))).prepare());
const ours = prepared((db) => db.select({ timeZone: agency.timeZone }).from(agency).prepare());

export function choicesOf(viewerId: string): Choices {
  const timeZone = ours().get()?.timeZone ?? "UTC";
  const own = chosen().get({ viewerId });
  return own ? { ...own, timeZone: own.timeZone ?? timeZone } : { topics: {}, timeZone, digestAt: "08:00", quietFrom: null, quietTo: null, quietWeekends: false };
}

/** When a letter of a topic goes that is asked for now; null where they want none. Nothing goes in quiet hours. */
export function goesAt(choices: Choices, topic: Topic, at: Date): { nextAttemptAt: Date; digest: boolean } | null {
  const when = choices.topics[topic] ?? "now";
  if (when === "never") return null;
  // Reminders are one a day as it is.
  if (when === "daily" && topic !== "reminders") return { nextAttemptAt: awake(choices, nextDigest(choices, at)), digest: true };
  return { nextAttemptAt: awake(choices, new Date(at.getTime() + GATHERING)), digest: false };
}

function nextDigest({ timeZone, digestAt }: Choices, at: Date) {
  const today = instantIn(timeZone, dayIn(timeZone, at), `${digestAt}:00`);
  return today > at ? today : instantIn(timeZone, nextDay(dayIn(timeZone, at)), `${digestAt}:00`);
}

/** This instant, or the end of the quiet hours it falls into, by the person's own clock. */
export function awake(choices: Choices, at: Date): Date {
  const { timeZone, quietFrom, quietTo, quietWeekends } = choices;
  const { hour, minute, weekday } = partsIn(timeZone, at);
  const today = dayIn(timeZone, at);
  const time = `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
  if (quietWeekends && (weekday === "Saturday" || weekday === "Sunday")) return awake(choices, instantIn(timeZone, daysAfter(today, weekday === "Saturday" ? 2 : 1), `${quietTo ?? "08:00"}:00`));
  if (!quietFrom || !quietTo || quietFrom === quietTo) return at;
  const overnight = quietFrom > quietTo;
  const isQuiet = overnight ? time >= quietFrom || time < quietTo : time >= quietFrom && time < quietTo;
  if (!isQuiet) return at;
  const ends = instantIn(timeZone, overnight && time >= quietFrom ? nextDay(today) : today, `${quietTo}:00`);
  return quietWeekends ? awake(choices, ends) : ends;
}

/** Whether somebody wants no letters about a thread. */
export const isMuted = (tx: Db, viewerId: string, thread: string | null) => thread !== null && tx.select({ thread: mutes.thread }).from(mutes).where(and(eq(mutes.viewerId, viewerId), eq(mutes.thread, thread))).get() !== undefined;
