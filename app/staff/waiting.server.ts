import { accessOf } from "#app/clients/contact.ts";
import { contacts } from "#app/clients/contacts.server.ts";
import { contactPath } from "#app/clients/paths.ts";
import { unanswered } from "#app/comments/unanswered.server.ts";
import { undelivered } from "#app/events/letterbook.server.ts";
import { now } from "#app/lib/clock.ts";
import { waited } from "#app/lib/dates.ts";
import { NoFields, blank } from "#app/lib/form.server.ts";
import type { Member } from "#app/people/viewer.ts";
import { managersOf } from "#app/projects/people.server.ts";
import { may } from "#app/team/duties.ts";
import { askedOfUs } from "./asked-of-us.server.ts";

const SHOWN = 12;

/** What waits on the agency: letters that cannot be delivered, then what clients wait for (comments, questions, answers to review, more time), longest wait first. */
export function onUs(member: Member) {
  const { gaveUp, delayed, latest } = undelivered(member);
  const { total, threads } = unanswered(member, SHOWN);
  const asked = askedOfUs(member, SHOWN);
  const managers = managersOf(member, [...threads, ...asked.rows].flatMap(({ projectId }) => projectId ?? []));
  const whoOf = (projectId: string | null) => (projectId && managers[projectId]?.[0]) || null;
  const letters = latest.map(({ id, to, address, about, state, queuedAt }) => ({
    key: `letter-${id}`,
    what: `Letter to ${to || address}`,
    // The letters themselves are for owners.
    to: member.role === "owner" ? `/staff/outbox/${id}` : null,
    about,
    next: state === "gave_up" ? ("undelivered" as const) : ("delayed" as const),
    waiting: waited(queuedAt, now()),
    who: null as string | null,
  }));
  const comments = threads.map(({ id, projectId, projectName, clientName, contactName, at }) => ({
    key: id,
    what: projectName,
    to: `/staff/projects/${projectId}/comments#comment-${id}`,
    about: `Comment by ${contactName}, ${clientName}`,
    next: "answer" as "answer" | "review" | "time",
    at,
    who: whoOf(projectId),
  }));
  const others = asked.rows.map(({ title, projectId, ...row }) => ({ ...row, what: title, who: whoOf(projectId) }));
  const waiting = [...comments, ...others]
    .sort((one, other) => one.at.getTime() - other.at.getTime())
    .slice(0, SHOWN)
    .map(({ at, ...row }) => ({ ...row, waiting: waited(at, now()) }));
  return { total: gaveUp + delayed + total + asked.total, rows: [...letters, ...waiting] };
}

/** What waits on clients: invitations not taken up yet, longest ago first. */
export function onClients(member: Member) {
  const mayInvite = may(member, "clients");
  const { total, invited } = contacts(member).notYetIn(SHOWN);
  return {
    total,
    rows: invited.map((contact) => ({
      id: contact.id,
      name: contact.name,
      clientName: contact.clientName,
      path: contactPath(contact),
      clientId: contact.clientId,
      access: accessOf(contact, now()),
      invitedAt: contact.invitedAt,
      again: mayInvite ? blank(NoFields, member, `${contactPath(contact)}/invitation`) : null,
    })),
  };
}

export type WaitingOnUs = ReturnType<typeof onUs>["rows"][number];
export type WaitingOnClients = ReturnType<typeof onClients>["rows"][number];
