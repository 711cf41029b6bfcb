import { eq } from "drizzle-orm";
import { z } from "zod";
import { type Db, db } from "#db/client.server.ts";
import { kept } from "#db/kept.server.ts";
import { reminderSchedules as table } from "#db/schema/index.ts";
import { agencySubject, changedMeanwhile, requireOwner } from "#app/agency/settings.server.ts";
import { record } from "#app/events/record.server.ts";
import { line } from "#app/lib/text.ts";
import { mustStillBe, stampOf } from "#app/lib/stamp.server.ts";
import type { Member } from "#app/people/viewer.ts";
import { type Days, type Schedule, type ScheduledKind, FURTHEST, MOST_DAYS, daysFrom, daysTyped, scheduleWords, scheduled, scheduledKinds } from "./schedule.ts";

const all = (tx: Db) => Object.fromEntries(tx.select().from(table).all().map(({ kind, ...schedule }) => [kind, schedule])) as Record<ScheduledKind, Schedule>;
const present = kept(() => all(db));

/** When contacts are reminded of things of a kind; undefined for a kind nobody is reminded of. */
export const scheduleOf = (kind: string): Schedule | undefined => (present() as Partial<Record<string, Schedule>>)[kind];

/** What a form calls the days of a kind. */
export const fieldOf = (kind: ScheduledKind, days: Days) => `${kind}-${days}` as const;

const wrong = {
  before: `Enter days as numbers from 0 to ${FURTHEST}, at most ${MOST_DAYS} of them, for example 7, 3, 1`,
  after: `Enter days as numbers from 1 to ${FURTHEST}, at most ${MOST_DAYS} of them, for example 1, 7`,
  undated: `Enter days as numbers from 1 to ${FURTHEST}, at most ${MOST_DAYS} of them, for example 7, 14`,
};
const listOf = (which: Days) =>
  line()
    .max(100, wrong[which])
    .refine((typed) => daysFrom(typed, which) !== undefined, wrong[which])
    .default("");

export const SchedulesForm = z.object({
  ...(Object.fromEntries(scheduledKinds.flatMap((kind) => scheduled[kind].days.map((days) => [fieldOf(kind, days), listOf(days)]))) as Record<ReturnType<typeof fieldOf>, ReturnType<typeof listOf>>),
  /** What the form showed: a change by somebody else meanwhile is not overwritten unseen. */
  seen: z.string().max(100).optional(),
});

/** The schedules as a form holds them, with the mark of what it shows. Throws NotFound for who is not an owner. */
export function schedules(member: Member, tx: Db = db) {
  requireOwner(member);
  const now = all(tx);
  return { values: Object.fromEntries(scheduledKinds.flatMap((kind) => scheduled[kind].days.map((days) => [fieldOf(kind, days), daysTyped(now[kind][days])]))), seen: stampOf(now) };
}

/** Changes when contacts are reminded; records what changed, and nothing where nothing did. Throws NotFound for who is not an owner, Refused 409 where somebody changed it meanwhile. */
export function changeSchedules(tx: Db, member: Member, { seen, ...typed }: z.output<typeof SchedulesForm>) {
  requireOwner(member);
  const before = all(tx);
  mustStillBe(seen, before, changedMeanwhile);
  const changes = scheduledKinds.flatMap((kind) => {
    const after: Schedule = { before: [], after: [], undated: [], ...Object.fromEntries(scheduled[kind].days.map((days) => [days, daysFrom(typed[fieldOf(kind, days)], days)])) };
    if (scheduleWords(after) === scheduleWords(before[kind])) return [];
    tx.update(table).set(after).where(eq(table.kind, kind)).run();
    return [`reminders of ${scheduled[kind].called} from “${scheduleWords(before[kind])}” to “${scheduleWords(after)}”`];
  });
  if (changes.length) record(tx, member, "agency.changed", agencySubject(tx), { changes: changes.join(", ") });
}
