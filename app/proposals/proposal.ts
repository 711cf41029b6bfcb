import type { Catalogue } from "#app/events/catalogue.ts";
import type { Badge } from "#app/lib/badge.ts";
import { endOfDay } from "#app/lib/dates.ts";
import { type MoveOf, type StatusOf, lifecycle } from "#app/lib/lifecycle.ts";
import type { Content } from "./cost.ts";

/** domain.md §3, Proposal. Extending keeps the version; revising makes the next one. */
export const life = lifecycle({
  draft: { change: "draft", discard: "draft", send: "sent" },
  sent: { accept: "accepted", decline: "declined", ask: "sent", extend: "sent", record_acceptance: "accepted", record_decline: "declined", revise: "sent", withdraw: "withdrawn" },
  expired: { ask_for_time: "expired", extend: "sent", record_acceptance: "accepted", record_decline: "declined", revise: "sent" },
  declined: { revise: "sent" },
  accepted: { start_project: "accepted" },
  withdrawn: {},
});
export type ProposalStatus = StatusOf<typeof life>;
/** Before it is sent, and where a next version may follow. */
export const mayWrite = (status: ProposalStatus) => life.can(status, "change") || life.can(status, "revise");
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

export * from "./cost.ts";

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
  "proposal.attached": { says: "attached {file} to the draft of {subject}", tells: "no one" },
  "proposal.detached": { says: "took {file} out of the draft of {subject}", tells: "no one" },
  "proposal.file_downloaded": { says: "downloaded {file} of the proposal {subject}", tells: "no one", kind: "Downloads" },
  "proposal.template_saved": { says: "saved the proposal template {subject}", tells: "no one" },
  "proposal.template_renamed": { says: "renamed the proposal template {before} to {subject}", tells: "no one" },
  "proposal.template_removed": { says: "removed the proposal template {subject}", tells: "no one" },
  "proposal.discarded": { says: "deleted the draft of {subject}", tells: "no one" },
  "proposal.sent": { says: "sent the proposal {subject}", tells: "client", ask: "A proposal for you: {subject}", portal: true, topic: "asks" },
  "proposal.revised": { says: "sent version {version} of the proposal {subject}", tells: "client", ask: "A new version of the proposal {subject}", portal: true, topic: "asks" },
  "proposal.viewed": { says: "opened the proposal {subject}", tells: "no one" },
  "proposal.accepted": { says: "accepted the proposal {subject}", tells: "no one", portal: true },
  "proposal.declined": { says: "declined the proposal {subject}", tells: "no one", portal: true },
  "proposal.answer_recorded": { says: "recorded an answer given outside the portal to the proposal {subject}: {answer}", tells: "no one", portal: true },
  "proposal.extended": { says: "extended the proposal {subject} until {until}", tells: "client", ask: "More time for the proposal {subject}", portal: true, topic: "asks" },
  "proposal.withdrawn": { says: "withdrew the proposal {subject}", tells: "client", ask: "{actor} withdrew the proposal {subject}", portal: true },
  "proposal.ending": { says: "noted that the time to answer the proposal {subject} ends on {until}", tells: "agency", ask: "Not answered yet, and the time runs out: the proposal {subject}" },
  "proposal.expired": { says: "noted that the proposal {subject} expired", tells: "both", ask: "The proposal {subject} has expired", portal: true },
  "proposal.project_started": { says: "started a project from the proposal {subject}", tells: "no one" },
} satisfies Catalogue;
