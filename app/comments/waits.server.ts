import type { Waits } from "#app/lib/waits.ts";
import { unanswered } from "./unanswered.server.ts";

/** Projects whose last word is a client's. */
export const waits: Waits = {
  kind: "comment",
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
