import { now } from "#app/lib/clock.ts";
import { ago } from "#app/lib/dates.ts";
import type { Waits } from "#app/lib/waits.ts";
import { repliesAwaited } from "./awaited.server.ts";
import { unanswered } from "./unanswered.server.ts";

/** Of a project's thread: a client's last word waits for us, and one of ours that asks for a reply waits for them. */
export const waits: Waits = {
  kind: "comment",
  section: "/portal/projects",
  needs: (contact) =>
    contact.can.comment
      ? repliesAwaited(contact, 50).map(({ id, projectId, title, at, by }) => ({
          kind: "comment",
          id,
          projectId,
          label: "Question",
          title,
          to: `/portal/projects/${projectId}/comments#comment-${id}`,
          why: `${by} asked you a question ${ago(at, now())}`,
          verb: "Reply",
          hurry: null,
          deadline: null,
          wholeDay: true,
          since: at,
          others: [],
        }))
      : [],
  onClients: (member, { limit, id: only }) => {
    const rows = repliesAwaited(member, limit);
    return {
      total: rows[0]?.total ?? 0,
      rows: rows
        .filter(({ id }) => !only || id === only)
        .map(({ id, projectId, title, clientId, clientName, at }) => ({ kind: "comment", id, label: "Question", title, to: `/staff/projects/${projectId}/comments#comment-${id}`, clientId, clientName, projectId, state: { label: "Reply awaited", tone: "wait", icon: "reply", open: true }, since: at, deadline: null, mayRemind: true })),
    };
  },
  onUs: (member, limit) => {
    const { total, threads } = unanswered(member, limit);
    return {
      total,
      rows: threads.map(({ id, projectId, projectName, clientName, contactName, at }) => ({
        key: id,
        title: projectName,
        to: `/staff/projects/${projectId}/comments#comment-${id}`,
        about: `Comment by ${contactName}, ${clientName}`,
        next: { label: "Answer", tone: "wait", icon: "reply", open: true },
        at,
        projectId,
      })),
    };
  },
};
