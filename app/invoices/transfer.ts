/** Where a transfer goes, how much, and what is written on it. */
export interface Transfer {
  holder: string;
  iban: string;
  bic: string;
  currency: string;
  /** In minor units. */
  amount: number;
  reference: string;
}

/** Whose banks take part in SEPA credit transfers, by the first letters of an IBAN (EPC409-09; GB holds the Channel Islands and Man). */
const sepa = new Set("AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS SE SI SK SM VA XK".split(" "));

/**
 * A SEPA credit transfer as banking apps read it from a code: EPC069-12, version 002, in UTF-8. Null where it cannot be
 * one: another currency than the euro, no IBAN of the area, nothing to pay, or more than the format holds.
 */
export function epcCode({ holder, iban, bic, currency, amount, reference }: Transfer): string | null {
  if (currency !== "EUR" || !sepa.has(iban.slice(0, 2)) || amount < 1 || amount > 999_999_999_99) return null;
  const line = (words: string, most: number) => [...words.replace(/\s+/g, " ").trim()].slice(0, most).join("");
  const euro = `EUR${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, "0")}`;
  // Service tag, version, UTF-8, SEPA credit transfer; then no purpose and no structured reference.
  const text = ["BCD", "002", "1", "SCT", bic, line(holder, 70), iban, euro, "", "", line(reference, 140)].join("\n");
  return new TextEncoder().encode(text).length <= 331 ? text : null;
}

/** "DE02 1203 0000 0000 2020 51": as IBANs are read aloud. */
export const ibanWords = (iban: string) => iban.replace(/(.{4})(?=.)/g, "$1 ");
