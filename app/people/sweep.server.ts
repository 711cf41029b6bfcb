import { and, isNull, lt } from "drizzle-orm";
import { transact } from "#db/client.server.ts";
import { drafts, pendingSignIns, secondFactors, submissions } from "#db/schema/index.ts";
import { DAY, now } from "#app/lib/clock.ts";
import { sweepAttempts } from "./attempts.server.ts";
import { sweepLinks } from "./links.server.ts";
import { sweepSessions } from "./sessions.server.ts";

/** Takes away what nobody can use any more: old sessions, links, attempts, form keys and drafts. Once a day. Gives how many of each. */
export const sweepAccess = () =>
  transact((tx) => ({
    sessions: sweepSessions(tx),
    links: sweepLinks(tx),
    attempts: sweepAttempts(tx),
    pending: tx.delete(pendingSignIns).where(lt(pendingSignIns.expiresAt, now())).run().changes,
    // Secrets that were shown and never confirmed.
    unconfirmed: tx.delete(secondFactors).where(and(isNull(secondFactors.confirmedAt), lt(secondFactors.createdAt, new Date(now().getTime() - DAY)))).run().changes,
    // A form is bound to its session, so no form is older than the longest session.
    submissions: tx.delete(submissions).where(lt(submissions.createdAt, new Date(now().getTime() - 60 * DAY))).run().changes,
    drafts: tx.delete(drafts).where(lt(drafts.createdAt, new Date(now().getTime() - 30 * DAY))).run().changes,
  }));
