import { and, eq, isNull, lt } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { links } from "#db/schema/index.ts";
import { DAY, HOUR, MINUTE, now } from "#app/lib/clock.ts";
import { hashed, newSecret } from "#app/lib/id.server.ts";
import type { Face, LinkPurpose } from "./viewer.ts";

/** Milliseconds a one-time link lives: ASVS 5.0, 6.5.5 for signing in; an invitation waits for someone who does not know us yet. */
export const lifeOf = { sign_in: 10 * MINUTE, reset: 30 * MINUTE, invitation: 72 * HOUR } satisfies Record<LinkPurpose, number>;

const pathOf = { sign_in: "link", invitation: "invitation", reset: "reset" } satisfies Record<LinkPurpose, string>;

/**
 * Makes a one-time link, while its letter is being written: the secret stands in the letter and nowhere else.
 * A new one cancels its older siblings. Gives the path to put behind PUBLIC_URL.
 */
export function makeLink(tx: Db, link: { purpose: LinkPurpose; face: Face; personId: string; contactId?: string | null; goTo?: string | null }): { path: string; expiresAt: Date } {
  const secret = newSecret();
  const expiresAt = new Date(now().getTime() + lifeOf[link.purpose]);
  // An invitation to a second client leaves the one to the first as it is.
  cancelLinks(tx, link.personId, link.face, link.purpose, link.purpose === "invitation" ? link.contactId : undefined);
  tx.insert(links)
    .values({ id: hashed(secret), ...link, createdAt: now(), expiresAt })
    .run();
  return { path: `/${link.face}/${pathOf[link.purpose]}/${secret}`, expiresAt };
}

/** Makes a person's unused links worthless: on deactivation, on a new password, when a newer one is made. */
export const cancelLinks = (tx: Db, personId: string, face?: Face, purpose?: LinkPurpose, contactId?: string | null) =>
  tx
    .update(links)
    .set({ cancelledAt: now() })
    .where(and(eq(links.personId, personId), isNull(links.usedAt), isNull(links.cancelledAt), face ? eq(links.face, face) : undefined, purpose ? eq(links.purpose, purpose) : undefined, contactId ? eq(links.contactId, contactId) : undefined))
    .run();

/** Takes away links that ended long ago; their page then says the same as for a link that never was. Gives how many. */
export const sweepLinks = (tx: Db) => tx.delete(links).where(lt(links.expiresAt, new Date(now().getTime() - 90 * DAY))).run().changes;
