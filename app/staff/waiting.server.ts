import { accessBadge, accessOf } from "#app/clients/contact.ts";
import { contacts } from "#app/clients/contacts.server.ts";
import { clientPath, contactPath } from "#app/clients/paths.ts";
import { undelivered } from "#app/events/letterbook.server.ts";
import type { Badge } from "#app/lib/badge.ts";
import { now } from "#app/lib/clock.ts";
import { waited } from "#app/lib/dates.ts";
import { NoFields, blank } from "#app/lib/form.server.ts";
import { shownRow } from "#app/needs/asking-again.server.ts";
import { lastReminders } from "#app/needs/reminding.server.ts";
import { askedOfClients, askedOfUs, dueSoon } from "#app/needs/waiting.server.ts";
import type { Member } from "#app/people/viewer.ts";
import { managersOf } from "#app/projects/people.server.ts";
import { may } from "#app/team/duties.ts";

const SHOWN = 12;

const undeliveredBadge = {
  gave_up: { label: "Not delivered", tone: "stop", icon: "alert", open: true },
  waiting: { label: "Trying again", tone: "soon", icon: "clock", open: true },
} satisfies Record<string, Badge>;

/** What waits on the agency: letters that cannot be delivered, then what clients wait for (comments, questions, answers to review, more time), longest wait first. */
export function onUs(member: Member) {
  const { gaveUp, delayed, latest } = undelivered(member);
  const asked = askedOfUs(member, SHOWN);
  const managers = managersOf(member, asked.rows.flatMap(({ projectId }) => projectId ?? []));
  const letters = latest.map(({ id, to, address, about, state, queuedAt }) => ({
    key: `letter-${id}`,
    title: `Letter to ${to || address}`,
    // The letters themselves are for owners.
    to: member.role === "owner" ? `/staff/outbox/${id}` : null,
    about,
    next: (state === "gave_up" ? undeliveredBadge.gave_up : undeliveredBadge.waiting) as Badge,
    waiting: waited(queuedAt, now()),
    who: null as string | null,
  }));
  const waiting = asked.rows.map(({ key, title, to, about, next, at, projectId, who }) => ({ key, title, to, about, next, waiting: waited(at, now()), who: who ?? (projectId && managers[projectId]?.[0]) ?? null }));
  return { total: gaveUp + delayed + asked.total, rows: [...letters, ...waiting] };
}

/** What waits on clients: what was asked of them, the nearest deadline first, then invitations not taken up yet, longest ago first. */
export function onClients(member: Member) {
  const asked = askedOfClients(member, SHOWN);
  const mayInvite = may(member, "clients");
  const { total, invited } = contacts(member).notYetIn(SHOWN);
  const last = lastReminders(member, asked.rows.map(({ id }) => id));
  const waiting = asked.rows.map((row) => {
    const { key, title, to, label, state, since, last: reminded, remind } = shownRow(row, last.get(row.id) ?? null);
    return { key, title, to, about: `${label}, ${row.clientName}`, state, since, reminded, remind, press: null as { label: string; form: ReturnType<typeof blank> } | null };
  });
  const invitations = invited.map((contact) => {
    const access = accessOf(contact, now());
    return {
      key: `invitation-${contact.id}`,
      title: contact.name,
      to: clientPath(contact.clientId),
      about: `${access === "invitation_expired" ? "Did not sign in in time" : "Not signed in yet"}, ${contact.clientName}`,
      state: accessBadge[access] as Badge,
      since: contact.invitedAt,
      reminded: null,
      remind: null,
      press: mayInvite ? { label: "Invite again", form: blank(NoFields, member, `${contactPath(contact)}/invitation`) } : null,
    };
  });
  return { total: asked.total + total, rows: [...waiting, ...invitations].slice(0, SHOWN) };
}

/** What is late and what ends today, of clients and of us, the longest ago first. */
export const deadlines = (member: Member) => dueSoon(member, SHOWN);

export type WaitingOnUs = ReturnType<typeof onUs>["rows"][number];
export type WaitingOnClients = ReturnType<typeof onClients>["rows"][number];
