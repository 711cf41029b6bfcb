import { and, eq, inArray, isNull } from "drizzle-orm";
import type { z } from "zod";
import { type Db } from "#db/client.server.ts";
import { clients, contacts, roundApprovers, rounds } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { endOfDay } from "#app/lib/dates.ts";
import { Refused } from "#app/lib/refused.ts";
import { admitsContacts } from "#app/people/sessions.server.ts";
import type { Member } from "#app/people/viewer.ts";
import { touch } from "#app/projects/projects.server.ts";
import { life } from "./deliverable.ts";
import { type Found, changeOpen, changed, deliverables, piecesOf, subjectOf } from "./deliverables.server.ts";
import { draftOf } from "./drafting.server.ts";
import type { PublicationForm, ReopeningForm, WithdrawalForm } from "./forms.server.ts";

type Words = z.output<typeof PublicationForm>;

/**
 * Puts the next round before the client: from now on it is frozen. Throws NotFound; Refused 409 where a round is open,
 * approved or withdrawn, or another was published meanwhile; 422 without a file, without anybody to ask, or for a day that has passed.
 */
export function publishRound(tx: Db, member: Member, id: string, words: Words) {
  const found = deliverables(member, tx).find(id);
  life.after(found.status, "publish");
  publish(tx, member, found, words);
  record(tx, member, "deliverable.published", subjectOf(found), { round: words.round });
}

/** Opens an approved one again, with its next round; the approval of the one before stays on record. Throws as `publishRound`. */
export function reopen(tx: Db, member: Member, id: string, { reason, ...words }: z.output<typeof ReopeningForm>) {
  const found = deliverables(member, tx).find(id);
  life.after(found.status, "reopen");
  publish(tx, member, found, words, reason);
  record(tx, member, "deliverable.reopened", subjectOf(found), { round: words.round, excerpt: reason });
}

function publish(tx: Db, member: Member, found: Found, { round, note, dueOn, policy, approvers }: Words, reason = "") {
  if (round !== found.round + 1) throw new Refused(409, `Round ${found.round} was published meanwhile. Nothing was recorded.`);
  const draft = draftOf(member, found, tx);
  if (!draft || !piecesOf(draft, tx).some(({ fileId }) => fileId)) throw new Refused(422, "Add at least one file first. What a link leads to can change, so a link alone cannot be approved");
  if (dueOn && now() > endOfDay(agency().timeZone, dueOn)) throw new Refused(422, "That day has passed already. Choose a later one", { field: "dueOn" });
  const people = deciders(tx, found.clientId, approvers);
  tx.insert(roundApprovers).values(people.map(({ id }) => ({ roundId: draft.id, clientId: found.clientId, contactId: id }))).run();
  const { changes } = tx.update(rounds).set({ note, dueOn: dueOn ?? null, policy, reopenedWhy: reason, publishedAt: now(), publishedBy: member.id }).where(and(eq(rounds.id, draft.id), isNull(rounds.publishedAt))).run();
  if (!changes) throw new Refused(409, "This was published just now. Nothing more was recorded.");
  changed(tx, found.id, { round });
  touch(tx, found.projectId);
}

/** Those of the chosen who can be asked: addressable, of this client, allowed to approve. Throws Refused 422. */
function deciders(tx: Db, clientId: string, chosen: string[]) {
  const open = tx.select({ id: clients.id }).from(clients).where(and(eq(clients.id, clientId), admitsContacts)).get();
  if (!open) throw new Refused(422, "The portal is closed to this client, so nobody there could approve. Open it again first. Nothing was recorded.");
  if (chosen.length === 0) throw new Refused(422, "Choose at least one contact", { field: "approvers" });
  const found = tx.select({ id: contacts.id, name: contacts.name, mayApprove: contacts.canApproveWork }).from(contacts).where(and(eq(contacts.clientId, clientId), inArray(contacts.id, chosen), isNull(contacts.deactivatedAt))).all();
  if (found.length !== new Set(chosen).size) throw new Refused(422, "Somebody you chose is not a contact of this client any more. Choose again", { field: "approvers" });
  const powerless = found.find(({ mayApprove }) => !mayApprove);
  if (powerless) throw new Refused(422, `${powerless.name} may not approve work. Choose somebody who may, or switch it on for them first`, { field: "approvers" });
  return found;
}

/** Takes the open round back; pages that are open get 409. Throws NotFound, Refused 409 where it is not open. */
export function withdraw(tx: Db, member: Member, id: string, { reason }: z.output<typeof WithdrawalForm>) {
  const found = deliverables(member, tx).find(id);
  life.after(found.status, "withdraw");
  changeOpen(tx, found.roundId, { withdrawnAt: now(), withdrawnWhy: reason });
  changed(tx, id);
  record(tx, member, "deliverable.withdrawn", subjectOf(found), { round: found.round, excerpt: reason });
}
