import { asc, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { type Db, db } from "#db/client.server.ts";
import { members as table } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { record } from "#app/events/record.server.ts";
import { amountFrom, minorFrom, money } from "#app/lib/money.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { mustStillBe } from "#app/lib/stamp.server.ts";
import type { Member } from "#app/people/viewer.ts";
import { memberSubject } from "#app/team/members.server.ts";
import type { RateForm } from "./forms.server.ts";
import type { Entry } from "./time.server.ts";

/** Managers and owners know what an hour is charged at; nobody else, and no client ever. */
export const knowsRates = (member: Member) => member.role !== "member";

/** What an hour of each on the team is charged at, by name; `amount` as a field shows it. Throws NotFound for members. */
export function ratesOf(member: Member, tx: Db = db) {
  if (!knowsRates(member)) throw new NotFound();
  const { currency } = agency();
  return tx
    .select({ id: table.id, name: table.name, title: table.title, rateMinor: table.rateMinor })
    .from(table)
    .where(isNull(table.deactivatedAt))
    .orderBy(asc(table.name))
    .all()
    .map(({ rateMinor, ...person }) => ({ ...person, amount: rateMinor === null ? "" : amountFrom(rateMinor, currency), words: rateMinor === null ? null : money(rateMinor, currency) }));
}

/** Says what an hour of somebody's is charged at from now on; entries keep the rate they have. Throws NotFound, Refused 422, or 409 where it changed since `seen`. */
export function setRate(tx: Db, member: Member, id: string, { rate, seen }: z.output<typeof RateForm>) {
  const person = ratesOf(member, tx).find((one) => one.id === id);
  if (!person) throw new NotFound();
  mustStillBe(seen, { amount: person.amount }, `Somebody changed this rate while you were writing: it is ${person.words ?? "not said"} now. Open the page again and look.`);
  const rateMinor = rate?.trim() ? minorFrom(rate, agency().currency) : null;
  if (rateMinor === undefined || (rateMinor ?? 0) > 1_000_000_000) throw new Refused(422, `Enter an amount, for example ${amountFrom(minorFrom("95", agency().currency)!, agency().currency)}`, { field: "rate" });
  tx.update(table).set({ rateMinor }).where(eq(table.id, id)).run();
  record(tx, member, "rate.changed", memberSubject(person));
}

/** The rate an entry keeps, in a sentence for who may know it; nothing for others. */
export const keptRate = (member: Member, { rateMinor }: Entry) => (!knowsRates(member) ? "" : rateMinor === null ? "Logged without a rate." : `Logged at ${money(rateMinor, agency().currency)} an hour.`);
