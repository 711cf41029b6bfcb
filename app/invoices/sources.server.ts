import { eq } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { invoiceSources as table } from "#db/schema/index.ts";
import { record } from "#app/events/record.server.ts";
import { monthWords } from "#app/lib/dates.ts";
import { newId } from "#app/lib/id.server.ts";
import { Refused } from "#app/lib/refused.ts";
import type { Member } from "#app/people/viewer.ts";
import type { Period } from "#app/proposals/proposal.ts";
import { proposals } from "#app/proposals/proposals.server.ts";
import { requireTax, today } from "./billing.server.ts";
import { type Line, PRICE_DIGITS, QUANTITY_DIGITS } from "./invoice.ts";
import { subjectOf } from "./invoices.server.ts";
import { mustDraft, setContent } from "./writing.server.ts";

/** A part of an accepted proposal that can be billed. `key` names it in a form. */
export interface Billable {
  key: string;
  proposalId: string;
  part: string;
  /** "PR-0028 Online shop rebuild" */
  proposal: string;
  label: string;
  lines: Omit<Line, "id" | "taxId">[];
  /** The invoice it stands on already: each is billed once. */
  invoiceId: string | null;
}

const line = (description: string, minor: number, quantity = 100, unit = ""): Omit<Line, "id" | "taxId"> => ({ description, quantity: quantity * 10 ** (QUANTITY_DIGITS - 2), unit, price: minor * 10 ** PRICE_DIGITS, discount: null });

/** What of the client's accepted proposals may be billed in this currency: all of a fixed fee, each milestone, each period of a retainer. Throws NotFound. */
export function billables(member: Member, { clientId, currency }: { clientId: string; currency: string }, tx: Db = db): Billable[] {
  const taken = new Map(tx.select().from(table).where(eq(table.clientId, clientId)).all().map(({ proposalId, part, invoiceId }) => [`${proposalId} ${part}`, invoiceId]));
  return proposals(member, tx)
    .page({ limit: 100, offset: 0 }, { clientId, status: "accepted" })
    .filter((proposal) => proposal.currency === currency)
    .flatMap(({ id, number, snapshot, sent }) => {
      const { title, content } = snapshot!;
      const chosen = sent!.chosen ?? [];
      const lines = content.lines.filter(({ optional, id }) => !optional || chosen.includes(id)).map(({ description, price, quantity, unit }) => line(description, price, quantity, unit));
      const { fee } = content;
      const parts: { part: string; label: string; lines: Omit<Line, "id" | "taxId">[] }[] = [];
      if (fee.model === "fixed") parts.push({ part: "whole", label: "The whole fee", lines: lines.length ? lines : [line(title, fee.amount ?? 0)] });
      else if (lines.length) parts.push({ part: "lines", label: "Its lines", lines });
      if (fee.model === "milestone") parts.push(...fee.milestones.map(({ id, name, amount }) => ({ part: `milestone:${id}`, label: name, lines: [line(`${title}: ${name}`, amount)] })));
      if (fee.model === "retainer") parts.push(...periodsOf(fee.period, sent!.decidedAt!.toISOString().slice(0, 10)).map(({ key, words }) => ({ part: `period:${key}`, label: words, lines: [line(`${title}, ${words}`, fee.amount ?? 0)] })));
      return parts.map(({ part, ...rest }) => ({ key: `${id}~${part}`, proposalId: id, part, proposal: [number, title].filter(Boolean).join(" "), ...rest, invoiceId: taken.get(`${id} ${part}`) ?? null }));
    });
}

/** The periods of a retainer from the one it was accepted in to the next that comes: at most the last twelve. */
function periodsOf(period: Period, from: string): { key: string; words: string }[] {
  const step = { month: 1, quarter: 3, year: 12 }[period];
  const indexOf = (day: string) => Math.floor((Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1) / step);
  const last = indexOf(today()) + 1;
  const first = Math.max(indexOf(from), last - 11);
  return Array.from({ length: last - first + 1 }, (_, offset) => {
    const months = (last - offset) * step;
    const [year, month] = [Math.floor(months / 12), (months % 12) + 1];
    const key = period === "year" ? `${year}` : period === "quarter" ? `${year}-Q${Math.floor((month - 1) / 3) + 1}` : `${year}-${String(month).padStart(2, "0")}`;
    return { key, words: period === "year" ? `${year}` : period === "quarter" ? `quarter ${Math.floor((month - 1) / 3) + 1} of ${year}` : monthWords(key) };
  });
}

/** Puts parts of accepted proposals on a draft, as lines; each may be billed once. Gives how many lines came. Throws NotFound; Refused 403, 409 where one stands on an invoice already, 422. */
export function addSources(tx: Db, member: Member, id: string, keys: string[], taxId: string | null = null): number {
  const draft = mustDraft(member, id, tx);
  requireTax(tx, taxId);
  const known = billables(member, draft, tx);
  const chosen = [...new Set(keys)].map((key) => known.find((one) => one.key === key));
  if (chosen.length === 0 || chosen.some((one) => !one)) throw new Refused(422, "Choose from the list", { field: "parts" });
  const billed = chosen.find((one) => one!.invoiceId);
  if (billed) throw new Refused(409, `${billed.label} of ${billed.proposal} stands on an invoice already. Nothing was recorded.`);
  const added = chosen.flatMap((one) => one!.lines.map((line) => ({ source: one!, line: { ...line, id: newId(), taxId } })));
  const lines = [...draft.content.lines, ...added.map(({ line }) => line)];
  if (lines.length > 200) throw new Refused(422, "An invoice has at most 200 lines. Choose less", { field: "parts" });
  for (const one of chosen) {
    const { proposalId, part } = one!;
    const first = added.find(({ source }) => source === one)!.line.id;
    tx.insert(table).values({ proposalId, part, clientId: draft.clientId, invoiceId: id, lineId: first }).run();
  }
  setContent(tx, draft, { content: { ...draft.content, lines } });
  record(tx, member, "invoice.changed", subjectOf(draft));
  return added.length;
}

