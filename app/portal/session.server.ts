import type { AppLoadContext } from "@remix-run/node";
import { type Found, contactOfSession, findSession } from "#app/people/sessions.server.ts";
import { secretFrom } from "#app/lib/cookies.server.ts";
import { originOf } from "#app/lib/request.server.ts";

/** The session behind the portal's cookie: none, over, or alive. */
export const portalSession = (request: Request): Found => findSession("portal", secretFrom(request, "portal"));

/** Who this session stands for, read anew on each request; undefined where no client is chosen or the access has ended. */
export const contactFrom = (found: Found, request: Request, context: AppLoadContext | undefined) =>
  found.state === "alive" ? contactOfSession(found.session, originOf(request, context)) : undefined;
