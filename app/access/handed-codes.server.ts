import { codesCookie, codesFrom } from "#app/lib/cookies.server.ts";
import { done } from "#app/lib/form.server.ts";
import { seal, unseal } from "#app/lib/keys.server.ts";
import { ownPath } from "#app/lib/request.server.ts";
import type { Member } from "#app/people/viewer.ts";

/**
 * Leads to the page that shows new recovery codes. They travel sealed in a cookie of this browser, which only this
 * session can open: the table keeps hashes, and no address and no log ever holds them.
 */
export function handOut(member: Member, codes: string[], sentence: string, to?: string): Response {
  const response = done(`/staff/profile/second-factor/codes${to ? `?to=${encodeURIComponent(ownPath(to, "staff"))}` : ""}`, sentence);
  response.headers.append("Set-Cookie", codesCookie(seal("handed codes", member.sessionId, codes.join(" "))));
  return response;
}

/** The codes on their way to this page, or null where it has shown them already. */
export function handedCodes(request: Request, member: Member): string[] | null {
  const sealed = codesFrom(request);
  return (sealed && unseal("handed codes", member.sessionId, sealed)?.split(" ")) || null;
}
