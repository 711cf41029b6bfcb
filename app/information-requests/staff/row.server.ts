import { agency } from "#app/agency/agency.server.ts";
import { now } from "#app/lib/clock.ts";
import type { Badge } from "#app/lib/badge.ts";
import { dayIn } from "#app/lib/dates.ts";
import { dueWords } from "#app/projects/task.ts";
import { type RequestStatus, badge, life } from "../request.ts";
import type { Found } from "../requests.server.ts";

/** How a due date stands to today, where anything is still waited for. */
export const dueOf = (dueOn: string | null, status: RequestStatus) => dueWords(dueOn, life.can(status, "change") ? "open" : "done", dayIn(agency().timeZone, now()));

/** A request as a line of a list. */
export const rowOf = ({ id, number, title, clientId, clientName, projectId, projectName, status, progress, sentAt, dueOn }: Found) => ({ id, number, title, clientId, clientName, projectId, projectName, status, progress, sentAt, dueOn, due: dueOf(dueOn, status), state: badge[status] as Badge });
export type Row = ReturnType<typeof rowOf>;
