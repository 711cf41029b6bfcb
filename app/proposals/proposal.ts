import type { Catalogue } from "#app/events/catalogue.ts";
import type { Badge } from "#app/lib/badge.ts";
import { endOfDay } from "#app/lib/dates.ts";
import { type MoveOf, type StatusOf, lifecycle } from "#app/lib/lifecycle.ts";
import { priced } from "#app/lib/money.ts";

/** domain.md §3, Proposal. Extending keeps the version; revising makes the next one. */
export const life = lifecycle({
  draft: { change: "draft", discard: "draft", send: "sent" },
  sent: { accept: "accepted", decline: "declined", ask: "sent", extend: "sent", record_acceptance: "accepted", record_decline: "declined", revise: "sent", withdraw: "withdrawn" },
  expired: { ask: "expired", ask_for_time: "expired", extend: "sent", record_acceptance: "accepted", record_decline: "declined", revise: "sent" },
  declined: { revise: "sent" },
  accepted: { start_project: "accepted" },
  withdrawn: {},
});
export type ProposalStatus = StatusOf<typeof life>;
export type ProposalMove = MoveOf<typeof life.table>;

interface Facts {
  version: number;
  /** Of the newest version that was sent; a draft has none. */
  expiresOn: string | null;
  decision: "accepted" | "declined" | null;
  withdrawnAt: Date | null;
}

/** Facts are stored; a status is what they say at an instant. The last day holds to its end in the agency's zone. */
export function statusOf({ version, expiresOn, decision, withdrawnAt }: Facts, timeZone: string, present: Date): ProposalStatus {
  if (version === 0) return "draft";
  if (withdrawnAt) return "withdrawn";
  if (decision) return decision;
  return expiresOn && present > endOfDay(timeZone, expiresOn) ? "expired" : "sent";
}

/** As the client reads it; the agency calls Pending "Sent". */
export const badge = {
  draft: { label: "Draft", tone: "idle", icon: "draft" },
  sent: { label: "Pending", tone: "wait", icon: "clock", open: true },
  accepted: { label: "Accepted", tone: "done", icon: "done" },
  declined: { label: "Declined", tone: "stop", icon: "cross" },
  expired: { label: "Expired", tone: "idle", icon: "expired" },
  withdrawn: { label: "Withdrawn", tone: "idle", icon: "slash" },
} satisfies Record<ProposalStatus, Badge>;
export const staffBadge = { ...badge, sent: { ...badge.sent, label: "Sent" } } satisfies Record<ProposalStatus, Badge>;

/** "PR-0031" */
export const numberOf = (number: number | null) => (number === null ? null : `PR-${String(number).padStart(4, "0")}`);

export const feeModels = { fixed: "Fixed Fee", hourly: "Hourly Rate", retainer: "Retainer", milestone: "Milestone" } as const;
export type FeeModel = keyof typeof feeModels;
export const periods = { month: "a month", quarter: "a quarter", year: "a year" } as const;
export type Period = keyof typeof periods;

/** One thing that is offered at a price. Quantities are in hundredths, prices in minor units. */
export interface Line {
  id: string;
  description: string;
  quantity: number;
  unit: string;
  price: number;
  /** The client chooses whether it is part of the work. */
  optional: boolean;
}

/** What each fee model needs; amounts in minor units, hours in hundredths. Null where it is not settled yet. */
export type Fee =
  | { model: "fixed"; amount: number | null }
  | { model: "hourly"; rate: number | null; estimate: number | null }
  | { model: "retainer"; amount: number | null; period: Period }
  | { model: "milestone"; milestones: { id: string; name: string; amount: number; dueOn: string | null }[] };

/** A proposal's text and price, as it is written and as it is frozen when it is sent. */
export interface Content {
  /** Markdown, read as plain words where a heading or a list is not meant. */
  sections: { id: string; heading: string; body: string }[];
  lines: Line[];
  fee: Fee;
  terms: string;
}

/** The optional lines the client took, by their ids. */
export type Chosen = string[];

export const lineTotal = ({ quantity, price }: Line) => priced(quantity, price, 2);

/**
 * What a proposal costs, computed in this one place for lists, pages, letters, PDF and receipt. `amount` is the fee of
 * its model in minor units (for a fixed fee with lines: their sum), `per` what it is paid for; `extra` is what lines add
 * to a fee that is not fixed; `upTo` the estimate of an hourly rate.
 */
export function costOf({ fee, lines }: Pick<Content, "fee" | "lines">, chosen: Chosen): { amount: number; per: "hour" | Period | null; extra: number; upTo: number | null } {
  const taken = lines.filter(({ id, optional }) => !optional || chosen.includes(id)).reduce((sum, line) => sum + lineTotal(line), 0);
  if (fee.model === "fixed") return { amount: lines.length ? taken : (fee.amount ?? 0), per: null, extra: 0, upTo: null };
  if (fee.model === "hourly") return { amount: fee.rate ?? 0, per: "hour", extra: taken, upTo: fee.estimate && fee.rate ? priced(fee.estimate, fee.rate, 2) : null };
  if (fee.model === "retainer") return { amount: fee.amount ?? 0, per: fee.period, extra: taken, upTo: null };
  return { amount: fee.milestones.reduce((sum, { amount }) => sum + amount, 0), per: null, extra: taken, upTo: null };
}

/** What a proposal still lacks before it can be sent, one sentence each, for its fee model. */
export function lacks({ sections, lines, fee }: Content): string[] {
  const without: string[] = [];
  if (!sections.some(({ body }) => body.trim())) without.push("Write at least one section");
  if (fee.model === "fixed" && fee.amount === null && lines.length === 0) without.push("Give the fee, or lines that add up to it");
  if (fee.model === "hourly" && fee.rate === null) without.push("Give the hourly rate");
  if (fee.model === "hourly" && fee.estimate === null) without.push("Give the estimate in hours");
  if (fee.model === "retainer" && fee.amount === null) without.push("Give the amount of the retainer");
  if (fee.model === "milestone" && fee.milestones.length === 0) without.push("Give at least one milestone");
  return without;
}

export const happenings = {
  "proposal.drafted": { says: "began the proposal {subject}", tells: "no one" },
  "proposal.changed": { says: "changed the draft of {subject}", tells: "no one" },
  "proposal.discarded": { says: "deleted the draft of {subject}", tells: "no one" },
  "proposal.sent": { says: "sent the proposal {subject}", tells: "client", ask: "A proposal for you: {subject}", portal: true },
  "proposal.revised": { says: "sent version {version} of the proposal {subject}", tells: "client", ask: "A new version of the proposal {subject}", portal: true },
  "proposal.viewed": { says: "opened the proposal {subject}", tells: "no one" },
  "proposal.accepted": { says: "accepted the proposal {subject}", tells: "no one", portal: true },
  "proposal.declined": { says: "declined the proposal {subject}", tells: "no one", portal: true },
  "proposal.answer_recorded": { says: "recorded an answer given outside the portal to the proposal {subject}: {answer}", tells: "no one", portal: true },
  "proposal.extended": { says: "extended the proposal {subject} until {until}", tells: "client", ask: "More time for the proposal {subject}", portal: true },
  "proposal.withdrawn": { says: "withdrew the proposal {subject}", tells: "client", ask: "{actor} withdrew the proposal {subject}", portal: true },
  "proposal.expired": { says: "noted that the proposal {subject} expired", tells: "both", ask: "The proposal {subject} has expired", portal: true },
  "proposal.project_started": { says: "started a project from the proposal {subject}", tells: "no one" },
} satisfies Catalogue;
