import { and, eq, gt } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { events, outbox, reminders } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { DAY, now } from "#app/lib/clock.ts";
import { dayIn } from "#app/lib/dates.ts";

/** Which contacts of a client had a reminder today, where the agency is: one by itself or from the list of what waits (`reminders`), or from a request's own page. */
export function remindedToday(clientId: string, tx: Db = db): Set<string> {
  const { timeZone } = agency();
  const today = dayIn(timeZone, now());
  const listed = tx.select({ id: reminders.contactId }).from(reminders).where(and(eq(reminders.clientId, clientId), eq(reminders.onDay, today))).all();
  return new Set([...listed.map(({ id }) => id), ...remindedByRequest(clientId, tx)]);
}

/** Which of them had it from a request's own page. */
export function remindedByRequest(clientId: string, tx: Db = db): string[] {
  const { timeZone } = agency();
  return tx
    .select({ id: outbox.contactId, at: events.at })
    .from(events)
    .innerJoin(outbox, eq(outbox.eventSeq, events.seq))
    .where(and(eq(events.clientId, clientId), eq(events.action, "request.reminded"), gt(events.at, new Date(now().getTime() - DAY))))
    .all()
    .flatMap(({ id, at }) => (id && dayIn(timeZone, at) === dayIn(timeZone, now()) ? [id] : []));
}
