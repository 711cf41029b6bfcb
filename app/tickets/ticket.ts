import type { Catalogue } from "#app/events/catalogue.ts";
import type { Badge } from "#app/lib/badge.ts";
import { DAY, HOUR } from "#app/lib/clock.ts";
import { type StatusOf, lifecycle } from "#app/lib/lifecycle.ts";

export const kinds = { job: "Job", support: "Support" } as const;
export type Kind = keyof typeof kinds;
export const isKind = (word: string | null): word is Kind => word === "job" || word === "support";

/** "J-0198", "T-0213": each kind counts for itself. */
export const numberOf = (kind: Kind, number: number) => `${kind === "job" ? "J" : "T"}-${String(number).padStart(4, "0")}`;

/** Who speaks, or settled it. */
export type Side = "client" | "agency";

/** domain.md §3, Ticket. `answer` is a member's word the client reads, `reply` a contact's, `solve` theirs that it is solved. */
export const life = lifecycle({
  new: { assign: "in_progress", answer: "in_progress", reply: "new", decline: "declined", cancel: "cancelled", merge: "merged" },
  in_progress: { assign: "in_progress", answer: "in_progress", reply: "in_progress", ask: "waiting", resolve: "resolved", solve: "resolved", cancel: "cancelled", merge: "merged" },
  waiting: { assign: "waiting", answer: "waiting", reply: "in_progress", resolve: "resolved", solve: "resolved", cancel: "cancelled", merge: "merged" },
  resolved: { assign: "resolved", answer: "resolved", reply: "in_progress", reopen: "in_progress", rate: "resolved" },
  closed: { assign: "closed", reply: "in_progress", rate: "closed" },
  declined: { assign: "declined" },
  cancelled: { assign: "cancelled" },
  merged: { assign: "merged" },
});
export type TicketStatus = StatusOf<typeof life>;
export type TicketMove = Parameters<typeof life.can>[1];

/** Silence after which what was resolved is closed, and for how long after that a reply still opens it again. */
export const SILENCE = 7 * DAY;
export const REOPENABLE = 30 * DAY;

export interface Facts {
  startedAt: Date | null;
  waitingSince: Date | null;
  resolvedAt: Date | null;
  lastMessageAt: Date;
  declinedAt: Date | null;
  cancelledAt: Date | null;
  mergedAt: Date | null;
}

/** When what was resolved becomes, or became, closed: after seven days in which nobody says a word. */
export const closesAt = ({ resolvedAt, lastMessageAt }: Pick<Facts, "resolvedAt" | "lastMessageAt">) => resolvedAt && new Date(Math.max(resolvedAt.getTime(), lastMessageAt.getTime()) + SILENCE);

export function statusOf(facts: Facts, present: Date): TicketStatus {
  if (facts.mergedAt) return "merged";
  if (facts.cancelledAt) return "cancelled";
  if (facts.declinedAt) return "declined";
  if (facts.resolvedAt) return closesAt(facts)! <= present ? "closed" : "resolved";
  if (facts.waitingSince) return "waiting";
  return facts.startedAt ? "in_progress" : "new";
}

/** Whether a reply to what is closed still opens it again; after that it begins a new one. */
export const opensAgain = (facts: Pick<Facts, "resolvedAt" | "lastMessageAt">, present: Date) => present.getTime() <= closesAt(facts)!.getTime() + REOPENABLE;

export const openStatuses = ["new", "in_progress", "waiting"] as const satisfies TicketStatus[];
export const isOpen = (status: TicketStatus) => (openStatuses as readonly string[]).includes(status);

const settled = {
  resolved: { label: "Resolved", tone: "done", icon: "done" },
  closed: { label: "Closed", tone: "idle", icon: "slash" },
  declined: { label: "Declined", tone: "stop", icon: "cross" },
  cancelled: { label: "Cancelled", tone: "idle", icon: "slash" },
  merged: { label: "Merged", tone: "idle", icon: "slash" },
} as const;
const begun = {
  new: { label: "New", tone: "wait", icon: "open", open: true },
  in_progress: { label: "In progress", tone: "move", icon: "half", open: true },
} as const;
/** As the client reads it. */
export const badge = { ...begun, waiting: { label: "Waiting on you", tone: "wait", icon: "reply", open: true }, ...settled } satisfies Record<TicketStatus, Badge>;
/** As the agency does. */
export const staffBadge = { ...begun, waiting: { label: "Waiting on client", tone: "idle", icon: "clock" }, ...settled } satisfies Record<TicketStatus, Badge>;

/** 0 to 3, so that the table puts the most pressing first. */
export const priorities = ["Low", "Normal", "High", "Urgent"] as const;
export type Priority = 0 | 1 | 2 | 3;
export const priorityBadge = [
  { label: "Low", tone: "idle", icon: "down" },
  { label: "Normal", tone: "idle", icon: "level" },
  { label: "High", tone: "late", icon: "up", open: true },
  { label: "Urgent", tone: "stop", icon: "urgent", open: true },
] as const satisfies Badge[];

export const ratings = { 3: "Good", 2: "So so", 1: "Not good" } as const;
export type Rating = keyof typeof ratings;

interface Times {
  createdAt: Date;
  firstResponseAt: Date | null;
  waitingSince: Date | null;
  waitedMs: number;
  resolvedAt: Date | null;
}

/** Milliseconds until the first word of ours, until it was resolved, and of that without the time spent waiting on the client; null for what is still to come. */
export const timesOf = ({ createdAt, firstResponseAt, waitedMs, resolvedAt }: Times) => ({
  firstResponse: firstResponseAt && firstResponseAt.getTime() - createdAt.getTime(),
  gross: resolvedAt && resolvedAt.getTime() - createdAt.getTime(),
  net: resolvedAt && resolvedAt.getTime() - createdAt.getTime() - waitedMs,
});

/** All the time spent waiting on the client so far, the present wait included: milliseconds. */
export const waitedUntil = ({ waitingSince, waitedMs }: Pick<Times, "waitingSince" | "waitedMs">, present: Date) => waitedMs + (waitingSince ? present.getTime() - waitingSince.getTime() : 0);

/** "18 minutes", "3 hours 5 minutes", "2 days 4 hours": how long something took, from milliseconds. */
export function lasted(milliseconds: number): string {
  const minutes = Math.max(0, Math.round(milliseconds / 60_000));
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const told = (number: number, unit: string) => (number ? `${number} ${unit}${number === 1 ? "" : "s"}` : "");
  const words = days ? [told(days, "day"), told(hours, "hour")] : [told(hours, "hour"), told(rest, "minute")];
  return words.filter(Boolean).join(" ") || "under a minute";
}

/** Whether it waits longer than it should: for our first or next word, or for the work that was wanted by a day. */
export function isOverdue({ status, lastBy, turnAt, wantedOn }: { status: TicketStatus; lastBy: Side; turnAt: Date; wantedOn: string | null }, { present, today, answerHours }: { present: Date; today: string; answerHours: number }) {
  if (status !== "new" && status !== "in_progress") return false;
  return (lastBy === "client" && turnAt.getTime() < present.getTime() - answerHours * HOUR) || (wantedOn !== null && wantedOn < today);
}

/** Characters of a message or note. */
export const MESSAGE_LIMIT = 10_000;
export const FILES_AT_ONCE = 5;

/**
 * Whom a text calls by `@`: the whole name ("@Tom Achebe"), or the first alone where only one has it. Letters and case do
 * not matter beyond that; an address ("tom@…") calls nobody.
 */
export function mentionedIn(body: string, people: { id: string; name: string }[]): string[] {
  const plain = (text: string) => text.normalize("NFC").toLowerCase().replace(/\s+/g, " ");
  const text = plain(body);
  const first = (name: string) => plain(name).split(" ")[0]!;
  const calls = (name: string) => {
    for (let at = text.indexOf(`@${name}`); at >= 0; at = text.indexOf(`@${name}`, at + 1)) {
      const [before, after] = [text[at - 1] ?? " ", text.slice(at + 1 + name.length, at + 2 + name.length)];
      if (!/[\p{L}\p{N}._%+-]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return true;
    }
    return false;
  };
  const isAlone = ({ name }: { name: string }) => people.filter((other) => first(other.name) === first(name)).length === 1;
  return people.filter((person) => calls(plain(person.name)) || (isAlone(person) && calls(first(person.name)))).map(({ id }) => id);
}

export const happenings = {
  "ticket.submitted": { says: "opened {subject}", tells: "agency", ask: "{actor} asks: {subject}", portal: true, needs: "submitRequests" },
  "ticket.opened": { says: "opened {subject} on behalf of the client", tells: "client", ask: "We opened {number} for you: {subject}", portal: true, needs: "submitRequests" },
  "ticket.received": { says: "received {subject} as {number}", tells: "client", ask: "We have your request {number}: {subject}", portal: true, needs: "submitRequests" },
  "ticket.assigned": { says: "gave {subject} to {assignee}", tells: "no one", ask: "{actor} gave you {subject}" },
  "ticket.changed": { says: "changed {subject}: {changes}", tells: "no one" },
  "ticket.replied": { says: "replied on {subject}", tells: "agency", ask: "{actor} replied: {subject}", portal: true, needs: "submitRequests" },
  "ticket.answered": { says: "answered on {subject}", tells: "client", ask: "{actor} answered: {subject}", portal: true, needs: "submitRequests" },
  "ticket.asked": { says: "needs an answer on {subject}", tells: "client", ask: "Your answer is needed: {subject}", portal: true, needs: "submitRequests" },
  "ticket.noted": { says: "wrote an internal note on {subject}", tells: "no one", ask: "{actor} wrote a note on {subject}" },
  "ticket.mentioned": { says: "mentioned {names} on {subject}", tells: "no one", ask: "{actor} mentioned you on {subject}" },
  "ticket.followed": { says: "follows {subject}", tells: "no one" },
  "ticket.unfollowed": { says: "no longer follows {subject}", tells: "no one" },
  "ticket.resolved": { says: "resolved {subject}", tells: "client", ask: "Is it solved? {subject}", portal: true, needs: "submitRequests" },
  "ticket.solved": { says: "said that {subject} is solved", tells: "agency", ask: "{actor} says it is solved: {subject}", portal: true, needs: "submitRequests" },
  "ticket.reopened": { says: "opened {subject} again", tells: "agency", ask: "Not solved yet: {subject}", portal: true, needs: "submitRequests" },
  "ticket.declined": { says: "declined {subject}", tells: "client", ask: "We cannot take this on: {subject}", portal: true, needs: "submitRequests" },
  "ticket.cancelled": { says: "cancelled {subject}", tells: "agency", ask: "{actor} cancelled {subject}", portal: true, needs: "submitRequests" },
  "ticket.merged": { says: "merged {subject} into {into}", tells: "client", ask: "{subject} goes on in {into}", portal: true, needs: "submitRequests" },
  "ticket.rated": { says: "rated {subject}: {rating}", tells: "agency", ask: "{actor} rated {subject}: {rating}", portal: true, needs: "submitRequests" },
  "ticket.file_downloaded": { says: "downloaded {file} of {subject}", tells: "no one", kind: "Downloads" },
  "ticket.category_added": { says: "added the category {subject}", tells: "no one" },
  "ticket.category_renamed": { says: "renamed the category “{before}” to {subject}", tells: "no one" },
  "ticket.category_removed": { says: "removed the category {subject}", tells: "no one" },
  "ticket.canned_saved": { says: "kept the reply {subject} for tickets", tells: "no one" },
  "ticket.canned_changed": { says: "changed the kept reply {subject}", tells: "no one" },
  "ticket.canned_removed": { says: "removed the kept reply {subject}", tells: "no one" },
} satisfies Catalogue;
