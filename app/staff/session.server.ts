import type { AppLoadContext } from "@remix-run/node";
import { type Found, findSession, memberOfSession } from "#app/people/sessions.server.ts";
import { secretFrom } from "#app/lib/cookies.server.ts";
import { originOf } from "#app/lib/request.server.ts";

/** The session behind the staff cookie: none, over, or alive. */
export const staffSession = (request: Request): Found => findSession("staff", secretFrom(request, "staff"));

export const memberFrom = (found: Found, request: Request, context: AppLoadContext | undefined) =>
  found.state === "alive" ? memberOfSession(found.session, originOf(request, context)) : undefined;
