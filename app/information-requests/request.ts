import type { Catalogue } from "#app/events/catalogue.ts";
import type { Badge } from "#app/lib/badge.ts";
import { type StatusOf, lifecycle } from "#app/lib/lifecycle.ts";
import type { FrozenFile } from "#app/receipts/receipt.ts";

/** domain.md §3, Information request. */
export const life = lifecycle({
  draft: { change: "draft", discard: "draft", send: "sent", cancel: "cancelled" },
  sent: { add_item: "sent", change: "sent", remind: "sent", cancel: "cancelled" },
  in_progress: { add_item: "in_progress", change: "in_progress", remind: "in_progress", cancel: "cancelled" },
  completed: { reopen_item: "in_progress" },
  cancelled: {},
});
export type RequestStatus = StatusOf<typeof life>;

/** Of one item. Waived stands outside progress. */
export const itemLife = lifecycle({
  pending: { save: "pending", submit: "submitted", have_none: "submitted", reword: "pending", waive: "waived" },
  submitted: { submit: "submitted", have_none: "submitted", accept: "accepted", reject: "rejected", waive: "waived" },
  rejected: { save: "rejected", submit: "submitted", have_none: "submitted", reword: "rejected", waive: "waived" },
  accepted: { undo: "submitted", waive: "waived" },
  waived: {},
});
export type ItemStatus = StatusOf<typeof itemLife>;

interface ItemFacts {
  waivedAt: Date | null;
  /** The newest submission; none while nothing was submitted. */
  latest: { acceptedAt: Date | null; rejectedAt: Date | null } | null;
}

export function itemStatusOf({ waivedAt, latest }: ItemFacts): ItemStatus {
  if (waivedAt) return "waived";
  if (!latest) return "pending";
  return latest.acceptedAt ? "accepted" : latest.rejectedAt ? "rejected" : "submitted";
}

interface Facts {
  sentAt: Date | null;
  cancelledAt: Date | null;
  items: { required: boolean; status: ItemStatus }[];
  /** Whether anything was ever submitted. */
  everAnswered: boolean;
}

/** Completed: every required item accepted or waived and no optional one awaiting review; where none is required, all count. */
export function statusOf({ sentAt, cancelledAt, items, everAnswered }: Facts): RequestStatus {
  if (cancelledAt) return "cancelled";
  if (!sentAt) return "draft";
  const isSettled = ({ status }: { status: ItemStatus }) => status === "accepted" || status === "waived";
  const required = items.filter(({ required }) => required);
  const isComplete = required.length ? required.every(isSettled) && !items.some(({ status }) => status === "submitted") : items.length > 0 && items.every(isSettled);
  return isComplete ? "completed" : everAnswered ? "in_progress" : "sent";
}

/** Accepted of those not waived, and what stands where. */
export const progressOf = (items: { status: ItemStatus }[]) => {
  const of = (wanted: ItemStatus) => items.filter(({ status }) => status === wanted).length;
  return { accepted: of("accepted"), submitted: of("submitted"), returned: of("rejected"), needed: of("pending"), all: items.length - of("waived") };
};

export const badge = {
  draft: { label: "Draft", tone: "idle", icon: "draft" },
  sent: { label: "Sent", tone: "move", icon: "sent", open: true },
  in_progress: { label: "In Progress", tone: "move", icon: "half", open: true },
  completed: { label: "Completed", tone: "done", icon: "done" },
  cancelled: { label: "Cancelled", tone: "idle", icon: "slash" },
} satisfies Record<RequestStatus, Badge>;

/** As the client reads it; the agency calls Needed "Pending" and Returned "Rejected". */
export const itemBadge = {
  pending: { label: "Needed", tone: "wait", icon: "open", open: true },
  submitted: { label: "Submitted", tone: "move", icon: "sent", open: true },
  rejected: { label: "Returned", tone: "late", icon: "back", open: true },
  accepted: { label: "Accepted", tone: "done", icon: "done" },
  waived: { label: "Waived", tone: "idle", icon: "slash" },
} satisfies Record<ItemStatus, Badge>;
export const staffItemBadge = { ...itemBadge, pending: { ...itemBadge.pending, label: "Pending" }, rejected: { ...itemBadge.rejected, label: "Rejected" } } satisfies Record<ItemStatus, Badge>;

/** "IR-0042" */
export const numberOf = (number: number | null) => (number === null ? null : `IR-${String(number).padStart(4, "0")}`);

export const itemTypes = { text: "Short text", long_text: "Long text", number: "Number", date: "Date", choice: "Choice, one", choices: "Choice, several", file: "File", files: "Files" } as const;
export type ItemType = keyof typeof itemTypes;

/** What was answered, by the item's type: words, a number as typed, a day, the options chosen, or files as they were. */
export type Answer = { words: string } | { number: string } | { day: string } | { chosen: string[] } | { files: (FrozenFile & { id: string })[] };

/** A template's items, without what belongs to one request. */
export interface TemplateContent {
  intro: string;
  items: { label: string; help: string; type: ItemType; options: string[]; required: boolean }[];
}

export const happenings = {
  "request.drafted": { says: "began the request {subject}", tells: "no one" },
  "request.changed": { says: "changed the request {subject}", tells: "no one" },
  "request.discarded": { says: "deleted the draft of {subject}", tells: "no one" },
  "request.sent": { says: "sent the request {subject}", tells: "client", ask: "We need something from you: {subject}", portal: true, topic: "asks" },
  "request.item_added": { says: "added “{item}” to the request {subject}", tells: "client", ask: "One more thing for {subject}", portal: true, topic: "asks" },
  "request.item_reworded": { says: "reworded “{item}” in the request {subject}", tells: "no one", portal: true },
  "request.reminded": { says: "sent a reminder of the request {subject}", tells: "client", ask: "A reminder: {subject}", portal: true },
  "request.cancelled": { says: "cancelled the request {subject}", tells: "client", ask: "No longer needed: {subject}", portal: true },
  "request.viewed": { says: "opened the request {subject}", tells: "no one" },
  "request.draft_saved": { says: "saved answers to the request {subject}", tells: "no one" },
  "request.item_submitted": { says: "answered “{item}” of the request {subject}", tells: "agency", ask: "{actor} answered {subject}", portal: true },
  "request.item_not_held": { says: "has nothing for “{item}” of the request {subject}", tells: "agency", ask: "{actor} answered {subject}", portal: true },
  "request.item_accepted": { says: "accepted “{item}” of the request {subject}", tells: "no one", portal: true },
  "request.item_rejected": { says: "returned “{item}” of the request {subject}", tells: "client", ask: "Another look, please: {subject}", portal: true, topic: "asks" },
  "request.item_acceptance_undone": { says: "took back the acceptance of “{item}” of the request {subject}", tells: "no one", portal: true },
  "request.item_waived": { says: "no longer needs “{item}” of the request {subject}", tells: "no one", portal: true },
  "request.file_downloaded": { says: "downloaded {file} of the request {subject}", tells: "no one", kind: "Downloads" },
  "request.template_saved": { says: "kept the template {subject} for requests", tells: "no one" },
  "request.template_renamed": { says: "renamed the template “{before}” to {subject}", tells: "no one" },
  "request.template_removed": { says: "removed the template {subject}", tells: "no one" },
  "request.completed": { says: "completed the request {subject}", tells: "both", ask: "All in: {subject}", portal: true },
} satisfies Catalogue;
