import { agency } from "#app/agency/agency.server.ts";
import { now } from "#app/lib/clock.ts";
import { distance, endOfDay, isRunningOut } from "#app/lib/dates.ts";
import { priceOf } from "../price.server.ts";
import { feeModels, staffBadge } from "../proposal.ts";
import type { Found } from "../proposals.server.ts";

/** A proposal as the agency's lists draw it: plain data. What was sent is said by what was frozen then. */
export function shown({ id, title, number, version, clientId, clientName, authorName, currency, status, sent, snapshot, content }: Found) {
  const { locale, timeZone } = agency();
  const { fee, lines } = snapshot?.content ?? content;
  const deadline = sent && status === "sent" ? endOfDay(timeZone, sent.expiresOn) : null;
  return {
    id,
    title: snapshot?.title ?? title,
    number,
    version,
    clientId,
    clientName,
    authorName,
    status,
    badge: staffBadge[status],
    feeModel: feeModels[fee.model],
    price: priceOf({ fee, lines }, sent?.chosen ?? [], currency, snapshot?.locale ?? locale),
    sentAt: sent?.sentAt ?? null,
    until: sent?.expiresOn ?? null,
    hurry: deadline && isRunningOut(deadline, now()) ? distance(deadline, now()) : null,
  };
}
export type Shown = ReturnType<typeof shown>;
