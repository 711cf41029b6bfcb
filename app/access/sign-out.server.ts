import { type AppLoadContext, redirect } from "@remix-run/node";
import { type Db, db, transact } from "#db/client.server.ts";
import { record } from "#app/events/record.server.ts";
import { flashCookie, noSessionCookie, secretFrom } from "#app/lib/cookies.server.ts";
import { NotFound } from "#app/lib/refused.ts";
import { originOf } from "#app/lib/request.server.ts";
import { contactOfSession, endSession, endSessions, findSession, memberOfSession, sessionsOfPerson } from "#app/people/sessions.server.ts";
import type { Face, SignedIn } from "#app/people/viewer.ts";
import { subjectOf } from "./entry.server.ts";

const faceOf = (viewer: SignedIn): Face => (viewer.kind === "contact" ? "portal" : "staff");

/** Ends this browser's session on one face, if it has one, and leads to the sign-in page. */
export function signOut(request: Request, context: AppLoadContext | undefined, face: Face): Response {
  const found = findSession(face, secretFrom(request, face));
  if (found.state === "alive")
    transact((tx) => {
      const origin = originOf(request, context);
      const viewer = contactOfSession(found.session, origin) ?? memberOfSession(found.session, origin);
      endSession(tx, found.session.id, "signed_out");
      if (viewer) record(tx, viewer, "session.ended", subjectOf(viewer));
    });
  return outside(face, "You are signed out.");
}

/** Ends every session of this person, on both faces. */
export function signOutEverywhere(tx: Db, viewer: SignedIn): Response {
  const ended = endSessions(tx, { personId: viewer.personId }, "signed_out");
  record(tx, viewer, "session.ended_everywhere", subjectOf(viewer), { sessions: ended });
  return outside(faceOf(viewer), "You are signed out on every device.");
}

/** One of this person's living sessions on this face. Throws NotFound for anybody else's. */
export function ownSession(viewer: SignedIn, id: string, tx: Db = db) {
  const session = sessionsOfPerson(tx, viewer.personId, faceOf(viewer)).find((session) => session.id === id);
  if (!session) throw new NotFound();
  return session;
}

/** Ends one of this person's other sessions on this face. Throws NotFound for anybody else's. */
export function endOneSession(tx: Db, viewer: SignedIn, id: string) {
  endSession(tx, ownSession(viewer, id, tx).id, "signed_out");
  record(tx, viewer, "session.ended", subjectOf(viewer), { elsewhere: true });
}

function outside(face: Face, sentence: string): Response {
  const response = redirect(`/${face}/login`, 303);
  response.headers.append("Set-Cookie", noSessionCookie(face));
  response.headers.append("Set-Cookie", flashCookie(face, sentence));
  return response;
}
