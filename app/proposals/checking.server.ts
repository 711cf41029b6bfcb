import { type Db, db } from "#db/client.server.ts";
import { contacts } from "#app/clients/contacts.server.ts";
import { Refused } from "#app/lib/refused.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { list } from "#app/lib/words.ts";
import type { Member } from "#app/people/viewer.ts";
import { audienceOfProposal } from "./audience.server.ts";
import { maySend } from "./duty.server.ts";
import { offerOf } from "./offer.server.ts";
import { mayWrite } from "./proposal.ts";
import { hindrances, snapshotOf, usualExpiry } from "./sending.server.ts";
import { draftOf, workingDraft } from "./writing.server.ts";

/** A draft as its client would read it, what keeps it from being sent, and who would. Throws NotFound, Refused 409 where nothing is left to send. */
export function checked(member: Member, id: string, tx: Db = db) {
  const draft = workingDraft(tx, member, id);
  if (!mayWrite(draft.status)) throw new Refused(409, "This proposal was decided or taken back, so there is nothing to send. Duplicate it to write another.");
  const named = contacts(member, tx).of(draft.clientId).filter(({ deactivatedAt, id }) => !deactivatedAt && draft.recipients.includes(id));
  const { clientId, clientName, number, version, title, attachments } = draft;
  return {
    proposal: { id, clientId, clientName, number, version, title, attachments },
    offer: offerOf(snapshotOf(draft, member, tx)),
    audience: audienceOfProposal(member, id, true, tx),
    letters: list(named.map(({ name }) => name)),
    missing: hindrances(tx, draft),
    maySend: maySend(member, draft, tx),
    // Sent as it was read: the mark of what is shown here goes along.
    values: { seen: stampOf(draftOf(draft)), expiresOn: draft.expiresOn ?? usualExpiry(), recipients: named.map(({ id }) => id) },
  };
}
