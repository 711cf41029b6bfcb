import { type SQL, and, desc, eq, isNull, ne, sql } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { clients, contacts, events, outbox, projects, receipts as table, sessions } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { visibleTo as clientVisibleTo } from "#app/clients/clients.server.ts";
import type { Action } from "#app/events/all.ts";
import type { Particulars, Subject } from "#app/events/catalogue.ts";
import { record, toldAgency } from "#app/events/record.server.ts";
import { ring, tell } from "#app/events/telling.server.ts";
import { now } from "#app/lib/clock.ts";
import { exactMoment } from "#app/lib/dates.ts";
import { newId } from "#app/lib/id.server.ts";
import { NotFound } from "#app/lib/refused.ts";
import { type Contact, type Member, type Permission, type SignInMethod, type Viewer, permissions } from "#app/people/viewer.ts";
import { isTeamShown } from "#app/projects/people.server.ts";
import { visibleTo as projectVisibleTo } from "#app/projects/projects.server.ts";
import { currentKey, signReceipt } from "./keys.server.ts";
import type { AskedKind, Frozen, FrozenFile, Receipt, Signed } from "./receipt.ts";
import { FORM, canonical, sha256, signedText } from "./verify-receipt.mjs";

export { canonical, sha256 };

/** What was decided, about what, as it was shown. `says` follows the person's name: "accepted proposal PR-0031, Shopfront sign". */
export interface Decision {
  action: Action;
  says: string;
  verb: string;
  subject: Subject & { kind: AskedKind; clientId: string };
  number: string | null;
  version: number;
  snapshot: Frozen;
  files: FrozenFile[];
  amount: Receipt["amount"];
  permission: Permission;
  /** More for the event's sentence, beside the receipt's own marks. */
  particulars?: Particulars;
}

/**
 * Puts a decision on record in the caller's transaction: the event in the chain, the signed receipt, and the letters that
 * take it to both sides. `given` is what a contact typed and ticked, the reason of one who declined (which needs no
 * signature), or the note of a member who records an answer given elsewhere. The caller has asked its guards. Gives the receipt's id.
 */
export function decide(tx: Db, actor: Contact | Member, decision: Decision, given: Signed | { outside: string } | { reason: string }): string {
  const id = newId();
  const { subject, number, version, snapshot, files, amount, verb, says, action } = decision;
  const person = personOf(tx, actor, decision);
  const proof: Omit<Receipt, "time" | "event"> = {
    act: { action, words: `${person.name} ${says}.`, verb, recordedBy: actor.kind === "contact" ? "client" : "agency" },
    person,
    signature: "signedName" in given ? { name: given.signedName, consent: given.consent } : given,
    subject: { kind: subject.kind, id: subject.id, number, title: subject.title, version, snapshot: sha256(canonical(snapshot)) },
    snapshot,
    files: files.map(({ name, size, sha256 }) => ({ name, size, sha256 })),
    amount,
  };
  const event = record(tx, actor, action, subject, { ...decision.particulars, receipt: id, evidence: sha256(canonical(proof)), number, version }, { tells: "no one" });
  const { hash, at, ...row } = event;
  const { timeZone } = agency();
  const receipt: Receipt = { ...proof, time: { utc: at.toISOString(), zone: timeZone, local: exactMoment(timeZone, at) }, event: { row: { ...row, at: at.getTime() }, hash } };
  tx.insert(table)
    .values({ id, clientId: subject.clientId, eventSeq: event.seq, subjectKind: subject.kind, subjectId: subject.id, version, recordedBy: proof.act.recordedBy, contactId: actor.kind === "contact" ? actor.id : null, memberId: actor.kind === "member" ? actor.id : null, keyId: currentKey(), body: sealed(receipt), createdAt: at })
    .run();
  queueReceipts(tx, actor, subject, event);
  return id;
}

/** The file that is given out: canonical JSON, each part with its digest, all digests under one signature. */
function sealed(receipt: Receipt): string {
  const digests = Object.fromEntries(Object.entries(receipt).map(([part, value]) => [part, sha256(canonical(value))]));
  const key = currentKey();
  return canonical({ form: FORM, receipt, digests, key, signature: signReceipt(signedText({ form: FORM, digests, key })) });
}

const signedInBy = { password: "password", link: "sign-in link sent to this address", invitation: "invitation sent to this address", reset: "link for a new password sent to this address", first_run: "setting the agency up" } satisfies Record<SignInMethod, string>;

function personOf(tx: Db, actor: Contact | Member, { permission, subject }: Decision): Receipt["person"] {
  const method = tx.select({ method: sessions.method }).from(sessions).where(eq(sessions.id, actor.sessionId)).get()?.method;
  const { name, email, address, agent } = actor;
  const how = { signedInBy: method ? signedInBy[method] : "", address, agent };
  if (actor.kind === "contact") return { name, email, role: actor.role, company: actor.clientName, permission: permissions[permission].can, ...how };
  const { name: company, email: ours } = agency();
  const recorded = { company, permission: "recorded by the agency" };
  return isNamed(tx, subject) ? { name, email, role: actor.title, ...recorded, ...how } : { name: company, email: ours, role: "", ...recorded, ...how, address: "", agent: "" };
}

/** Whether the client may know who of the agency works for them. What is signed is never altered, so it is settled here; who it was stands in our own record. */
const isNamed = (tx: Db, { projectId }: Subject) =>
  isTeamShown((projectId && tx.select({ showTeamMembers: projects.showTeamMembers }).from(projects).where(eq(projects.id, projectId)).get()) || { showTeamMembers: null });

/** The receipt goes at once to who decided and to the agency's people; the client's other contacts read of it in the usual way. */
function queueReceipts(tx: Db, actor: Contact | Member, subject: Subject & { clientId: string }, event: { seq: number; action: Action }) {
  const eventSeq = event.seq;
  const letter = () => ({ id: newId(), eventSeq, queuedAt: now(), nextAttemptAt: now() });
  const addressable = tx.select({ id: contacts.id }).from(contacts).where(and(eq(contacts.clientId, subject.clientId), isNull(contacts.deactivatedAt), ne(contacts.id, actor.id))).all();
  const told = new Set(toldAgency(tx, subject));
  if (actor.kind === "member") told.add(actor.id);
  for (const memberId of told) {
    if (memberId !== actor.id) ring(tx, { memberId }, eventSeq, subject);
    tx.insert(outbox).values({ ...letter(), kind: "receipt", face: "staff", memberId }).run();
  }
  if (actor.kind === "contact") tx.insert(outbox).values({ ...letter(), kind: "receipt", face: "portal", contactId: actor.id }).run();
  for (const { id: contactId } of addressable) {
    if (actor.kind === "contact") {
      tell(tx, { contactId }, event, subject);
      continue;
    }
    ring(tx, { contactId }, eventSeq, subject);
    tx.insert(outbox).values({ ...letter(), kind: "receipt", face: "portal", contactId }).run();
  }
}

export type ReceiptRow = typeof table.$inferSelect;

/** Who may read a receipt: of the client every contact; of the agency who may see what was decided, a proposal with its client, anything else with its project. In a preview, who both may. */
const visibleTo = (viewer: Viewer): SQL | undefined => {
  if (viewer.kind === "stranger") return sql`0`;
  if (viewer.kind === "contact") return and(eq(table.clientId, viewer.clientId), viewer.preview && visibleTo(viewer.preview.by));
  const [client, project] = [clientVisibleTo(viewer), projectVisibleTo(viewer)];
  return and(
    client && sql`${table.clientId} in (select ${clients.id} from ${clients} where ${client})`,
    project && sql`(${table.subjectKind} = 'proposal' or exists (select 1 from ${events} where ${events.seq} = ${table.eventSeq} and (${events.projectId} is null or ${events.projectId} in (select ${projects.id} from ${projects} where ${project}))))`,
  );
};

export const receipts = (viewer: Viewer, tx: Db = db) => ({
  /** One receipt; `body` is the file as it is given out. Throws NotFound. */
  find(id: string): ReceiptRow & { receipt: Receipt } {
    const found = tx.select().from(table).where(and(eq(table.id, id), visibleTo(viewer))).get();
    if (!found) throw new NotFound();
    return { ...found, receipt: (JSON.parse(found.body) as { receipt: Receipt }).receipt };
  },
  /** Those of one subject, newest first; the caller has found the subject. */
  of: ({ id, clientId }: { id: string; clientId: string }) =>
    tx
      .select({ id: table.id, version: table.version, recordedBy: table.recordedBy, createdAt: table.createdAt })
      .from(table)
      .where(and(eq(table.subjectId, id), eq(table.clientId, viewer.kind === "contact" ? viewer.clientId : clientId)))
      .orderBy(desc(table.eventSeq))
      .all(),
});
