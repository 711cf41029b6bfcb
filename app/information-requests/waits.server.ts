import { informationRequests as table } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { overdue, runningOut, timeLeft, untilOf } from "#app/agency/deadlines.server.ts";
import { colleaguesWho } from "#app/clients/colleagues.server.ts";
import { endOfDay } from "#app/lib/dates.ts";
import { type Need, type OnClient, type OnUs, type Some, type Waits, joined } from "#app/lib/waits.ts";
import { count } from "#app/lib/words.ts";
import type { Contact, Member, SignedIn } from "#app/people/viewer.ts";
import { repliesAwaited, repliesOnClients } from "#app/questions/awaited.server.ts";
import { talkOnUs } from "#app/questions/unanswered.server.ts";
import { mayAsk } from "./asker.server.ts";
import { staffPath } from "./paths.ts";
import { badge } from "./request.ts";
import { requests, visibleTo } from "./requests.server.ts";

const MOST = 50;
const soonest = { by: "due", direction: "ascending" } as const;
const deadlineOf = (dueOn: string | null) => (dueOn ? endOfDay(agency().timeZone, dueOn) : null);

const talk = (viewer: SignedIn) => ({ kind: "information_request" as const, table, title: table.title, visible: visibleTo(viewer) });

function needs(contact: Contact): Need[] {
  const waiting = requests(contact).page({ limit: MOST, offset: 0 }, { lacking: true }, soonest);
  const others = waiting.length ? colleaguesWho(contact) : [];
  return waiting.map(({ id, title, projectId, dueOn, sentAt, progress: { needed, returned, all } }) => {
    const deadline = deadlineOf(dueOn);
    const late = deadline && overdue(deadline);
    const still = [needed ? `${needed} of ${count(all, "item")} still needed` : "", returned ? `${returned} returned with a question` : ""].filter(Boolean).join(", ");
    return {
      kind: "information_request",
      id,
      projectId,
      label: "Request",
      title,
      to: `/portal/requests/${id}`,
      why: `${still}${deadline ? `, needed by ${untilOf(deadline, true)}` : ""}`,
      verb: returned ? "Look again" : "Answer",
      hurry: deadline && (late ?? runningOut("Due", deadline)),
      deadline,
      wholeDay: true,
      since: sentAt!,
      first: returned > 0,
      others,
    };
  });
}

/** Answers that wait for a look, then questions and asks for more time. */
function onUs(member: Member, limit: number): Some<OnUs> {
  const asked = talkOnUs(talk(member), limit);
  const reviews = requests(member)
    .page({ limit, offset: 0 }, { waiting: true }, { by: "sent", direction: "ascending" })
    .map((request): OnUs => {
      const waiting = request.items.flatMap(({ status, latest }) => (status === "submitted" && latest ? [latest] : []));
      const first = waiting.reduce((first, one) => (one.submittedAt < first.submittedAt ? one : first));
      return { key: `review-${request.id}`, title: request.title, to: staffPath(request.id), about: `${count(waiting.length, "answer")} of ${first.byName}, ${request.clientName}`, next: { label: "Review", tone: "wait", icon: "eye", open: true }, at: first.submittedAt, projectId: request.projectId };
    });
  return { total: asked.total + requests(member).count({ waiting: true }), rows: [...reviews, ...asked.rows] };
}

const onClients = (member: Member, { limit, id }: { limit: number; id?: string }): Some<OnClient> => ({
  total: requests(member).count({ lacking: true, live: true, id }),
  rows: requests(member)
    .page({ limit, offset: 0 }, { lacking: true, live: true, id }, soonest)
    .map((request) => {
      const { id, number, title, clientId, clientName, projectId, dueOn, sentAt, status, progress } = request;
      const deadline = deadlineOf(dueOn);
      const state = timeLeft(deadline) ?? (status === "sent" ? badge.sent : { ...badge.in_progress, label: `${progress.accepted} of ${progress.all} accepted` });
      return { kind: "information_request", id, label: `Request ${number}`, title, to: staffPath(id), clientId, clientName, projectId, state, since: sentAt!, deadline, mayRemind: mayAsk(member, request) };
    }),
});

export const waits: Waits = {
  kind: "information_request",
  section: "/portal/requests",
  needs: (contact) => [...needs(contact), ...repliesAwaited(talk(contact), contact, "Request")],
  onUs,
  onClients: (member, asked) => joined(onClients(member, asked), repliesOnClients(talk(member), asked, "Request")),
};
