import { and, eq, isNull, notInArray } from "drizzle-orm";
import type { z } from "zod";
import { type Db, db } from "#db/client.server.ts";
import { invoiceSources as sources, invoices as table, timeEntries as time } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { activeClient } from "#app/clients/clients.server.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { daysAfter } from "#app/lib/dates.ts";
import { newId } from "#app/lib/id.server.ts";
import { MOST, amountFrom, minorFrom, scaledFrom } from "#app/lib/money.ts";
import { Refused } from "#app/lib/refused.ts";
import { mustStillBe } from "#app/lib/stamp.server.ts";
import type { Member } from "#app/people/viewer.ts";
import { projects } from "#app/projects/projects.server.ts";
import { requireDuty } from "#app/team/duties.ts";
import { billing, taxesById, termsOf, today } from "./billing.server.ts";
import type { DraftForm } from "./forms.server.ts";
import { type Content, type Line, QUANTITY_DIGITS, life, lineOf } from "./invoice.ts";
import { type Found, invoices, subjectOf } from "./invoices.server.ts";
import { discountFrom, priceFrom } from "./typed.ts";

type Draft = z.output<typeof DraftForm>;

/** Begins an invoice for a client, with these lines or none, in the client's own currency and terms. Gives its id. Throws NotFound, Refused 403 by role, 409 for an archived client, 422 for a project of another's. */
export function draftInvoice(tx: Db, member: Member, clientId: string, { projectId = null, lines = [] }: { projectId?: string | null; lines?: Line[] } = {}): string {
  requireDuty(member, "billing");
  const client = activeClient(tx, member, clientId);
  requireProject(tx, member, clientId, projectId);
  const { currency, termsDays } = termsOf(clientId, tx);
  const { pricesInclude, note, terms } = billing(tx);
  const content: Content = { lines, discount: null, pricesInclude, note, terms };
  const row = { id: newId(), clientId, projectId, content, currency, dueOn: daysAfter(today(), termsDays), authorId: member.id, createdAt: now(), changedAt: now() };
  tx.insert(table).values(row).run();
  record(tx, member, "invoice.drafted", subjectOf({ ...row, number: null, clientName: client.name }));
  return row.id;
}

function requireProject(tx: Db, member: Member, clientId: string, projectId: string | null) {
  if (projectId && projects(member, tx).count({ id: projectId, clientId }) === 0) throw new Refused(422, "Choose a project of this client", { field: "projectId" });
}

/** An invoice that is still a draft, for who bills. Throws NotFound, Refused 403 by role, 409 where it was sent. */
export function mustDraft(member: Member, id: string, tx: Db = db): Found {
  const found = invoices(member, tx).find(id);
  requireDuty(member, "billing");
  if (found.status !== "draft") throw new Refused(409, `${found.number} was sent, so it stays as it is. Nothing was recorded. Void it, or credit it.`);
  return found;
}

/** What a change of a draft is held against. */
export const draftOf = ({ projectId, issuedOn, dueOn, content, payLink }: Pick<Found, "projectId" | "issuedOn" | "dueOn" | "content" | "payLink">) => ({ projectId, issuedOn, dueOn, content, payLink });

/** Writes down a draft, complete or not. Time and parts of proposals whose line is gone are free again. Throws NotFound, Refused 403, 409 where it was sent or changed since `seen`, 422 for an amount that is none. */
export function changeDraft(tx: Db, member: Member, id: string, { seen, projectId = undefined, issuedOn, dueOn, payLink, ...words }: Omit<Draft, "next">) {
  const before = mustDraft(member, id, tx);
  mustStillBe(seen, draftOf(before), "Somebody changed this draft while you were writing. Nothing was recorded. Open the page again in another tab, compare, and save again if yours should stand.");
  requireProject(tx, member, before.clientId, projectId ?? null);
  const content = contentFrom(tx, words, before);
  setContent(tx, before, { projectId: projectId ?? null, issuedOn: issuedOn ?? null, dueOn: dueOn ?? null, payLink: payLink ?? "", content });
  record(tx, member, "invoice.changed", subjectOf(before));
}

/** Puts new words in a draft's place, and lets go of what stood on lines that are gone. */
export function setContent(tx: Db, { id, clientId }: Pick<Found, "id" | "clientId">, after: Partial<Pick<Found, "projectId" | "issuedOn" | "dueOn" | "payLink">> & { content: Content }) {
  const { changes } = tx.update(table).set({ ...after, changedAt: now() }).where(and(eq(table.id, id), eq(table.clientId, clientId), isNull(table.sentAt))).run();
  if (changes !== 1) throw new Refused(409, "This was sent while you were writing. Nothing was recorded.");
  const lines = after.content.lines.map((line) => line.id);
  tx.update(time).set({ invoiceId: null, invoiceLine: null }).where(and(eq(time.invoiceId, id), lines.length ? notInArray(time.invoiceLine, lines) : undefined)).run();
  tx.delete(sources).where(and(eq(sources.invoiceId, id), lines.length ? notInArray(sources.lineId, lines) : undefined)).run();
}

/** Lets go of everything that stands on an invoice: its time is unbilled, its parts of proposals may be billed again. */
export function release(tx: Db, id: string) {
  tx.update(time).set({ invoiceId: null, invoiceLine: null, billedAt: null }).where(eq(time.invoiceId, id)).run();
  tx.delete(sources).where(eq(sources.invoiceId, id)).run();
}

/** Deletes a draft: it had no number, so none is missing. Throws NotFound, Refused 403, 409 where it was sent. */
export function discardDraft(tx: Db, member: Member, id: string) {
  const found = mustDraft(member, id, tx);
  life.after(found.status, "discard");
  release(tx, id);
  tx.delete(table).where(and(eq(table.id, id), isNull(table.sentAt))).run();
  record(tx, member, "invoice.discarded", subjectOf(found));
}

/** What was typed, as it is kept: prices in the invoice's currency, empty lines left out, lines keep what they came from. Throws Refused 422 beside the field. */
export function contentFrom(tx: Db, { lines, discount, pricesInclude, note, terms }: Pick<Draft, "lines" | "discount" | "pricesInclude" | "note" | "terms">, { currency, content: before }: Pick<Found, "currency" | "content">): Content {
  const { locale } = agency();
  const known = taxesById(tx);
  const example = amountFrom(minorFrom("1250", currency)!, currency);
  const takenOff = (typed: string | undefined, field: string) => {
    const found = discountFrom(typed ?? "", currency, locale);
    if (found === undefined) throw new Refused(422, `Enter a discount as an amount or a share, for example ${amountFrom(minorFrom("50", currency)!, currency)} or 10%`, { field });
    return found;
  };
  const own = new Set(before.lines.map(({ id }) => id));
  const taken = new Set<string>();
  return {
    lines: lines.flatMap(({ id, price: typed, quantity, description, unit, discount, taxId }, index): Line[] => {
      const field = (name: string) => `lines[${index}].${name}`;
      if (!description && typed === undefined) return [];
      if (!description) throw new Refused(422, "Say what this line is for", { field: field("description") });
      const price = typed === undefined ? 0 : priceFrom(typed, currency, locale);
      if (price === undefined) throw new Refused(422, `Enter a price, for example ${example}`, { field: field("price") });
      const scaled = quantity === undefined ? 10 ** QUANTITY_DIGITS : scaledFrom(quantity, QUANTITY_DIGITS, locale);
      if (!scaled) throw new Refused(422, "Enter how many, for example 2 or 1.5", { field: field("quantity") });
      if (taxId && !known[taxId]) throw new Refused(422, "Choose a tax of the list", { field: field("taxId") });
      const line = { id: id && own.has(id) && !taken.has(id) ? id : newId(), description, quantity: scaled, unit, price, discount: takenOff(discount, field("discount")), taxId: taxId ?? null };
      const { gross, discount: off } = lineOf(line);
      if (!Number.isSafeInteger(gross) || Math.abs(gross) > MOST) throw new Refused(422, "This line comes to more than an invoice can hold", { field: field("price") });
      if (line.discount?.kind === "amount" && off > Math.abs(gross)) throw new Refused(422, "The discount is more than the line", { field: field("discount") });
      taken.add(line.id);
      return [line];
    }),
    discount: takenOff(discount, "discount"),
    pricesInclude,
    note,
    terms,
  };
}

