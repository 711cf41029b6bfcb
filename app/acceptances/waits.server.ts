import { acceptances as table } from "#db/schema/index.ts";
import { runningOut, timeLeft, untilOf } from "#app/agency/deadlines.server.ts";
import { type Need, type OnClient, type OnUs, type Some, type Waits, joined } from "#app/lib/waits.ts";
import type { Contact, Member, SignedIn } from "#app/people/viewer.ts";
import { repliesAwaited, repliesOnClients } from "#app/questions/awaited.server.ts";
import { talkOnUs } from "#app/questions/unanswered.server.ts";
import { badge } from "./acceptance.ts";
import { acceptances, stillAskedOf, visibleTo } from "./acceptances.server.ts";

const MOST = 50;

function needs(contact: Contact): Need[] {
  if (!contact.can.approveWork) return [];
  const waiting = acceptances(contact).page({ limit: MOST, offset: 0 }, { status: "pending", awaits: contact.id }, "deadline");
  const asked = stillAskedOf(waiting.map(({ id }) => id));
  return waiting.map(({ id, title, projectId, deadline, expiresTime, requestedAt, policy }) => {
    const wholeDay = expiresTime === null;
    const still = (asked.get(id) ?? []).filter(({ contactId }) => contactId !== contact.id).map(({ name }) => name);
      return {
        kind: "acceptance",
        id,
        projectId,
        label: "Acceptance",
        title,
        to: `/portal/acceptances/${id}`,
        why: `Open until ${untilOf(deadline, wholeDay)}${policy === "all" && still.length > 0 ? "; everyone asked has to accept" : ""}`,
        verb: "Review & accept",
        hurry: runningOut("Expires", deadline),
        deadline,
        wholeDay,
        since: requestedAt,
        // Where all have to, nobody can do it in one's place.
        others: policy === "any" ? still : [],
      };
    });
}

/** What nobody accepted in time: asked anew, or let go. */
const lapsed = (member: Member, limit: number): Some<OnUs> => ({
  total: acceptances(member).count({ lapsed: true, live: true }),
  rows: acceptances(member)
    .page({ limit, offset: 0 }, { lapsed: true, live: true }, "deadline")
    .map(({ id, title, clientName, projectId, deadline }) => ({ key: `lapsed-${id}`, title, to: `/staff/acceptances/${id}`, about: `Not accepted in time by ${clientName}`, next: { label: "Ask again", tone: "soon", icon: "expired", open: true }, at: deadline, projectId })),
});

const onClients = (member: Member, { limit, id }: { limit: number; id?: string }): Some<OnClient> => ({
  total: acceptances(member).count({ status: "pending", live: true, id }),
  rows: acceptances(member)
    .page({ limit, offset: 0 }, { status: "pending", live: true, id }, "deadline")
    .map(({ id, title, clientId, clientName, projectId, requestedAt, deadline }) => ({
      kind: "acceptance",
      id,
      label: "Acceptance",
      title,
      to: `/staff/acceptances/${id}`,
      clientId,
      clientName,
      projectId,
      state: timeLeft(deadline) ?? badge.pending,
      since: requestedAt,
      deadline,
      mayRemind: true,
    })),
});

const talk = (viewer: SignedIn) => ({ kind: "acceptance" as const, table, title: table.title, visible: visibleTo(viewer) });

export const waits: Waits = {
  kind: "acceptance",
  section: "/portal/acceptances",
  needs: (contact) => [...needs(contact), ...repliesAwaited(talk(contact), contact, "Acceptance")],
  onUs: (member, limit) => joined(talkOnUs(talk(member), limit), lapsed(member, limit)),
  onClients: (member, asked) => joined(onClients(member, asked), repliesOnClients(talk(member), asked, "Acceptance")),
};
