import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { type Db, db, prepared, transact } from "#db/client.server.ts";
import { links, members, people } from "#db/schema/index.ts";
import { queueLetter } from "#app/events/outbox.server.ts";
import { now } from "#app/lib/clock.ts";
import { hashed } from "#app/lib/id.server.ts";
import { Refused } from "#app/lib/refused.ts";
import { ownPath } from "#app/lib/request.server.ts";
import { accountKey, addressKey, countAttempt } from "#app/people/attempts.server.ts";
import { contactsOfPerson } from "#app/people/sessions.server.ts";
import type { Face, LinkPurpose, Stranger } from "#app/people/viewer.ts";
import type { Proof } from "./strategies.server.ts";

type Mailed = { secret: string; purpose: LinkPurpose; face: Face };

const bySecret = prepared((db) =>
  db
    .select({ link: links, person: { name: people.name, email: people.email, hasPassword: sql<number>`${people.passwordHash} IS NOT NULL` }, memberId: members.id })
    .from(links)
    .innerJoin(people, eq(people.id, links.personId))
    .leftJoin(members, and(eq(members.personId, people.id), isNull(members.deactivatedAt)))
    .where(and(eq(links.id, sql.placeholder("id")), eq(links.purpose, sql.placeholder("purpose")), eq(links.face, sql.placeholder("face"))))
    .prepare(),
);

/** A mailed link as it stands: undefined where there is none; `open` while it can be used. Looking changes nothing. */
export function linkBehind({ secret, purpose, face }: Mailed, tx: Db = db) {
  const found = bySecret().get({ id: hashed(secret), purpose, face });
  if (!found) return undefined;
  const { link, memberId } = found;
  const mayEnter = face === "staff" ? memberId !== null : contactsOfPerson(tx, link.personId).some(({ id }) => !link.contactId || id === link.contactId);
  return { ...found, mayEnter, open: mayEnter && !link.usedAt && !link.cancelledAt && link.expiresAt > now() };
}

/** What the page of a mailed link shows: whose it is, half hidden, for whoever holds the link may not be who it was for. */
export function shownBehind(mailed: Mailed) {
  const found = linkBehind(mailed);
  return found?.open ? { for: masked(found.person.email), name: found.person.name, hasPassword: Boolean(found.person.hasPassword), contactId: found.link.contactId } : null;
}

/** Spends a link in the transaction of what it is for: of many at once, one. Throws Refused 410. */
export function spend(tx: Db, mailed: Mailed): ReturnType<Proof> & { hasPassword: boolean; email: string } {
  const id = hashed(mailed.secret);
  const spent = tx.update(links).set({ usedAt: now() }).where(and(eq(links.id, id), eq(links.purpose, mailed.purpose), eq(links.face, mailed.face), isNull(links.usedAt), isNull(links.cancelledAt), gt(links.expiresAt, now()))).run();
  const found = spent.changes === 1 ? linkBehind(mailed, tx) : undefined;
  if (!found?.mayEnter) throw new Refused(410, "This link was used, or its time is over.");
  const { link, person, memberId } = found;
  return { personId: link.personId, name: person.name, email: person.email, memberId, contactId: link.contactId, goTo: link.goTo, hasPassword: Boolean(person.hasPassword) };
}

/** "d…@acme.com" */
export const masked = (email: string) => email.replace(/^(.).*@/u, "$1…@");

/** Where somebody came from, to be kept until it is on record. */
export const originOnly = ({ address, agent }: Stranger) => ({ address, agent });

/**
 * Queues a letter with a link for an address somebody typed. Nothing is looked up: who has the address, if anybody, is
 * found when the letter is written, so the answer and the work are the same for all. Throws Refused 429.
 */
export const requestLetter = (viewer: Stranger, letter: { kind: "sign_in" | "reset"; face: Face; email: string; to?: string | null }) =>
  transact((tx) => {
    countAttempt(tx, { "letter:account": accountKey(letter.email), "letter:address": addressKey(viewer.address) });
    queueLetter(tx, { kind: letter.kind, face: letter.face, askedFor: letter.email, askedBy: letter.kind === "reset" ? originOnly(viewer) : undefined, goTo: letter.to ? ownPath(letter.to, letter.face) : null });
  });
