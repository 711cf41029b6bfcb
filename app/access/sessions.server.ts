import { db } from "#db/client.server.ts";
import { type FormGiven, NoFields, blank } from "#app/lib/form.server.ts";
import { deviceIn, signedInBy } from "#app/people/device.ts";
import { sessionsOfPerson } from "#app/people/sessions.server.ts";
import type { Face, SignedIn } from "#app/people/viewer.ts";
import { FirstPasswordForm, NewPasswordForm } from "./forms.server.ts";
import { hasPassword } from "./password.server.ts";

/** One browser somebody is signed in with. */
export interface SessionSeen {
  id: string;
  device: string;
  address: string;
  /** "with a password and a code" */
  how: string;
  since: Date;
  lastSeen: Date;
}
/** `end` is the button that ends it, absent for this one. */
export type SessionShown = SessionSeen & { end: FormGiven | null };

/** The browsers somebody is signed in with on a face, the last used first; of one client's contact alone where `contactId` says so. */
export const sessionsSeen = (personId: string, face: Face, contactId?: string): SessionSeen[] =>
  sessionsOfPerson(db, personId, face).filter((session) => !contactId || session.contactId === contactId).map(({ id, agent, address, method, secondFactor, createdAt, lastSeenAt }) => ({ id, device: deviceIn(agent), address, how: signedInBy(method, secondFactor), since: createdAt, lastSeen: lastSeenAt }));

/** What a profile says of signing in: the browsers, and the forms that change them. `path` is the profile's own. */
export function signingIn(viewer: SignedIn, path: string) {
  // Somebody who looks as this contact learns nothing of the other clients the same person works with.
  const only = viewer.kind === "contact" && viewer.preview ? viewer.id : undefined;
  const sessions: SessionShown[] = sessionsSeen(viewer.personId, viewer.kind === "contact" ? "portal" : "staff", only).map((seen) => ({ ...seen, end: seen.id === viewer.sessionId ? null : blank(NoFields, viewer, `${path}/sessions/${seen.id}`) }));
  return { sessions, everywhere: blank(NoFields, viewer, `${path}/sign-out-everywhere`), password: passwordForm(viewer, path) };
}

/** The form for a new password. Whoever has one must type it too. */
export const passwordForm = (viewer: SignedIn, path: string) => blank(hasPassword(viewer.personId) ? NewPasswordForm : FirstPasswordForm, viewer, `${path}/password`);
