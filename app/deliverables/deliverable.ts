import type { Catalogue } from "#app/events/catalogue.ts";
import type { Badge } from "#app/lib/badge.ts";
import { type StatusOf, lifecycle } from "#app/lib/lifecycle.ts";

/** "any": the first answer of anybody who may approve counts. "all": every named approver's, and one request for revisions outweighs them. */
export type Policy = "any" | "all";
export type Verdict = "approved" | "needs_changes";
/** What a piece of a round is, by its bytes: its name may say anything. */
export type PieceSort = "image" | "pdf" | "text" | "other" | "link";

/**
 * domain.md §3, Deliverable. With the policy "all", approve and request_revisions lead to in_review until the last named
 * approver has answered. `answer` is a reply of the agency's; `settle` closes or reopens a pin.
 */
export const life = lifecycle({
  draft: { publish: "pending" },
  pending: { open: "in_review", comment: "in_review", answer: "pending", settle: "pending", approve: "approved", request_revisions: "needs_changes", withdraw: "withdrawn", record_approval: "approved" },
  in_review: { open: "in_review", comment: "in_review", answer: "in_review", settle: "in_review", approve: "approved", request_revisions: "needs_changes", change_decision: "in_review", withdraw: "withdrawn", record_approval: "approved" },
  needs_changes: { answer: "needs_changes", settle: "needs_changes", publish: "pending" },
  approved: { reopen: "pending" },
  withdrawn: {},
});
export type DeliverableStatus = StatusOf<typeof life>;

/** Of the round that was published last, or of the first where none was. */
interface Facts {
  publishedAt: Date | null;
  firstActedAt: Date | null;
  decision: Verdict | null;
  withdrawnAt: Date | null;
}

/** Facts are stored; a status is what they say. */
export function statusOf({ publishedAt, firstActedAt, decision, withdrawnAt }: Facts): DeliverableStatus {
  if (withdrawnAt) return "withdrawn";
  if (decision) return decision;
  if (!publishedAt) return "draft";
  return firstActedAt ? "in_review" : "pending";
}

export const isOpen = (status: DeliverableStatus) => status === "pending" || status === "in_review";

export const badge = {
  draft: { label: "Draft", tone: "idle", icon: "draft" },
  pending: { label: "Pending", tone: "wait", icon: "clock", open: true },
  in_review: { label: "In review", tone: "move", icon: "eye", open: true },
  needs_changes: { label: "Needs changes", tone: "late", icon: "back", open: true },
  approved: { label: "Approved", tone: "done", icon: "done" },
  withdrawn: { label: "Withdrawn", tone: "idle", icon: "slash" },
} satisfies Record<DeliverableStatus, Badge>;

/** "Round 2 of 3 included": said before anybody asks for another. */
export function roundMeter(round: number, included: number | null) {
  if (included === null) return `Round ${round}`;
  return round <= included ? `Round ${round} of ${included} included` : `Round ${round}, ${round - included} more than the ${included} included`;
}

/** How many pieces a round holds, and how long a note is, at most. */
export const MOST_PIECES = 30;
export const NOTE_LIMIT = 2000;

/** The nine parts of a page, for those who do not point: each with its middle, in percent. */
export const areas = {
  top_left: { label: "Top left", x: 16.67, y: 16.67 },
  top: { label: "Top", x: 50, y: 16.67 },
  top_right: { label: "Top right", x: 83.33, y: 16.67 },
  left: { label: "Left", x: 16.67, y: 50 },
  centre: { label: "Centre", x: 50, y: 50 },
  right: { label: "Right", x: 83.33, y: 50 },
  bottom_left: { label: "Bottom left", x: 16.67, y: 83.33 },
  bottom: { label: "Bottom", x: 50, y: 83.33 },
  bottom_right: { label: "Bottom right", x: 83.33, y: 83.33 },
} as const;
export type Area = keyof typeof areas;
export const areaNames = Object.keys(areas) as Area[];

/** In which part of a page a spot lies, in words: for whoever does not see it. */
export function areaOf(x: number, y: number) {
  const third = (percent: number) => Math.min(2, Math.floor((percent * 3) / 100));
  return areas[areaNames[third(y) * 3 + third(x)]!].label.toLowerCase();
}

export const happenings = {
  "deliverable.begun": { says: "began {subject}, to be approved", tells: "no one" },
  "deliverable.changed": { says: "changed what is said of {subject}", tells: "no one" },
  "deliverable.file_added": { says: "added {file} to the next round of {subject}", tells: "no one" },
  "deliverable.file_described": { says: "described {file} in the next round of {subject}", tells: "no one" },
  "deliverable.file_removed": { says: "took {file} out of the next round of {subject}", tells: "no one" },
  "deliverable.published": { says: "put {subject}, round {round}, up for approval", tells: "client", ask: "Please review {subject}", portal: true },
  "deliverable.reopened": { says: "reopened {subject} with round {round}", tells: "client", ask: "Please review {subject} again", portal: true },
  "deliverable.opened": { says: "opened {subject}, round {version}", tells: "no one", portal: true },
  "deliverable.pinned": { says: "left pin {pin} on {subject}", tells: "agency", ask: "{actor} left a pin on {subject}", portal: true },
  "deliverable.replied": { says: "answered pin {pin} on {subject}", tells: "agency", ask: "{actor} answered on {subject}", portal: true },
  "deliverable.pin_settled": { says: "settled pin {pin} on {subject}", tells: "no one", portal: true },
  "deliverable.pin_reopened": { says: "reopened pin {pin} on {subject}", tells: "no one", portal: true },
  "deliverable.approved": { says: "approved {subject}, round {version}", tells: "no one", portal: true },
  "deliverable.revisions_requested": { says: "requested revisions of {subject}, round {version}", tells: "no one", portal: true },
  "deliverable.approval_recorded": { says: "recorded that {subject}, round {version}, was approved outside the portal", tells: "no one", portal: true },
  "deliverable.completed": { says: "noted that everyone asked has answered on {subject}: {outcome}", tells: "both", ask: "Everyone has answered on {subject}", portal: true },
  "deliverable.withdrawn": { says: "withdrew {subject}, round {round}", tells: "client", ask: "No longer needed: your answer on {subject}", portal: true },
  "deliverable.stalled": { says: "noted that nobody is left who could answer on {subject}", tells: "agency", ask: "Nobody is left to answer on {subject}" },
  "deliverable.file_downloaded": { says: "downloaded {file} of {subject}", tells: "no one", kind: "Downloads" },
} satisfies Catalogue;
