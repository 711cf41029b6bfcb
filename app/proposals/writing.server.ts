import { and, eq, inArray, isNull } from "drizzle-orm";
import type { z } from "zod";
import { type Db, db } from "#db/client.server.ts";
import { contacts, proposalRecipients as recipients, proposals as table } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { clients } from "#app/clients/clients.server.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/id.server.ts";
import { amountFrom, minorFrom, scaledFrom } from "#app/lib/money.ts";
import { Refused } from "#app/lib/refused.ts";
import { mustStillBe } from "#app/lib/stamp.server.ts";
import type { Member } from "#app/people/viewer.ts";
import type { DraftForm } from "./forms.server.ts";
import { type Content, type Fee, life, mayWrite } from "./proposal.ts";
import { attachmentsOf, dropAttachments } from "./attachments.server.ts";
import { proposals, subjectOf } from "./proposals.server.ts";

type Draft = z.output<typeof DraftForm>;

const blankContent: Content = { sections: [{ id: "1", heading: "", body: "" }], lines: [], fee: { model: "fixed", amount: null }, terms: "" };

/** Begins a proposal, blank or with the words of another, whose amounts stay in their currency. Gives its id. Throws NotFound, or Refused 409 for an archived client. */
export function draftProposal(tx: Db, member: Member, clientId: string, title: string, { content, currency }: { content: Content; currency: string } = { content: blankContent, currency: agency().currency }): string {
  workedFor(tx, member, clientId);
  const row = { id: newId(), clientId, title, content, currency, authorId: member.id, changedAt: now(), createdAt: now() };
  tx.insert(table).values(row).run();
  record(tx, member, "proposal.drafted", subjectOf({ ...row, projectId: null }));
  return row.id;
}

/** A client work is done for, for every member who sees it. Throws NotFound, Refused 409 for an archived one. */
export function workedFor(tx: Db, member: Member, clientId: string) {
  const client = clients(member, tx).find(clientId);
  if (client.archivedAt) throw new Refused(409, `${client.name} is archived. Nothing was recorded. Bring the client back first.`);
  return client;
}

/** What a change of a draft is held against. */
export const draftOf = ({ title, content, expiresOn, recipients, attachments = [] }: { title: string; content: Content; expiresOn: string | null; recipients: string[]; attachments?: { id: string }[] }) => ({ title, content, expiresOn, recipients, attachments: attachments.map(({ id }) => id) });

/** The draft's own words, whatever was sent: for the members who write it. */
export function workingDraft(tx: Db | undefined, member: Member, id: string) {
  const found = proposals(member, tx).find(id);
  return { ...found, recipients: recipientsOf(tx ?? db, found), attachments: attachmentsOf(found, tx) };
}

/** The contacts a proposal goes to, by id. */
export const recipientsOf = (tx: Db, { id, clientId }: { id: string; clientId: string }) =>
  tx.select({ id: recipients.contactId }).from(recipients).where(and(eq(recipients.proposalId, id), eq(recipients.clientId, clientId))).orderBy(recipients.contactId).all().map(({ id }) => id);

/** Writes down a draft, complete or not; of a proposal that was sent, the draft of its next version. Throws NotFound; Refused 409 where it was changed since `seen` or may no longer change, 422 for an amount or contact that is none. */
export function changeDraft(tx: Db, member: Member, id: string, { seen, recipients: chosen, expiresOn, ...words }: Omit<Draft, "next">) {
  const before = workingDraft(tx, member, id);
  if (!mayWrite(before.status)) throw new Refused(409, "This proposal was decided or taken back, so its text stays as it is. Duplicate it to write another.");
  mustStillBe(seen, draftOf(before), "Somebody changed this draft while you were writing. Nothing was recorded. Open the page again in another tab, compare, and save again if yours should stand.");
  const content = contentFrom(words, before.currency);
  tx.update(table).set({ title: words.title, content, expiresOn: expiresOn ?? null, changedAt: now() }).where(eq(table.id, id)).run();
  setRecipients(tx, before, chosen);
  record(tx, member, "proposal.changed", subjectOf({ ...before, title: words.title }));
}

export function setRecipients(tx: Db, { id, clientId }: { id: string; clientId: string }, chosen: string[]) {
  const known = chosen.length ? tx.select({ id: contacts.id }).from(contacts).where(and(eq(contacts.clientId, clientId), inArray(contacts.id, chosen), isNull(contacts.deactivatedAt))).all() : [];
  if (known.length !== new Set(chosen).size) throw new Refused(422, "Somebody you chose is not a contact of this client any more. Choose again", { field: "recipients" });
  tx.delete(recipients).where(eq(recipients.proposalId, id)).run();
  if (known.length) tx.insert(recipients).values(known.map((contact) => ({ proposalId: id, clientId, contactId: contact.id }))).run();
}

/** Deletes a draft nobody was shown. Throws NotFound, or Refused 409 where it was sent. */
export function discardProposal(tx: Db, member: Member, id: string) {
  const found = proposals(member, tx).find(id);
  life.after(found.status, "discard");
  dropAttachments(tx, found);
  tx.delete(recipients).where(eq(recipients.proposalId, id)).run();
  tx.delete(table).where(eq(table.id, id)).run();
  record(tx, member, "proposal.discarded", subjectOf(found));
}

/** What was typed, as it is kept: amounts in minor units of the proposal's currency, empty rows left out. Throws Refused 422 beside the field. */
export function contentFrom({ sections, lines, terms, ...price }: Omit<Draft, "title" | "seen" | "recipients" | "expiresOn" | "next">, currency: string): Content {
  const minor = (typed: string | undefined, field: string) => {
    if (typed === undefined) return null;
    const found = minorFrom(typed, currency, agency().locale);
    if (found === undefined || found < 0) throw new Refused(422, `Enter an amount, for example ${amountFrom(minorFrom("1250", currency)!, currency)}`, { field });
    return found;
  };
  const fee = (): Fee => {
    if (price.model === "hourly") return { model: "hourly", rate: minor(price.rate, "rate"), estimate: price.estimate ? scaledFrom(price.estimate, 2)! : null };
    if (price.model === "retainer") return { model: "retainer", amount: minor(price.amount, "amount"), period: price.period };
    if (price.model === "fixed") return { model: "fixed", amount: minor(price.amount, "amount") };
    const named = price.milestones.map((milestone, index) => ({ ...milestone, index })).filter(({ name, amount }) => name || amount !== undefined);
    return {
      model: "milestone",
      milestones: named.map(({ id, name, amount, dueOn, index }) => {
        if (!name) throw new Refused(422, "Name the milestone", { field: `milestones[${index}].name` });
        return { id: id ?? newId(), name, amount: minor(amount, `milestones[${index}].amount`) ?? 0, dueOn: dueOn ?? null };
      }),
    };
  };
  return {
    sections: sections.filter(({ heading, body }) => heading || body).map(({ id, ...words }) => ({ id: id ?? newId(), ...words })),
    lines: lines.flatMap(({ id, price: typed, quantity, description, ...line }, index) => {
      if (!description && typed === undefined) return [];
      if (!description) throw new Refused(422, "Say what this line is for", { field: `lines[${index}].description` });
      return [{ id: id ?? newId(), ...line, description, quantity: scaledFrom(quantity ?? "1", 2) ?? 100, price: minor(typed, `lines[${index}].price`) ?? 0 }];
    }),
    fee: fee(),
    terms,
  };
}
