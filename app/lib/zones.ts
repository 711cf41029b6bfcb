/** Every time zone this machine knows, by its IANA name, and every currency by its code. */
export const timeZones = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
export const currencies = Intl.supportedValuesOf("currency");

const names = new Intl.DisplayNames("en", { type: "currency" });
/** "USD, US Dollar" */
export const currencyWords = (code: string) => `${code}, ${names.of(code)}`;

/** Regions whose English this machine knows to write figures for. */
const regions = "US GB IE CA AU NZ IN ZA SG HK PH MY AE IL JP KE NG GH AT BE CH CZ DE DK ES FI FR HU IT NL NO PL PT RO SE SI SK".split(" ");
const places = new Intl.DisplayNames("en", { type: "region" });
/** English as it is written in each country: its words are ours, its figures and sums the country's. */
export const locales = regions
  .map((region) => ({ region, locale: `en-${region}` }))
  .filter(({ locale }) => Intl.NumberFormat.supportedLocalesOf(locale).length)
  .map(({ region, locale }) => ({ locale, place: places.of(region)! }))
  .sort((a, b) => (a.place < b.place ? -1 : 1));
/** "United States: 1,234,567.50" */
export const localeWords = ({ locale, place }: { locale: string; place: string }) => `${place}: ${(1234567.5).toLocaleString(locale, { minimumFractionDigits: 2 })}`;
