import { agency } from "#app/agency/agency.server.ts";
import { now } from "#app/lib/clock.ts";
import { dayIn, waited } from "#app/lib/dates.ts";
import { isOpen, isOverdue, kinds } from "../ticket.ts";
import type { Found } from "../tickets.server.ts";

/** A job or ticket as a line of a list, or a card of the board. */
export function rowOf({ id, name, subject, kind, categoryName, clientId, clientName, priority, status, assigneeName, turnAt, lastBy, wantedOn }: Found) {
  const at = { present: now(), today: dayIn(agency().timeZone, now()), answerHours: agency().ticketAnswerHours };
  return { id, name, subject, kind: kinds[kind], category: categoryName, clientId, clientName, priority, status, assigneeName, waiting: isOpen(status) ? waited(turnAt, now()) : null, overdue: isOverdue({ status, lastBy, turnAt, wantedOn }, at) };
}
export type Row = ReturnType<typeof rowOf>;
