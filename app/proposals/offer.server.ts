import { longDay } from "#app/lib/dates.ts";
import { money, plainly } from "#app/lib/money.ts";
import { prose } from "#app/lib/prose.server.ts";
import { amountOf } from "./answering.server.ts";
import { type Chosen, type Line, costOf, feeModels, lineTotal, periods } from "./proposal.ts";
import type { Snapshot } from "./proposals.server.ts";

/**
 * A version of a proposal as pages and papers of both faces draw it, with these optional lines taken: plain data, text as
 * blocks, every amount in words. `from` is who the reader may know it is from.
 */
export function offerOf(snapshot: Snapshot, chosen: Chosen = [], from = snapshot.from) {
  const { number, version, title, client, currency, locale, content, files } = snapshot;
  return {
    number,
    version,
    title,
    client,
    from,
    feeModel: feeModels[content.fee.model],
    fee: amountOf({ snapshot, currency }, chosen).shown,
    sections: content.sections.map(({ id, heading, body }) => ({ id, heading, blocks: prose(body) })),
    price: priceOf(snapshot, chosen, (minor) => money(minor, currency, locale)),
    terms: prose(content.terms),
    files: files.map(({ name, size }, place) => ({ name, size, place })),
  };
}
export type Offer = ReturnType<typeof offerOf>;

interface Sum {
  label: string;
  amount: string;
}

function priceOf({ content }: Snapshot, chosen: Chosen, say: (minor: number) => string) {
  const { fee, lines } = content;
  const cost = costOf(content, chosen);
  const isTaken = ({ id, optional }: Line) => !optional || chosen.includes(id);
  const lineOf = (line: Line) => ({ id: line.id, description: line.description, quantity: quantityOf(line), each: say(line.price), total: say(lineTotal(line)), optional: line.optional, taken: isTaken(line) });
  const per = cost.per === null ? "" : cost.per === "hour" ? " an hour" : ` ${periods[cost.per]}`;
  return {
    lines: lines.filter(isTaken).map(lineOf),
    /** Whether every line taken is one of something: then quantities say nothing. */
    single: lines.filter(isTaken).every(({ quantity, unit }) => quantity === 100 && !unit),
    options: lines.filter(({ optional }) => optional).map(lineOf),
    milestones: fee.model === "milestone" ? fee.milestones.map(({ id, name, amount, dueOn }) => ({ id, name, amount: say(amount), due: dueOn ? longDay(dueOn) : "" })) : [],
    /** The fee itself, where it is not the sum of lines or milestones. */
    facts: factsOf(content, say),
    linesTogether: fee.model === "fixed" ? (lines.length ? { label: "Fixed fee", amount: say(cost.amount) } : null) : lines.length ? { label: "Parts together", amount: say(cost.extra) } : null,
    milestonesTogether: fee.model === "milestone" ? { label: "Milestones together", amount: say(cost.amount) } : null,
    whole: fee.model === "milestone" && lines.length ? { label: "Milestones and parts", amount: say(cost.amount + cost.extra) } : null,
    per,
  } satisfies Record<string, unknown> & { linesTogether: Sum | null; milestonesTogether: Sum | null; whole: Sum | null };
}

function factsOf({ fee, lines }: Snapshot["content"], say: (minor: number) => string): Sum[] {
  const { amount, upTo } = costOf({ fee, lines }, []);
  if (fee.model === "retainer") return [{ label: "Retainer", amount: `${say(amount)} ${periods[fee.period]}` }];
  if (fee.model === "fixed") return lines.length ? [] : [{ label: "Fixed fee", amount: say(amount) }];
  if (fee.model === "milestone") return [];
  const estimate = fee.estimate === null ? [] : [{ label: "Estimate", amount: `${plainly(fee.estimate)} hours` }];
  return [{ label: "Hourly rate", amount: `${say(amount)} an hour` }, ...estimate, ...(upTo === null ? [] : [{ label: "By this estimate", amount: say(upTo) }])];
}

const quantityOf = ({ quantity, unit }: Line) => [plainly(quantity), unit].filter(Boolean).join(" ");
