import { divided } from "#app/lib/money.ts";

/** Digits behind the point of a quantity: 16.6667 h. */
export const QUANTITY_DIGITS = 4;
/** Digits of a unit price beyond those of its currency: a print may cost $0.1925. */
export const PRICE_DIGITS = 2;
/** Digits of a rate in per cent: 9.975 %. */
export const RATE_DIGITS = 3;
const WHOLE = 100n * 10n ** BigInt(RATE_DIGITS);

/** A rate is in thousandths of a per cent. */
export interface TaxPart {
  name: string;
  rate: number;
}

/** What is charged on a line: one tax or several at once (GST and QST), or none at all, with the note that says why not. */
export interface Tax {
  id: string;
  name: string;
  parts: TaxPart[];
  /** Printed on the invoice: why nothing is charged, for reverse charge and exemptions. */
  note: string;
}

export type Discount = { kind: "percent"; rate: number } | { kind: "amount"; amount: number } | null;

/** What a line's amount is worked out from: quantity scaled by 10^QUANTITY_DIGITS, price in minor units scaled by 10^PRICE_DIGITS. */
export interface Priced {
  quantity: number;
  price: number;
  discount: Discount;
  tax: Tax | null;
}

export interface Priceable {
  lines: Priced[];
  discount: Discount;
  /** Whether prices already hold their tax. */
  pricesInclude: boolean;
}

/** What is charged at one rate: all amounts in minor units; `base` is without the tax itself. */
export interface TaxLine {
  name: string;
  rate: number;
  base: number;
  tax: number;
  note: string;
}

export interface Totals {
  /** Each line: quantity times price, what is taken off, what remains. */
  lines: { gross: number; discount: number; net: number }[];
  /** The sum of the lines. */
  subtotal: number;
  /** What the document's own discount takes off; never negative. */
  discount: number;
  taxes: TaxLine[];
  /** Without tax. */
  net: number;
  tax: number;
  total: number;
}

const add = (one: number, other: number) => one + other;
const sumOf = (amounts: number[]) => amounts.reduce(add, 0);

/** A share of an amount at a rate, half away from zero. */
export const shareAt = (amount: number, rate: number) => divided(BigInt(amount) * BigInt(rate), WHOLE);

const taken = (discount: Discount, from: number) => (discount === null ? 0 : discount.kind === "amount" ? discount.amount : shareAt(from, discount.rate));

/** What one line comes to, in minor units. */
export function lineOf({ quantity, price, discount }: Omit<Priced, "tax">) {
  const gross = divided(BigInt(quantity) * BigInt(price), 10n ** BigInt(QUANTITY_DIGITS + PRICE_DIGITS));
  const off = taken(discount, gross);
  return { gross, discount: off, net: gross - off };
}

/**
 * Parts an amount in proportion to `weights`, the cents left over going to the largest remainders, the earlier first: the
 * parts add up to the amount. Where the weights come to nothing, all of it is the first's.
 */
export function split(amount: number, weights: number[]): number[] {
  const sum = sumOf(weights);
  if (sum === 0) return weights.map((_, index) => (index === 0 ? amount : 0));
  const [turn, whole] = [sum < 0 ? -1n : 1n, BigInt(Math.abs(sum))];
  const exact = weights.map((weight) => BigInt(amount) * BigInt(weight) * turn);
  const remainder = (top: bigint) => ((top % whole) + whole) % whole;
  const parts = exact.map((top) => Number((top - remainder(top)) / whole));
  const first = exact.map((top, index) => ({ index, left: remainder(top) })).sort((one, other) => (one.left === other.left ? one.index - other.index : one.left < other.left ? 1 : -1));
  for (const { index } of first.slice(0, amount - sumOf(parts))) parts[index]! += 1;
  return parts;
}

const untaxed: Tax = { id: "", name: "", parts: [], note: "" };
const keyOf = ({ parts, note, name }: Tax) => JSON.stringify([parts.map(({ name, rate }) => [name, rate]), note, parts.length ? "" : name]);

/**
 * What an invoice comes to. The one place where it is worked out: lists, pages, letters, PDF, statements and exports read
 * from here. The document's discount is split over the rates by largest remainder; each tax is charged once, on the sum of
 * its lines, half away from zero. All amounts are minor units of the invoice's currency.
 */
export function totalsOf({ lines, discount, pricesInclude }: Priceable): Totals {
  const worked = lines.map(lineOf);
  const subtotal = sumOf(worked.map(({ net }) => net));
  const off = taken(discount, subtotal);

  // Lines of the same taxes stand together, in the order they first appear.
  const groups = new Map<string, { tax: Tax; sum: number }>();
  lines.forEach(({ tax }, index) => {
    const key = keyOf(tax ?? untaxed);
    const group = groups.get(key);
    if (group) group.sum += worked[index]!.net;
    else groups.set(key, { tax: tax ?? untaxed, sum: worked[index]!.net });
  });
  const all = [...groups.values()];
  const shares = split(off, all.map(({ sum }) => sum));

  const taxes = new Map<string, TaxLine>();
  const charge = ({ name, rate }: TaxPart, note: string, base: number, tax: number) => {
    const key = JSON.stringify([name, rate, note]);
    const known = taxes.get(key);
    if (known) Object.assign(known, { base: known.base + base, tax: known.tax + tax });
    else taxes.set(key, { name, rate, base, tax, note });
  };
  all.forEach(({ tax: { name, parts, note }, sum }, index) => {
    const left = sum - (shares[index] ?? 0);
    const charged = parts.length ? parts : name || note ? [{ name, rate: 0 }] : [];
    const held = pricesInclude ? charged.map(({ rate }) => contained(left, rate, charged)) : charged.map(() => 0);
    const base = left - sumOf(held);
    charged.forEach((part, position) => charge(part, note, base, held[position]!));
  });
  // Prices without their tax: charged once on the sum of all it falls on.
  if (!pricesInclude) for (const line of taxes.values()) line.tax = shareAt(line.base, line.rate);

  const listed = [...taxes.values()];
  const tax = sumOf(listed.map((line) => line.tax));
  const net = subtotal - off - (pricesInclude ? tax : 0);
  return { lines: worked, subtotal, discount: off, taxes: listed, net, tax, total: net + tax };
}

/** The part of an amount that is tax at one of the rates it holds. */
const contained = (amount: number, rate: number, parts: TaxPart[]) => divided(BigInt(amount) * BigInt(rate), WHOLE + BigInt(sumOf(parts.map((part) => part.rate))));

/** What is owed of a total after what was paid and credited, and what is more than it: one of the two is zero, neither ever below. */
export const standing = ({ total, paid, credited }: { total: number; paid: number; credited: number }) => ({
  balance: Math.max(0, total - paid - credited),
  excess: Math.max(0, paid + credited - total),
});
