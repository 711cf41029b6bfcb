import { colleaguesWho } from "#app/clients/colleagues.server.ts";
import { now } from "#app/lib/clock.ts";
import { waited } from "#app/lib/dates.ts";
import type { Need, OnClient, OnUs, Some, Waits } from "#app/lib/waits.ts";
import type { Contact, Member } from "#app/people/viewer.ts";
import { portalPath, staffPath } from "./paths.ts";
import { kinds, staffBadge } from "./ticket.ts";
import { tickets } from "./tickets.server.ts";

const MOST = 50;
const longestFirst = { by: "turn", direction: "ascending" } as const;
const labelOf = (kind: keyof typeof kinds) => (kind === "job" ? kinds.job : "Support ticket");

function needs(contact: Contact): Need[] {
  if (!contact.can.submitRequests) return [];
  const waiting = tickets(contact).page({ limit: MOST, offset: 0 }, { state: "waiting" }, longestFirst);
  const others = waiting.length ? colleaguesWho(contact, "submitRequests") : [];
  return waiting.map(({ id, projectId, kind, name, subject, waitingSince }) => ({
    kind: "ticket",
    id,
    projectId,
    label: labelOf(kind),
    title: subject,
    to: portalPath(id),
    why: `${name}: we have waited ${waited(waitingSince!, now())} for your answer`,
    verb: "Answer",
    hurry: null,
    deadline: null,
    wholeDay: true,
    since: waitingSince!,
    others,
  }));
}

/** Those where the client had the last word, and work goes nowhere before ours. */
const owed = { state: "ours", unanswered: true } as const;

const onUs = (member: Member, limit: number): Some<OnUs> => ({
  total: tickets(member).count(owed),
  rows: tickets(member)
    .page({ limit, offset: 0 }, owed, longestFirst)
    .map(({ id, subject, name, contactName, clientName, turnAt, projectId, assigneeName }) => ({ key: `ticket-${id}`, title: subject, to: staffPath(id), about: `${name}${contactName ? ` of ${contactName}` : ""}, ${clientName}`, next: { label: "Answer", tone: "wait", icon: "reply", open: true }, at: turnAt, projectId, who: assigneeName })),
});

const onClients = (member: Member, { limit, id }: { limit: number; id?: string }): Some<OnClient> => ({
  total: tickets(member).count({ state: "waiting", live: true, id }),
  rows: tickets(member)
    .page({ limit, offset: 0 }, { state: "waiting", live: true, id }, longestFirst)
    .map((ticket) => ({ kind: "ticket", id: ticket.id, label: `${labelOf(ticket.kind)} ${ticket.name}`, title: ticket.subject, to: staffPath(ticket.id), clientId: ticket.clientId, clientName: ticket.clientName, projectId: ticket.projectId, state: staffBadge.waiting, since: ticket.waitingSince!, deadline: null, mayRemind: true })),
});

export const waits: Waits = { kind: "ticket", section: "/portal/support", needs, onUs, onClients };
