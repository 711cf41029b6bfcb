import { proposals as table } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { runningOut, timeLeft, untilOf } from "#app/agency/deadlines.server.ts";
import { colleaguesWho } from "#app/clients/colleagues.server.ts";
import { endOfDay } from "#app/lib/dates.ts";
import { type Need, type OnClient, type OnUs, type Some, type Waits, joined } from "#app/lib/waits.ts";
import type { Contact, Member, SignedIn } from "#app/people/viewer.ts";
import { repliesAwaited, repliesOnClients } from "#app/questions/awaited.server.ts";
import { talkOnUs } from "#app/questions/unanswered.server.ts";
import { amountOf } from "./answering.server.ts";
import { maySend } from "./duty.server.ts";
import { badge, feeModels } from "./proposal.ts";
import { proposals, visibleTo } from "./proposals.server.ts";

const MOST = 50;
const soonest = { by: "expires", direction: "ascending" } as const;

function needs(contact: Contact): Need[] {
  if (!contact.can.approveWork) return [];
  const waiting = proposals(contact).page({ limit: MOST, offset: 0 }, { status: "sent" }, soonest);
  const others = waiting.length ? colleaguesWho(contact, "approveWork") : [];
  return waiting.map((proposal) => {
    const deadline = endOfDay(agency().timeZone, proposal.sent!.expiresOn);
    const fee = `${amountOf(proposal, []).shown}, ${feeModels[proposal.content.fee.model].toLowerCase()}`;
    return {
      kind: "proposal",
      id: proposal.id,
      projectId: proposal.projectId,
      label: "Proposal",
      title: proposal.title,
      to: `/portal/proposals/${proposal.id}`,
      why: `${fee}, open until ${untilOf(deadline, true)}`,
      verb: "Read proposal",
      hurry: runningOut("Expires", deadline),
      deadline,
      wholeDay: true,
      since: proposal.sent!.sentAt,
      others,
    };
  });
}

/** What nobody answered in time: given more, settled as it was answered elsewhere, or let go. */
const lapsed = (member: Member, limit: number): Some<OnUs> => ({
  total: proposals(member).count({ lapsed: true, live: true }),
  rows: proposals(member)
    .page({ limit, offset: 0 }, { lapsed: true, live: true }, soonest)
    .map(({ id, title, clientName, projectId, sent }) => ({ key: `lapsed-${id}`, title, to: `/staff/proposals/${id}`, about: `Not answered in time by ${clientName}`, next: { label: "Give time", tone: "soon", icon: "expired", open: true }, at: endOfDay(agency().timeZone, sent!.expiresOn), projectId })),
});

const onClients = (member: Member, { limit, id }: { limit: number; id?: string }): Some<OnClient> => ({
  total: proposals(member).count({ status: "sent", live: true, id }),
  rows: proposals(member)
    .page({ limit, offset: 0 }, { status: "sent", live: true, id }, soonest)
    .map((proposal) => {
      const { id, number, title, clientId, clientName, projectId, sent } = proposal;
      const deadline = endOfDay(agency().timeZone, sent!.expiresOn);
      return { kind: "proposal", id, label: `Proposal ${number}`, title, to: `/staff/proposals/${id}`, clientId, clientName, projectId, state: timeLeft(deadline) ?? badge.sent, since: sent!.sentAt, deadline, mayRemind: maySend(member, proposal) };
    }),
});

const talk = (viewer: SignedIn) => ({ kind: "proposal" as const, table, title: table.title, visible: visibleTo(viewer) });

export const waits: Waits = {
  kind: "proposal",
  section: "/portal/proposals",
  needs: (contact) => [...needs(contact), ...repliesAwaited(talk(contact), contact, "Proposal")],
  onUs: (member, limit) => joined(talkOnUs(talk(member), limit), lapsed(member, limit)),
  onClients: (member, asked) => joined(onClients(member, asked), repliesOnClients(talk(member), asked, "Proposal")),
};
