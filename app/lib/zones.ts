/** Every time zone this machine knows, by its IANA name, and every currency by its code. */
export const timeZones = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
export const currencies = Intl.supportedValuesOf("currency");

const names = new Intl.DisplayNames("en", { type: "currency" });
/** "USD, US Dollar" */
export const currencyWords = (code: string) => `${code}, ${names.of(code)}`;
