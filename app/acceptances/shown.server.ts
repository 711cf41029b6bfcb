import { agency } from "#app/agency/agency.server.ts";
import { now } from "#app/lib/clock.ts";
import { clockTime, dayIn, distance, isRunningOut, longDay } from "#app/lib/dates.ts";
import { size } from "#app/lib/words.ts";
import type { Found } from "./acceptances.server.ts";

/** "21 Nov 2025, 5:00 pm", or the day alone where it holds to its end. */
export function deadlineWords({ deadline, expiresTime }: Pick<Found, "deadline" | "expiresTime">) {
  const { timeZone } = agency();
  const day = longDay(dayIn(timeZone, deadline));
  return expiresTime ? `${day}, ${clockTime(timeZone, deadline)}` : day;
}

/** An acceptance as lists and pages of both faces draw it: plain data. */
export const shown = (found: Found) => {
  const { id, title, note, version, status, requestedAt, acceptedAt, withdrawnAt, withdrawnWhy, deadline, projectId, projectName, clientId, clientName, fileName, sha256, policy, documentId, replaces } = found;
  const hurry = status === "pending" && isRunningOut(deadline, now()) ? distance(deadline, now()) : null;
  return { id, title, note, version, status, requestedAt, acceptedAt, withdrawnAt, withdrawnWhy, deadline, until: deadlineWords(found), hurry, projectId, projectName, clientId, clientName, fileName, fileSize: size(found.size), sha256, policy, documentId, replaces };
};
export type Shown = ReturnType<typeof shown>;
