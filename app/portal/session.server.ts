import type { AppLoadContext } from "@remix-run/node";
import { type Found, contactOfSession, findSession } from "#app/people/sessions.server.ts";
import { contactInPreview } from "#app/clients/previews.server.ts";
import { secretFrom } from "#app/lib/cookies.server.ts";
import { originOf } from "#app/lib/request.server.ts";

/** The session behind the portal's cookie: none, over, or alive. */
export const portalSession = (request: Request): Found => findSession("portal", secretFrom(request, "portal"));

/**
 * Whom this request is for, read anew each time; undefined where no client is chosen or the access has ended. A member's
 * living preview stands before a session of their own here, and leaves it as it is.
 */
export const contactFrom = (found: Found, request: Request, context: AppLoadContext | undefined) =>
  contactInPreview(request, context) ?? (found.state === "alive" ? contactOfSession(found.session, originOf(request, context)) : undefined);
