import { money } from "#app/lib/money.ts";
import type { Member } from "#app/people/viewer.ts";
import { type Found, invoices } from "../invoices.server.ts";

type Listed = ReturnType<ReturnType<typeof invoices>["page"]>[number];

/** An invoice as a list shows it, amounts in words. */
export const shown = ({ id, number, clientId, clientName, projectId, projectName, currency, locale, issuedOn, dueOn, total, balance, daysLate, status, badges, disputedAt, excess }: Listed | Found) => ({
  id,
  number,
  clientId,
  clientName,
  projectId,
  projectName,
  currency,
  issuedOn,
  dueOn,
  total: money(total ?? 0, currency, locale),
  balance: balance ? money(balance, currency, locale) : null,
  excess: excess ? money(excess, currency, locale) : null,
  daysLate,
  status,
  badges,
  disputed: disputedAt !== null,
});
export type Shown = ReturnType<typeof shown>;

/** Amounts of several currencies, one after the other: never added up. */
export const amounts = (sums: { currency: string; minor: number }[]) => sums.filter(({ minor }) => minor !== 0).map(({ currency, minor }) => money(minor, currency));

/** Some invoices of a client or project, newest first, and where all of them are; null for who does not bill. */
export function invoicesOf(member: Member, of: { clientId: string } | { projectId: string }) {
  if (member.role === "member") return null;
  const all = invoices(member);
  const query = "clientId" in of ? `client=${of.clientId}` : `project=${of.projectId}`;
  return { rows: all.page({ limit: 6, offset: 0 }, of).map(shown), all: all.count(of), to: `/staff/invoices?${query}`, statement: "clientId" in of ? `/staff/clients/${of.clientId}/statement` : null, owed: amounts(all.sums(of).map(({ currency, outstanding }) => ({ currency, minor: outstanding }))) };
}
