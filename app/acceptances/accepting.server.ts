import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import type { Db } from "#db/client.server.ts";
import { acceptanceContacts as asked, acceptances as table } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { Refused } from "#app/lib/refused.ts";
import { type Contact, system } from "#app/people/viewer.ts";
import { decide } from "#app/receipts/receipts.server.ts";
import type { Frozen } from "#app/receipts/receipt.ts";
import { life } from "./acceptance.ts";
import { type Found, acceptances, askedOf, subjectOf, untilWords } from "./acceptances.server.ts";
import { closedBecause } from "./asking.server.ts";
import type { SigningForm } from "./forms.server.ts";

export const VERB = "Accept document";
/** The sentence beside the box: it stands in the receipt as it was shown. */
export const consentTo = ({ version, clientName }: Pick<Found, "version" | "clientName">) => `I have read version ${version} and accept it for ${clientName}.`;

/**
 * Accepts one version of a document, signed with a typed name (domain.md G1 to G11). With the policy "any" the first yes
 * settles it; with "all" the last. Gives the receipt's id. Throws NotFound; Refused 403 without the permission or where
 * this contact was not asked, 409 where it was decided, withdrawn or replaced, 410 where its time has passed.
 */
export function accept(tx: Db, contact: Contact, id: string, { signedName, version }: z.output<typeof SigningForm>): string {
  if (contact.preview) throw new Refused(403, "This is a preview. Nothing was recorded.");
  const acceptance = acceptances(contact, tx).find(id);
  if (!contact.can.approveWork) throw new Refused(403, "Accepting is switched off for your account. Nothing was recorded. Ask us to switch it on.");
  const people = askedOf(acceptance, tx);
  const me = people.find(({ contactId }) => contactId === contact.id);
  if (!me) throw new Refused(403, `This was asked of ${people.map(({ name }) => name).join(", ")}. Nothing was recorded.`);
  requireOpen(tx, acceptance, me);
  if (acceptance.version !== version) throw new Refused(409, `This is about version ${acceptance.version}, and you read version ${version}. Nothing was recorded.`);

  const { title, fileName, size, sha256, note, projectName, clientName } = acceptance;
  const snapshot: Frozen = { title, note, document: fileName, version, project: projectName, client: clientName, expires: untilWords(acceptance), agency: agency().name };
  const receipt = decide(
    tx,
    contact,
    { action: "acceptance.accepted", says: `accepted ${title}, version ${version}, for ${clientName}`, verb: VERB, subject: subjectOf(acceptance), number: null, version, snapshot, files: [{ name: fileName, size, sha256 }], amount: null, permission: "approveWork" },
    { signedName, consent: consentTo(acceptance) },
  );
  const mine = tx.update(asked).set({ acceptedAt: now(), receiptId: receipt }).where(and(eq(asked.acceptanceId, id), eq(asked.contactId, contact.id), isNull(asked.acceptedAt))).run();
  if (!mine.changes) throw new Refused(409, "You accepted this already. Nothing more was recorded.");
  const waiting = people.filter(({ contactId, acceptedAt }) => contactId !== contact.id && !acceptedAt);
  if (acceptance.policy === "any" || waiting.length === 0) settle(tx, acceptance);
  return receipt;
}

/** Who is too late learns who was first, and when. */
function requireOpen(tx: Db, acceptance: Found, me: { acceptedAt: Date | null }) {
  const { status, policy } = acceptance;
  if (status === "expired") throw new Refused(410, `${closedBecause(tx, acceptance)} Nothing was recorded. You can ask us for more time.`);
  if (status === "withdrawn") throw new Refused(409, `${closedBecause(tx, acceptance)} Nothing was recorded.`);
  if (status === "accepted") throw new Refused(409, `${closedBecause(tx, acceptance)} Nothing more was recorded.`);
  if (me.acceptedAt) throw new Refused(409, policy === "all" ? "You accepted this already, and it waits for the others. Nothing more was recorded." : "You accepted this already. Nothing more was recorded.");
  life.after(status, "accept");
}

function settle(tx: Db, acceptance: Found) {
  const { changes } = tx.update(table).set({ acceptedAt: now() }).where(and(eq(table.id, acceptance.id), isNull(table.acceptedAt), isNull(table.withdrawnAt))).run();
  if (!changes) throw new Refused(409, "This was decided just now. Nothing more was recorded.");
  if (acceptance.policy === "all") record(tx, system, "acceptance.completed", subjectOf(acceptance));
}
