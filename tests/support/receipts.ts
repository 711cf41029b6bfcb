import { desc } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { eventParticulars, events, receipts } from "#db/schema/index.ts";
import { FORM as EVENT_FORM, GENESIS, commit, hashOf, randomSalt } from "#app/events/chain.server.ts";
import { now } from "#app/lib/clock.ts";
import type { Contact } from "#app/people/viewer.ts";
import { currentKey, signReceipt } from "#app/receipts/keys.server.ts";
import type { Receipt } from "#app/receipts/receipt.ts";
import { FORM, canonical, sha256, signedText } from "#app/receipts/verify-receipt.mjs";

/** Puts a receipt into a portal's database by rows, with its event at the end of the chain; `about` is the acceptance it is of, and `word` stands in every field. It holds. */
export function plantReceipt(db: Db, { id, about = `${id}-subject`, contact, projectId, word }: { id: string; about?: string; contact: Contact; projectId: string; word: string }): string {
  const { clientId } = contact;
  const at = now();
  const snapshot = { title: `Acceptance ${word}`, note: `Please read **${word}**.`, document: `${word}.pdf`, version: 1, project: `Project ${word}`, client: `Client ${word}`, expires: "2026-12-01", agency: "Northlight Studio" };
  const proof: Omit<Receipt, "time" | "event"> = {
    act: { action: "acceptance.accepted", words: `${contact.name} accepted ${word}, version 1.`, verb: "Accept document", recordedBy: "client" },
    person: { name: contact.name, email: contact.email, role: `Of ${word}`, company: `Client ${word}`, signedInBy: "password", address: contact.address, agent: contact.agent, permission: "Approve work" },
    signature: { name: contact.name, consent: `I have read ${word} and accept it.` },
    subject: { kind: "acceptance", id: about, number: null, title: `Acceptance ${word}`, version: 1, snapshot: sha256(canonical(snapshot)) },
    snapshot,
    files: [{ name: `${word}.pdf`, size: 4, sha256: "0".repeat(64) }],
    amount: null,
  };
  const last = db.select({ seq: events.seq, hash: events.hash }).from(events).orderBy(desc(events.seq)).limit(1).get();
  const [salt, particulars] = [randomSalt(), { actorName: contact.name, address: "", agent: "", title: proof.subject.title, receipt: id, evidence: sha256(canonical(proof)), number: null, version: 1 }];
  const row = { seq: (last?.seq ?? 0) + 1, id: `${id}-event`, form: EVENT_FORM, at: at.getTime(), action: "acceptance.accepted" as const, actorKind: "contact" as const, actorId: contact.id, clientId, projectId, subjectKind: "acceptance" as const, subjectId: proof.subject.id, commitment: commit(salt, particulars), previousHash: last?.hash ?? GENESIS };
  const hash = hashOf(row);
  db.insert(events).values({ ...row, at, hash }).run();
  db.insert(eventParticulars).values({ seq: row.seq, salt, particulars }).run();

  const receipt: Receipt = { ...proof, time: { utc: at.toISOString(), zone: "America/New_York", local: "2 Mar 2026, 10:00:00" }, event: { row, hash } };
  const digests = Object.fromEntries(Object.entries(receipt).map(([part, value]) => [part, sha256(canonical(value))]));
  const key = currentKey();
  const body = canonical({ form: FORM, receipt, digests, key, signature: signReceipt(signedText({ form: FORM, digests, key })) });
  db.insert(receipts).values({ id, clientId, eventSeq: row.seq, subjectKind: "acceptance", subjectId: proof.subject.id, version: 1, recordedBy: "client", contactId: contact.id, memberId: null, keyId: key, body, createdAt: at }).run();
  return body;
}
