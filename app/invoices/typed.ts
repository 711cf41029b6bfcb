import { decimal, exponentOf, minorFrom, scaledFrom } from "#app/lib/money.ts";
import { type Content, type Discount, type Line, PRICE_DIGITS, QUANTITY_DIGITS, RATE_DIGITS, type Tax, lineOf, totalsOf } from "./invoice.ts";

/** "2.5", "16.6667": as few digits as say it. */
const few = (scaled: number, digits: number) => decimal(scaled, digits).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
export const quantityWords = (quantity: number) => few(quantity, QUANTITY_DIGITS);
export const percentWords = (rate: number) => `${few(rate, RATE_DIGITS)}%`;

/** "110.00", "0.1925": a unit price, with at least its currency's own digits. */
export function priceTyped(price: number, currency: string) {
  const exponent = exponentOf(currency);
  const [whole, fraction = ""] = few(price, exponent + PRICE_DIGITS).split(".");
  return exponent || fraction ? `${whole}.${fraction.padEnd(exponent, "0")}` : whole!;
}

/** A unit price from what was typed, scaled; undefined for what is none. */
export const priceFrom = (typed: string, currency: string, locale: string) => scaledFrom(typed, exponentOf(currency) + PRICE_DIGITS, locale);

/** "10%" or "50.00": what is taken off, null where nothing is; undefined for what is neither, is below zero, or more than all. */
export function discountFrom(typed: string, currency: string, locale: string): Discount | undefined {
  const text = typed.trim();
  if (!text) return null;
  if (text.endsWith("%")) {
    const rate = scaledFrom(text.slice(0, -1), RATE_DIGITS, locale);
    return rate === undefined || rate < 0 || rate > 100 * 10 ** RATE_DIGITS ? undefined : rate === 0 ? null : { kind: "percent", rate };
  }
  const amount = minorFrom(text, currency, locale);
  return amount === undefined || amount < 0 ? undefined : amount === 0 ? null : { kind: "amount", amount };
}
export const discountTyped = (discount: Discount, currency: string) => (discount === null ? "" : discount.kind === "percent" ? percentWords(discount.rate) : decimal(discount.amount, exponentOf(currency)));

/** A line as it stands in the form. Everything may be missing while it is typed. */
export type TypedLine = { description?: unknown; quantity?: unknown; price?: unknown; discount?: unknown; taxId?: unknown } | undefined;
export interface TypedPrices {
  lines?: readonly TypedLine[];
  discount?: unknown;
  pricesInclude?: unknown;
}
const wordsIn = (typed: unknown) => (typeof typed === "string" ? typed : "");

/** A line of the form as far as it can be read: what is no amount yet counts nothing. */
const lineFrom = (typed: TypedLine, currency: string, locale: string): Line => ({
  id: "",
  description: "",
  unit: "",
  quantity: wordsIn(typed?.quantity) ? (scaledFrom(wordsIn(typed?.quantity), QUANTITY_DIGITS, locale) ?? 0) : 10 ** QUANTITY_DIGITS,
  price: priceFrom(wordsIn(typed?.price), currency, locale) ?? 0,
  discount: discountFrom(wordsIn(typed?.discount), currency, locale) ?? null,
  taxId: wordsIn(typed?.taxId) || null,
});

/** What a line comes to as it is typed, in minor units; null while it has no price. */
export const lineNetTyped = (typed: TypedLine, currency: string, locale: string) => (wordsIn(typed?.price) ? lineOf(lineFrom(typed, currency, locale)).net : null);

/** What is typed comes to. By `totalsOf`, as everywhere. */
export const totalsTyped = ({ lines = [], discount, pricesInclude }: TypedPrices, taxes: Tax[], currency: string, locale: string) =>
  totalsOf({
    lines: lines.map((typed) => {
      const { taxId, ...line } = lineFrom(typed, currency, locale);
      return { ...line, tax: taxes.find(({ id }) => id === taxId) ?? null };
    }),
    discount: discountFrom(wordsIn(discount), currency, locale) ?? null,
    pricesInclude: Boolean(pricesInclude),
  });

/** A stored draft's prices as its fields show them. */
export const typedFrom = ({ lines, discount, pricesInclude }: Pick<Content, "lines" | "discount" | "pricesInclude">, currency: string) => ({
  lines: lines.map(({ quantity, price, discount, taxId, ...line }) => ({ ...line, quantity: quantityWords(quantity), price: priceTyped(price, currency), discount: discountTyped(discount, currency), taxId: taxId ?? "" })),
  discount: discountTyped(discount, currency),
  pricesInclude,
});
