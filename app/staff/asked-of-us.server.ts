import { visibleTo as acceptanceVisibleTo } from "#app/acceptances/acceptances.server.ts";
import { placeOf } from "#app/events/places.ts";
import { requests, visibleTo as requestVisibleTo } from "#app/information-requests/requests.server.ts";
import { staffPath } from "#app/information-requests/paths.ts";
import { count } from "#app/lib/words.ts";
import type { Member } from "#app/people/viewer.ts";
import { visibleTo as proposalVisibleTo } from "#app/proposals/proposals.server.ts";
import { openTimeAsks, unansweredQuestions } from "#app/questions/unanswered.server.ts";

/** One thing a client waits for: what, by whom, since when. */
interface AskedOfUs {
  key: string;
  title: string;
  to: string | null;
  about: string;
  next: "answer" | "review" | "time";
  at: Date;
  projectId: string | null;
}

/** Answers to review, questions and asks for more time of what was sent to clients, as far as a member sees: up to `limit` of each, longest wait first, and how many there are. */
export function askedOfUs(member: Member, limit: number): { total: number; rows: AskedOfUs[] } {
  const reviews = requests(member).page({ limit, offset: 0 }, { waiting: true }, { by: "sent", direction: "ascending" }).map((request): AskedOfUs => {
    const waiting = request.items.flatMap(({ status, latest }) => (status === "submitted" && latest ? [latest] : []));
    const first = waiting.reduce((first, one) => (one.submittedAt < first.submittedAt ? one : first));
    return { key: `review-${request.id}`, title: request.title, to: staffPath(request.id), about: `${count(waiting.length, "answer")} of ${first.byName}, ${request.clientName}`, next: "review", at: first.submittedAt, projectId: request.projectId };
  });
  const subjects = [
    { kind: "information_request", visible: requestVisibleTo(member) },
    { kind: "proposal", visible: proposalVisibleTo(member) },
    { kind: "acceptance", visible: acceptanceVisibleTo(member) },
  ] as const;
  const talks = subjects.map((subject) => [subject, unansweredQuestions(subject.kind, subject.visible, limit), openTimeAsks(subject.kind, subject.visible, limit)] as const);
  const to = (kind: (typeof subjects)[number]["kind"], id: string) => placeOf("staff", { kind, id, clientId: null, projectId: null });
  const rows = talks.flatMap(([{ kind }, questions, times]) => [
    ...questions.rows.map(({ id, subjectId, title, contactName, clientName, at, projectId }): AskedOfUs => ({ key: id, title, to: `${to(kind, subjectId)}#comment-${id}`, about: `Question by ${contactName}, ${clientName}`, next: "answer", at, projectId })),
    ...times.rows.map(({ id, subjectId, title, contactName, clientName, at, projectId }): AskedOfUs => ({ key: id, title, to: to(kind, subjectId), about: `${contactName}, ${clientName}, asks for more time`, next: "time", at, projectId })),
  ]);
  const total = talks.reduce((sum, [, questions, times]) => sum + questions.total + times.total, requests(member).count({ waiting: true }));
  return { total, rows: [...reviews, ...rows] };
}
