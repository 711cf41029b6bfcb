import { overdue, runningOut, timeLeft, untilOf } from "#app/agency/deadlines.server.ts";
import { colleaguesWho } from "#app/clients/colleagues.server.ts";
import type { Badge } from "#app/lib/badge.ts";
import type { Need, OnClient, OnUs, Some, Waits } from "#app/lib/waits.ts";
import type { Contact, Member } from "#app/people/viewer.ts";
import { badge, roundMeter } from "./deliverable.ts";
import { answersLeft, deliverables } from "./deliverables.server.ts";
import { backWithUs } from "./waiting.server.ts";

const MOST = 50;
const soonest = { by: "due", direction: "ascending" } as const;

function needs(contact: Contact): Need[] {
  if (!contact.can.approveWork) return [];
  const asked = deliverables(contact).page({ limit: MOST, offset: 0 }, { open: true }, soonest);
  const left = answersLeft(contact, asked.filter(({ policy }) => policy === "all").map(({ roundId }) => roundId));
  const open = asked.filter(({ policy, roundId }) => policy === "any" || left.has(roundId));
  const others = open.length ? colleaguesWho(contact, "approveWork") : [];
  return open.map(({ id, projectId, title, round, roundsIncluded, deadline, status, policy, publishedAt }) => ({
    kind: "deliverable",
    id,
    projectId,
    label: "Approval",
    title: `${title}, round ${round}`,
    to: `/portal/approvals/${id}`,
    why: `${roundMeter(round, roundsIncluded)}${deadline ? `, answer by ${untilOf(deadline, true)}` : ""}`,
    verb: status === "pending" ? "Review" : "Continue review",
    hurry: deadline && (overdue(deadline) ?? runningOut("Due", deadline)),
    deadline,
    wholeDay: true,
    since: publishedAt!,
    // Where all have to, nobody can do it in one's place.
    others: policy === "any" ? others : [],
  }));
}

const steps = {
  changes: { label: "Make changes", tone: "late", icon: "back", open: true },
  stalled: { label: "Settle it", tone: "soon", icon: "alert", open: true },
  undrawn: { label: "Give another file", tone: "soon", icon: "alert", open: true },
  pin: { label: "Answer", tone: "wait", icon: "reply", open: true },
} satisfies Record<string, Badge>;

function onUs(member: Member, limit: number): Some<OnUs> {
  const { total, rows } = backWithUs(member, limit);
  const said = { changes: (client: string) => `Changes asked for by ${client}`, stalled: (client: string) => `Nobody is left at ${client} who could answer`, undrawn: (client: string) => `No page of a file can be shown to ${client}`, pin: (client: string) => `Pin left by ${client}` };
  return { total, rows: rows.map(({ id, title, clientName, why, at, projectId }) => ({ key: `approval-${id}`, title, to: `/staff/approvals/${id}`, about: said[why](clientName), next: steps[why], at, projectId })) };
}

const onClients = (member: Member, { limit, id }: { limit: number; id?: string }): Some<OnClient> => ({
  total: deliverables(member).count({ open: true, live: true, id }),
  rows: deliverables(member)
    .page({ limit, offset: 0 }, { open: true, live: true, id }, soonest)
    .map(({ id, title, round, clientId, clientName, projectId, status, deadline, publishedAt }) => ({ kind: "deliverable", id, label: "Approval", title: `${title}, round ${round}`, to: `/staff/approvals/${id}`, clientId, clientName, projectId, state: (deadline && timeLeft(deadline)) ?? badge[status], since: publishedAt!, deadline, mayRemind: true })),
});

export const waits: Waits = { kind: "deliverable", section: "/portal/approvals", needs, onUs, onClients };
