import { z } from "zod";
import { plainly, money, priced } from "#app/lib/money.ts";
import { longDay } from "#app/lib/dates.ts";
import { prose } from "#app/lib/prose.server.ts";
import type { Piece } from "./frozen.ts";
import type { Receipt } from "./receipt.ts";

// What was frozen is read as it was written then: these shapes are only ever added to, whatever the nouns become.
const OfferShape = z.object({
  client: z.string(),
  from: z.string(),
  agency: z.object({ name: z.string() }),
  currency: z.string(),
  locale: z.string(),
  chosen: z.array(z.string()).optional(),
  content: z.object({
    sections: z.array(z.object({ heading: z.string(), body: z.string() })),
    lines: z.array(z.object({ id: z.string(), description: z.string(), quantity: z.number(), unit: z.string(), price: z.number(), optional: z.boolean() })),
    fee: z.discriminatedUnion("model", [
      z.object({ model: z.literal("fixed"), amount: z.number().nullable() }),
      z.object({ model: z.literal("hourly"), rate: z.number().nullable(), estimate: z.number().nullable() }),
      z.object({ model: z.literal("retainer"), amount: z.number().nullable(), period: z.string() }),
      z.object({ model: z.literal("milestone"), milestones: z.array(z.object({ name: z.string(), amount: z.number(), dueOn: z.string().nullable() })) }),
    ]),
    terms: z.string(),
  }),
});
const AcceptanceShape = z.object({ title: z.string(), note: z.string(), document: z.string(), version: z.number(), project: z.string(), client: z.string(), agency: z.string() });
const RoundShape = z.object({
  title: z.string(),
  round: z.number(),
  roundsIncluded: z.number().nullable(),
  note: z.string(),
  project: z.string(),
  client: z.string(),
  agency: z.string(),
  shown: z.array(z.union([z.object({ title: z.string(), url: z.string() }), z.object({ title: z.string(), alt: z.string(), file: z.string() })])),
  said: z.string(),
});

/** What was in front of the person who decided, piece by piece. What no shape fits is given field by field. */
export function frozenOf({ subject, snapshot }: Pick<Receipt, "subject" | "snapshot">): Piece[] {
  const offer = subject.kind === "proposal" ? OfferShape.safeParse(snapshot) : undefined;
  if (offer?.success) return offerIn(offer.data);
  const acceptance = subject.kind === "acceptance" ? AcceptanceShape.safeParse(snapshot) : undefined;
  if (acceptance?.success) return acceptanceIn(acceptance.data);
  const round = subject.kind === "deliverable" ? RoundShape.safeParse(snapshot) : undefined;
  if (round?.success) return roundIn(round.data);
  const fields = snapshot !== null && typeof snapshot === "object" && !Array.isArray(snapshot) ? Object.entries(snapshot) : [["text", snapshot] as const];
  return [{ kind: "facts", pairs: fields.map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]) }];
}

function acceptanceIn({ note, document, version, project, client, agency }: z.output<typeof AcceptanceShape>): Piece[] {
  const words = note.trim() ? [{ kind: "prose", blocks: prose(note) } as const] : [];
  return [{ kind: "facts", pairs: [["Document", document], ["Version", String(version)], ["Project", project], ["For", client], ["From", agency]] }, ...words];
}

function roundIn({ title, round, roundsIncluded, note, project, client, agency, shown, said }: z.output<typeof RoundShape>): Piece[] {
  const columns = [{ head: "Shown", share: 2 }, { head: "What it is", share: 3 }];
  const rows = shown.map((piece) => [piece.title, "url" in piece ? piece.url : [piece.alt, piece.file === piece.title ? "" : piece.file].filter(Boolean).join(". ")]);
  const words = (heading: string, text: string): Piece[] => (text.trim() ? [{ kind: "heading", words: heading }, { kind: "prose", blocks: prose(text) }] : []);
  return [
    { kind: "facts", pairs: [["Work", title], ["Round", roundsIncluded === null ? String(round) : `${round} (${roundsIncluded} included)`], ["Project", project], ["For", client], ["From", agency]] },
    { kind: "table", columns, rows, foot: [] },
    ...words("What was said with it", note),
    ...words("Their note with the answer", said),
  ];
}

function offerIn(offer: z.output<typeof OfferShape>): Piece[] {
  const { content, client, from, agency } = offer;
  return [
    { kind: "facts", pairs: [["For", client], ["From", from && from !== agency.name ? `${from}, ${agency.name}` : agency.name]] },
    ...content.sections.flatMap(({ heading, body }): Piece[] => [...(heading ? [{ kind: "heading", words: heading } as const] : []), { kind: "prose", blocks: prose(body) }]),
    { kind: "heading", words: "What it costs" },
    ...linesIn(offer),
    ...feeIn(offer),
    ...(content.terms.trim() ? [{ kind: "heading", words: "Terms" } as const, { kind: "prose", blocks: prose(content.terms) } as const] : []),
  ];
}

function linesIn({ content: { lines, fee }, chosen, currency, locale }: z.output<typeof OfferShape>): Piece[] {
  if (lines.length === 0) return [];
  const say = (minor: number) => money(minor, currency, locale);
  const isTaken = ({ id, optional }: { id: string; optional: boolean }) => !optional || (chosen ?? []).includes(id);
  const said = (line: (typeof lines)[number]) => (line.optional ? `${line.description} (optional${chosen ? (isTaken(line) ? ", taken" : ", not taken") : ""})` : line.description);
  const total = lines.filter(isTaken).reduce((sum, { quantity, price }) => sum + priced(quantity, price, 2), 0);
  const columns = [{ head: "Part", share: 4 }, { head: "Quantity", share: 1.5, right: true }, { head: "Price", share: 1.5, right: true }, { head: "Amount", share: 1.7, right: true }];
  const rows = lines.map((line) => [said(line), [plainly(line.quantity), line.unit].filter(Boolean).join(" "), say(line.price), isTaken(line) ? say(priced(line.quantity, line.price, 2)) : "–"]);
  return [{ kind: "table", columns, rows, foot: [[fee.model === "fixed" ? "Fixed Fee" : "Together", "", "", say(total)]] }];
}

function feeIn({ content: { fee, lines }, currency, locale }: z.output<typeof OfferShape>): Piece[] {
  const say = (minor: number | null) => (minor === null ? "not settled" : money(minor, currency, locale));
  const facts = (...pairs: [string, string][]): Piece[] => [{ kind: "facts", pairs }];
  if (fee.model === "fixed") return lines.length ? [] : facts(["Fixed Fee", say(fee.amount)]);
  if (fee.model === "hourly") return facts(["Hourly Rate", say(fee.rate)], ["Estimate", fee.estimate === null ? "none" : `${plainly(fee.estimate)} hours`]);
  if (fee.model === "retainer") return facts(["Retainer", `${say(fee.amount)} a ${fee.period}`]);
  const total = fee.milestones.reduce((sum, { amount }) => sum + amount, 0);
  const columns = [{ head: "Milestone", share: 4 }, { head: "Due", share: 2 }, { head: "Amount", share: 2, right: true }];
  return [{ kind: "table", columns, rows: fee.milestones.map(({ name, dueOn, amount }) => [name, dueOn ? longDay(dueOn) : "", say(amount)]), foot: [["Together", "", say(total)]] }];
}
