import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { foundAgency } from "#app/agency/agency.server.ts";
import { mustSetUp } from "#app/access/second-factor.server.ts";
import { isDenial, recordDenial } from "#app/access/denials.server.ts";
import { answerFor, askedFor } from "#app/lib/answer.server.ts";
import { keepDraft } from "#app/lib/draft.server.ts";
import { NotFound } from "#app/lib/refused.ts";
import { requireOwnOrigin } from "#app/lib/request.server.ts";
import { noteOpened } from "#app/notifications/notifications.server.ts";
import { type Found, noteSeen } from "#app/people/sessions.server.ts";
import type { Member, Role } from "#app/people/viewer.ts";
import { memberFrom, staffSession } from "./session.server.ts";

type Args = LoaderFunctionArgs | ActionFunctionArgs;

/** The only way into the staff side; see app/portal/door.server.ts. `only` lists the roles a page is for: to others it is absent. What is `unnoticed`, since a page asks it by itself, keeps no session alive. */
export const asMember =
  <A extends Args, R>(enter: (args: A & { member: Member; viewer: Member }) => R, { only, unnoticed }: { only?: Role[]; unnoticed?: boolean } = {}) =>
  async (args: A): Promise<Awaited<R>> => {
    const { request, context } = args;
    requireOwnOrigin(request);
    const found = staffSession(request);
    const member = memberFrom(found, request, context);
    if (!member) throw await turnedAway(found, request);
    if (!leadsToSecondFactor(request) && mustSetUp(member)) throw await ledToSetUp(request, member);
    if (found.state === "alive" && request.method !== "HEAD" && !unnoticed) noteSeen(found.session);
    if (!unnoticed) noteOpened(member, request);
    try {
      if (only && !only.includes(member.role)) throw new NotFound();
      const answer = await enter({ ...args, member, viewer: member });
      if (isDenial(answer)) recordDenial(member, request);
      return answer;
    } catch (problem) {
      if (isDenial(problem)) recordDenial(member, request);
      throw answerFor(problem);
    }
  };

/** Where a second factor is set up, and nothing else is done. */
const leadsToSecondFactor = (request: Request) => /^\/staff\/profile\/second-factor(\/|$|\.data$)/.test(new URL(request.url).pathname);

/** Whoever has no second factor where the agency asks it of everyone sets it up before anything else. What they had typed is kept for them. */
async function ledToSetUp(request: Request, member: Member) {
  if (request.method === "POST") await keepDraft(request, member.personId, member.id);
  return redirect(`/staff/profile/second-factor?to=${encodeURIComponent(askedFor(request))}`, 303);
}

async function turnedAway(found: Found, request: Request) {
  if (!foundAgency()) return redirect("/staff/first-run", 303);
  if (found.state === "over" && found.session.memberId && found.why !== "access_ended" && request.method === "POST") await keepDraft(request, found.session.personId, found.session.memberId);
  return redirect(`/staff/login?to=${encodeURIComponent(askedFor(request))}`, 303);
}
