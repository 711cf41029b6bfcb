import { amountFrom, minorFrom, plainly, scaledFrom } from "#app/lib/money.ts";
import { type Content, type Line, costOf, lineTotal } from "./cost.ts";

/** A line as it stands in the form. Everything may be missing while it is typed. */
export type TypedLine = { id?: unknown; description?: unknown; quantity?: unknown; price?: unknown; optional?: unknown } | undefined;
export interface TypedPrice {
  model?: unknown;
  amount?: unknown;
  lines?: readonly TypedLine[];
  milestones?: readonly ({ amount?: unknown } | undefined)[];
}

const wordsIn = (typed: unknown) => (typeof typed === "string" ? typed : "");

/** A line of the form as far as it can be read: what is no amount yet counts nothing. */
const lineFrom = (typed: TypedLine, currency: string, locale: string): Line => ({
  id: "",
  description: "",
  unit: "",
  quantity: wordsIn(typed?.quantity) ? (scaledFrom(wordsIn(typed?.quantity), 2, locale) ?? 0) : 100,
  price: minorFrom(wordsIn(typed?.price), currency, locale) ?? 0,
  optional: Boolean(typed?.optional),
});

/** What a line comes to as it is typed, in minor units; null while it has no price. */
export const lineTotalTyped = (typed: TypedLine, currency: string, locale: string) => (wordsIn(typed?.price) ? lineTotal(lineFrom(typed, currency, locale)) : null);

/** What is typed comes to, in minor units: what is part of the work for certain, and with every optional line. By `costOf`, as everywhere. */
export function totalsTyped({ model, amount, lines = [], milestones = [] }: TypedPrice, currency: string, locale: string) {
  const minor = (typed: unknown) => minorFrom(wordsIn(typed), currency, locale) ?? 0;
  const named = lines.map((line, index) => ({ ...lineFrom(line, currency, locale), id: String(index) }));
  const fee: Content["fee"] =
    model === "milestone" ? { model, milestones: milestones.map((one, index) => ({ id: String(index), name: "", amount: minor(one?.amount), dueOn: null })) } : { model: "fixed", amount: minor(amount) };
  const sum = (content: Pick<Content, "fee" | "lines">, chosen: string[]) => {
    const { amount, extra } = costOf(content, chosen);
    return amount + extra;
  };
  // An hourly rate and a retainer are paid beside the lines, so those are summed by themselves.
  const content = { fee: model === "hourly" || model === "retainer" ? ({ model: "fixed", amount: 0 } as const) : fee, lines: named };
  return { least: sum(content, []), most: sum(content, named.filter(({ optional }) => optional).map(({ id }) => id)) };
}

/** A stored draft's price as its fields show it. */
export function typedFrom({ lines, fee }: Pick<Content, "lines" | "fee">, currency: string) {
  const shown = (minor: number | null) => (minor === null ? "" : amountFrom(minor, currency));
  const hundredths = (scaled: number | null) => (scaled === null ? "" : plainly(scaled));
  return {
    lines: lines.map(({ quantity, price, ...line }) => ({ ...line, quantity: hundredths(quantity), price: shown(price) })),
    model: fee.model,
    amount: fee.model === "fixed" || fee.model === "retainer" ? shown(fee.amount) : "",
    rate: fee.model === "hourly" ? shown(fee.rate) : "",
    estimate: fee.model === "hourly" ? hundredths(fee.estimate) : "",
    period: fee.model === "retainer" ? fee.period : "month",
    milestones: fee.model === "milestone" ? fee.milestones.map(({ id, name, amount, dueOn }) => ({ id, name, amount: shown(amount), dueOn: dueOn ?? "" })) : [],
  };
}
