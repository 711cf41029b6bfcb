import { agency } from "#app/agency/agency.server.ts";
import { pageOf, sliceFrom } from "#app/lib/pages.ts";
import type { SignedIn } from "#app/people/viewer.ts";
import { seesTeam } from "#app/projects/people.server.ts";
import { projects } from "#app/projects/projects.server.ts";
import { comments } from "./comments.server.ts";
import type { Message, ThreadOf } from "./parts.tsx";

/** Comments on one page of a thread. */
export const THREAD_LENGTH = 50;

/**
 * One page of a project's thread as this viewer reads it: who is "you", and which side the others are on. The newest
 * comments are the first page; `?comment=ID` asks for the page that one stands on.
 */
export function threadFor(viewer: SignedIn, projectId: string, request: Request): ThreadOf {
  const project = projects(viewer).find(projectId);
  const url = asPage(viewer, projectId, new URL(request.url));
  const slice = sliceFrom(url, THREAD_LENGTH);
  const pages = pageOf(url, slice, project.commentCount);
  const signed = seesTeam(viewer, project);
  const messages = comments(viewer)
    .on(projectId, slice)
    .map(({ id, body, createdAt, contactId, memberId, contactName, memberName }): Message => {
      // Where the client may not learn who works for them, the agency speaks with one name.
      const name = memberId ? (signed ? memberName! : agency().name) : contactName!;
      return { id, body, at: createdAt, name, side: memberId ? agency().name : project.clientName, you: viewer.id === (contactId ?? memberId) };
    });
  return { messages, earlier: pages.older, later: pages.newer };
}

function asPage(viewer: SignedIn, projectId: string, url: URL): URL {
  const commentId = url.searchParams.get("comment");
  if (!commentId) return url;
  url.searchParams.delete("comment");
  url.searchParams.set("page", String(Math.max(1, Math.ceil(comments(viewer).placeOf(projectId, commentId) / THREAD_LENGTH))));
  return url;
}
