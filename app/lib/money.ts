/** How many digits stand after the point in a currency: 2 for USD, 0 for JPY, 3 for KWD. */
export const exponentOf = (currency: string) => new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** "$95.00" from minor units. The symbol stands attached, the minus (−) before it. */
export function money(minor: number, currency: string) {
  const digits = exponentOf(currency);
  const parts = new Intl.NumberFormat("en", { style: "currency", currency, currencyDisplay: "narrowSymbol" }).formatToParts(Math.abs(minor) / 10 ** digits);
  return `${minor < 0 ? "−" : ""}${parts.map(({ type, value }) => (type === "literal" ? "" : value)).join("")}`;
}

/** "95.00" from minor units: how a field shows money that can be typed back. */
export const amountFrom = (minor: number, currency: string) => (minor / 10 ** exponentOf(currency)).toFixed(exponentOf(currency));

/** Minor units from an amount as people write it, "95", "95.5" or "1,250.00"; undefined for anything else. */
export function minorFrom(typed: string, currency: string): number | undefined {
  const digits = exponentOf(currency);
  const found = /^(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(\d+))?$/.exec(typed.trim());
  if (!found || (found[2]?.length ?? 0) > digits) return undefined;
  return Number(`${found[1]!.replaceAll(",", "")}${(found[2] ?? "").padEnd(digits, "0")}`);
}
