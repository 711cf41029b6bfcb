/** Digits behind the point in a currency (ISO 4217): 2 for USD, 0 for JPY, 3 for KWD. */
export function exponentOf(currency: string): number {
  let known = exponents.get(currency);
  if (known === undefined) exponents.set(currency, (known = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2));
  return known;
}
const exponents = new Map<string, number>();

/** "$6,400.00", "−$12.50": an amount in minor units, as the locale writes it, the sign before it. On the server only: browsers know other locales. */
export function money(minor: number, currency: string, locale = "en-US"): string {
  const key = locale + currency;
  const format = (formats[key] ??= new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol", signDisplay: "never" }));
  const words = format.format(decimal(minor, exponentOf(currency)) as never);
  return minor < 0 ? `−${words}` : words;
}
// Making one takes longer than a hundred amounts with it.
const formats: Record<string, Intl.NumberFormat> = {};

/** The amount as a plain decimal: "6400.00". Exact, whatever its size. */
export function decimal(scaled: number, exponent: number): string {
  const digits = String(Math.abs(scaled)).padStart(exponent + 1, "0");
  const whole = exponent ? `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}` : digits;
  return scaled < 0 ? `-${whole}` : whole;
}

/** "2", "1.5": hundredths without zeros that say nothing. */
export const plainly = (hundredths: number) => decimal(hundredths, 2).replace(/\.?0+$/, "");

/** "95.00" from minor units: how a field shows money that can be typed back. */
export const amountFrom = (minor: number, currency: string) => decimal(minor, exponentOf(currency));

/** The largest amount taken, in minor units: a product of two still fits where it is worked with as a whole number. */
export const MOST = 1_000_000_000_00;

/**
 * Minor units from what somebody typed: "7,850.00", "7850", "7.850,00", "1'000.50". Of two different marks the last is
 * the point; one mark before three digits is what the locale says it is. Undefined for what is no amount, has too many
 * digits, or is too large.
 */
export const minorFrom = (typed: string, currency: string, locale = "en-US") => scaledFrom(typed, exponentOf(currency), locale);

/** The same, for any number of digits behind the point: a quantity, a rate. */
export function scaledFrom(typed: string, exponent: number, locale = "en-US"): number | undefined {
  const [, mark, text] = /^(?:[^\d.,−-]*)([−-]?)(?:[^\d.,−-]*)([\d.,]*\d[\d.,]*)[^\d.,−-]*$/u.exec(typed.trim().replace(/[\s'’\u00a0\u202f]/g, "")) ?? [];
  if (text === undefined) return undefined;
  const sign = mark ? -1 : 1;
  const [whole, fraction] = parted(text, exponent, pointOf(locale));
  if (whole === undefined) return undefined;
  const scaled = Number(`${whole || "0"}${(fraction ?? "").padEnd(exponent, "0")}`);
  return Number.isSafeInteger(scaled) && scaled <= MOST ? sign * scaled : undefined;
}

const pointOf = (locale: string) => new Intl.NumberFormat(locale).formatToParts(0.5).find(({ type }) => type === "decimal")!.value;

function parted(text: string, exponent: number, localPoint: string): [whole?: string, fraction?: string] {
  const marks = new Set(text.replace(/\d/g, ""));
  const last = Math.max(text.lastIndexOf("."), text.lastIndexOf(","));
  const once = text.indexOf(text[last] ?? "") === last;
  // A mark that stands twice parts thousands; so does a single one before three digits that is not the locale's point.
  const isPoint = last >= 0 && once && (marks.size === 2 || text[last] === localPoint || text.length - last - 1 !== 3);
  const [whole, fraction] = isPoint ? [text.slice(0, last), text.slice(last + 1)] : [text, ""];
  if (fraction.length > exponent || !/^(?:\d*|\d{1,3}(?:[.,]\d{3})+)$/.test(whole) || new Set(whole.replace(/\d/g, "")).size > 1) return [];
  return [whole.replace(/[.,]/g, ""), fraction];
}

/** Rounds half away from zero, also below zero: `numerator / denominator` as a whole number. */
export function divided(numerator: bigint, denominator: bigint): number {
  const sign = numerator < 0n !== denominator < 0n ? -1n : 1n;
  const [top, bottom] = [numerator < 0n ? -numerator : numerator, denominator < 0n ? -denominator : denominator];
  return Number(sign * ((top * 2n + bottom) / (bottom * 2n)));
}

/** Minor units of a quantity (scaled by 10^`digits`) at a price in minor units. */
export const priced = (quantity: number, price: number, digits: number) => divided(BigInt(quantity) * BigInt(price), 10n ** BigInt(digits));
