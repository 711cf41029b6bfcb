import { money } from "#app/lib/money.ts";
import { type Chosen, type Content, costOf, periods } from "./proposal.ts";

/** What a text costs with these optional lines: the sum in minor units, and as it is said: "$6,400.00", "$95.00 an hour", "$900.00 a month and $200.00 once". */
export function priceOf(content: Pick<Content, "fee" | "lines">, chosen: Chosen, currency: string, locale: string) {
  const { amount, per, extra } = costOf(content, chosen);
  const say = (minor: number) => money(minor, currency, locale);
  const shown = per === null ? say(amount + extra) : `${say(amount)} ${per === "hour" ? "an hour" : periods[per]}${extra ? ` and ${say(extra)} once` : ""}`;
  return { minor: per === null ? amount + extra : amount, currency, shown };
}
