import type { Catalogue } from "#app/events/catalogue.ts";
import type { Badge } from "#app/lib/badge.ts";
import { endOfDay, instantIn } from "#app/lib/dates.ts";
import { type StatusOf, lifecycle } from "#app/lib/lifecycle.ts";

/** domain.md §3, Acceptance. Re-sending an expired one makes a new one; a new version of the document withdraws it and asks anew. */
export const life = lifecycle({
  pending: { view: "pending", accept: "accepted", ask: "pending", extend: "pending", withdraw: "withdrawn", replace: "withdrawn" },
  expired: { view: "expired", ask_for_time: "expired", resend: "expired" },
  accepted: { view: "accepted" },
  withdrawn: {},
});
export type AcceptanceStatus = StatusOf<typeof life>;

interface Facts {
  expiresOn: string;
  /** HH:MM, or null for the end of the day. */
  expiresTime: string | null;
  acceptedAt: Date | null;
  withdrawnAt: Date | null;
}

/** The last instant at which it can be accepted. */
export const deadlineOf = ({ expiresOn, expiresTime }: Pick<Facts, "expiresOn" | "expiresTime">, timeZone: string) =>
  expiresTime ? instantIn(timeZone, expiresOn, `${expiresTime}:00`) : endOfDay(timeZone, expiresOn);

/** Facts are stored; a status is what they say at an instant. */
export function statusOf(facts: Facts, timeZone: string, present: Date): AcceptanceStatus {
  if (facts.withdrawnAt) return "withdrawn";
  if (facts.acceptedAt) return "accepted";
  return present > deadlineOf(facts, timeZone) ? "expired" : "pending";
}

export const badge = {
  pending: { label: "Pending", tone: "wait", icon: "clock", open: true },
  accepted: { label: "Accepted", tone: "done", icon: "done" },
  expired: { label: "Expired", tone: "idle", icon: "expired" },
  withdrawn: { label: "Withdrawn", tone: "idle", icon: "slash" },
} satisfies Record<AcceptanceStatus, Badge>;

export const happenings = {
  "acceptance.requested": { says: "asked for acceptance of {subject}, version {version}", tells: "client", ask: "Please accept {subject}", portal: true, topic: "asks" },
  "acceptance.viewed": { says: "opened {subject} to accept it", tells: "no one" },
  "acceptance.accepted": { says: "accepted {subject}, version {version}", tells: "no one", portal: true },
  "acceptance.completed": { says: "noted that everyone asked accepted {subject}", tells: "both", ask: "Everyone accepted {subject}", portal: true },
  "acceptance.extended": { says: "extended the time to accept {subject} until {until}", tells: "client", ask: "More time to accept {subject}", portal: true, topic: "asks" },
  "acceptance.withdrawn": { says: "withdrew the request to accept {subject}", tells: "client", ask: "No longer needed: acceptance of {subject}", portal: true },
  "acceptance.ending": { says: "noted that the time to accept {subject} ends on {until}", tells: "agency", ask: "Not accepted yet, and the time runs out: {subject}" },
  "acceptance.expired": { says: "noted that the time to accept {subject} has passed", tells: "both", ask: "The time to accept {subject} has passed", portal: true },
} satisfies Catalogue;
