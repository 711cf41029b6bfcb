import { agency } from "#app/agency/agency.server.ts";
import type { SignedIn } from "#app/people/viewer.ts";
import { projects } from "#app/projects/projects.server.ts";
import { comments } from "./comments.server.ts";
import type { Message } from "./parts.tsx";

/** A project's thread as this viewer reads it: who is "you", and which side the others are on. */
export function threadFor(viewer: SignedIn, projectId: string): Message[] {
  const { clientName } = projects(viewer).find(projectId);
  return comments(viewer)
    .on(projectId)
    .map(({ id, body, createdAt, contactId, memberId, contactName, memberName }) => ({
      id,
      body,
      at: createdAt,
      name: contactName ?? memberName ?? "",
      side: memberId ? agency().name : clientName,
      you: viewer.id === (contactId ?? memberId),
    }));
}
