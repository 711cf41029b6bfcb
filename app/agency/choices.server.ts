import { currencies, currencyWords, localeWords, locales, timeZones } from "#app/lib/zones.ts";
import type { Option } from "#app/ui/field.tsx";
import { agency } from "./agency.server.ts";

/** Of every hundred agencies, nearly all. */
const usual = ["USD", "EUR", "GBP", "CAD", "AUD", "NZD", "CHF", "SEK", "NOK", "DKK", "JPY"];

/** What a region can be chosen from, in groups. What stands there now is always among it, even where this machine no longer knows it. */
export function choices(): Record<"timeZones" | "locales" | "currencies", Option[]> {
  const { timeZone, locale, currency } = agency();
  const zones = timeZones.includes(timeZone) ? timeZones : [timeZone, ...timeZones];
  const codes = [...new Set([...usual, currency, ...currencies])];
  const known = locales.some((one) => one.locale === locale) ? [] : [{ value: locale, label: locale }];
  return {
    timeZones: zones.map((zone) => {
      const [area, ...place] = zone.replaceAll("_", " ").split("/");
      return place.length ? { value: zone, label: place.toReversed().join(", "), group: area } : { value: zone, label: zone };
    }),
    locales: [...known, ...locales.map((one) => ({ value: one.locale, label: localeWords(one) }))],
    currencies: codes.map((code) => ({ value: code, label: currencyWords(code), group: usual.includes(code) ? "Most used" : "All others" })),
  };
}
