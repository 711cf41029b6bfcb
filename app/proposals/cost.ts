import { priced } from "#app/lib/money.ts";

export const feeModels = { fixed: "Fixed Fee", hourly: "Hourly Rate", retainer: "Retainer", milestone: "Milestone" } as const;
export type FeeModel = keyof typeof feeModels;
export const periods = { month: "a month", quarter: "a quarter", year: "a year" } as const;
export type Period = keyof typeof periods;

/** One thing that is offered at a price. Quantities are in hundredths, prices in minor units. */
export interface Line {
  id: string;
  description: string;
  quantity: number;
  unit: string;
  price: number;
  /** The client chooses whether it is part of the work. */
  optional: boolean;
}

/** What each fee model needs; amounts in minor units, hours in hundredths. Null where it is not settled yet. */
export type Fee =
  | { model: "fixed"; amount: number | null }
  | { model: "hourly"; rate: number | null; estimate: number | null }
  | { model: "retainer"; amount: number | null; period: Period }
  | { model: "milestone"; milestones: { id: string; name: string; amount: number; dueOn: string | null }[] };

/** A proposal's text and price, as it is written and as it is frozen when it is sent. */
export interface Content {
  /** Markdown, read as plain words where a heading or a list is not meant. */
  sections: { id: string; heading: string; body: string }[];
  lines: Line[];
  fee: Fee;
  terms: string;
}

/** The optional lines the client took, by their ids. */
export type Chosen = string[];

export const lineTotal = ({ quantity, price }: Line) => priced(quantity, price, 2);

/**
 * What a proposal costs, computed in this one place for lists, pages, letters, PDF and receipt. `amount` is the fee of
 * its model in minor units (for a fixed fee with lines: their sum), `per` what it is paid for; `extra` is what lines add
 * to a fee that is not fixed; `upTo` the estimate of an hourly rate.
 */
export function costOf({ fee, lines }: Pick<Content, "fee" | "lines">, chosen: Chosen): { amount: number; per: "hour" | Period | null; extra: number; upTo: number | null } {
  const taken = lines.filter(({ id, optional }) => !optional || chosen.includes(id)).reduce((sum, line) => sum + lineTotal(line), 0);
  if (fee.model === "fixed") return { amount: lines.length ? taken : (fee.amount ?? 0), per: null, extra: 0, upTo: null };
  if (fee.model === "hourly") return { amount: fee.rate ?? 0, per: "hour", extra: taken, upTo: fee.estimate && fee.rate ? priced(fee.estimate, fee.rate, 2) : null };
  if (fee.model === "retainer") return { amount: fee.amount ?? 0, per: fee.period, extra: taken, upTo: null };
  return { amount: fee.milestones.reduce((sum, { amount }) => sum + amount, 0), per: null, extra: taken, upTo: null };
}
