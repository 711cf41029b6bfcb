import { invoices as table } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { overdue, runningOut, timeLeft, untilOf } from "#app/agency/deadlines.server.ts";
import { colleaguesWho } from "#app/clients/colleagues.server.ts";
import { endOfDay } from "#app/lib/dates.ts";
import { money } from "#app/lib/money.ts";
import { type Need, type OnClient, type OnUs, type Some, type Waits, joined } from "#app/lib/waits.ts";
import type { Contact, Member, SignedIn } from "#app/people/viewer.ts";
import { seesInvoices } from "#app/people/reach.server.ts";
import { repliesAwaited, repliesOnClients } from "#app/questions/awaited.server.ts";
import { talkOnUs } from "#app/questions/unanswered.server.ts";
import { openDisputes } from "./disputes.server.ts";
import { invoices, visibleTo } from "./invoices.server.ts";

const MOST = 50;
const soonest = { by: "due", direction: "ascending" } as const;
const deadlineOf = (dueOn: string) => endOfDay(agency().timeZone, dueOn);
const talk = (viewer: SignedIn) => ({ kind: "invoice" as const, table, title: table.number, visible: visibleTo(viewer) });

function needs(contact: Contact): Need[] {
  if (!seesInvoices(contact)) return [];
  const due = invoices(contact).page({ limit: MOST, offset: 0 }, { state: "open" }, soonest);
  const others = due.length ? colleaguesWho(contact, "viewInvoices") : [];
  return due.map(({ id, number, projectId, dueOn, sentAt, balance, currency, disputedAt }) => {
    const deadline = deadlineOf(dueOn!);
    return {
      kind: "invoice",
      id,
      projectId,
      label: "Invoice",
      title: number!,
      to: `/portal/invoices/${id}`,
      why: `${money(balance, currency, agency().locale)} outstanding, due ${untilOf(deadline, true)}${disputedAt ? "; you have disputed it" : ""}`,
      verb: "See invoice",
      hurry: overdue(deadline) ?? runningOut("Due", deadline),
      deadline,
      wholeDay: true,
      since: sentAt!,
      others,
      paused: disputedAt !== null,
    };
  });
}

function onUs(member: Member, limit: number): Some<OnUs> {
  if (!seesInvoices(member)) return { total: 0, rows: [] };
  const { total, rows } = openDisputes(member, limit);
  const disputed = rows.map(({ id, invoiceId, number, contactName, clientName, at, projectId }): OnUs => ({ key: `dispute-${id}`, title: number, to: `/staff/invoices/${invoiceId}`, about: `${contactName}, ${clientName}, disputes it`, next: { label: "Settle", tone: "stop", icon: "flag", open: true }, at, projectId }));
  return joined({ total, rows: disputed }, talkOnUs(talk(member), limit));
}

const onClients = (member: Member, { limit, id }: { limit: number; id?: string }): Some<OnClient> => ({
  total: invoices(member).count({ state: "open", live: true, id }),
  rows: invoices(member)
    .page({ limit, offset: 0 }, { state: "open", live: true, id }, soonest)
    .map(({ id, number, clientId, clientName, projectId, dueOn, sentAt, disputedAt }) => {
      const deadline = deadlineOf(dueOn!);
      return { kind: "invoice", id, label: "Invoice", title: number!, to: `/staff/invoices/${id}`, clientId, clientName, projectId, state: timeLeft(deadline) ?? { label: "Due", tone: "wait", icon: "clock", open: true }, since: sentAt!, deadline, mayRemind: disputedAt === null };
    }),
});

export const waits: Waits = {
  kind: "invoice",
  section: "/portal/invoices",
  needs: (contact) => (seesInvoices(contact) ? [...needs(contact), ...repliesAwaited(talk(contact), contact, "Invoice")] : []),
  onUs,
  onClients: (member, asked) => (seesInvoices(member) ? joined(onClients(member, asked), repliesOnClients(talk(member), asked, "Invoice")) : { total: 0, rows: [] }),
};
