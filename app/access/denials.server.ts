import { eq } from "drizzle-orm";
import { transact } from "#db/client.server.ts";
import { sessions } from "#db/schema/index.ts";
import { record } from "#app/events/record.server.ts";
import { Refused } from "#app/lib/refused.ts";
import { countAttempt, isRecorded } from "#app/people/attempts.server.ts";
import type { SignedIn } from "#app/people/viewer.ts";
import { subjectOf } from "./entry.server.ts";

/**
 * Records that somebody signed in was refused what they may not do, in a transaction of its own: per hour, person and
 * address the first time, the tenth, the hundredth, so that nobody can grow the chain at will. In a preview nothing is.
 */
export function recordDenial(viewer: SignedIn, request: Request) {
  if (viewer.kind === "contact" && viewer.preview) return;
  const path = new URL(request.url).pathname.replace(/\.data$/, "").slice(0, 200);
  transact((tx) => {
    // Whose session ended meanwhile is asked to sign in: that is no right they lack.
    if (tx.select({ endedAt: sessions.endedAt }).from(sessions).where(eq(sessions.id, viewer.sessionId)).get()?.endedAt) return;
    const { "denied:account": count } = countAttempt(tx, { "denied:account": `${viewer.id} ${path}` });
    if (isRecorded(count)) record(tx, viewer, "act.refused", subjectOf(viewer), { path, attempts: count });
  });
}

/** Whether what a door is about to answer, or to throw, is a refusal of somebody's right (403). */
export const isDenial = (answer: unknown) =>
  answer instanceof Refused ? answer.status === 403 : answer instanceof Response ? answer.status === 403 : Boolean(answer && typeof answer === "object" && "init" in answer && (answer.init as ResponseInit | null)?.status === 403);
