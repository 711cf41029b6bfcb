import { db } from "#db/client.server.ts";
import { type FormGiven, NoFields, blank } from "#app/lib/form.server.ts";
import { deviceIn } from "#app/people/device.ts";
import { sessionsOfPerson } from "#app/people/sessions.server.ts";
import type { SignedIn } from "#app/people/viewer.ts";
import { FirstPasswordForm, NewPasswordForm } from "./forms.server.ts";
import { hasPassword } from "./password.server.ts";

/** One browser somebody is signed in with; `end` is the button that ends it, absent for this one. */
export interface SessionShown {
  id: string;
  device: string;
  address: string;
  since: Date;
  lastSeen: Date;
  end: FormGiven | null;
}

/** What a profile says of signing in: the browsers, and the forms that change them. `path` is the profile's own. */
export function signingIn(viewer: SignedIn, path: string) {
  const sessions: SessionShown[] = sessionsOfPerson(db, viewer.personId, viewer.kind === "contact" ? "portal" : "staff").map(({ id, agent, address, createdAt, lastSeenAt }) => ({
    id,
    device: deviceIn(agent),
    address,
    since: createdAt,
    lastSeen: lastSeenAt,
    end: id === viewer.sessionId ? null : blank(NoFields, viewer, `${path}/sessions/${id}`),
  }));
  return { sessions, everywhere: blank(NoFields, viewer, `${path}/sign-out-everywhere`), password: passwordForm(viewer, path) };
}

/** The form for a new password. Whoever has one must type it too. */
export const passwordForm = (viewer: SignedIn, path: string) => blank(hasPassword(viewer.personId) ? NewPasswordForm : FirstPasswordForm, viewer, `${path}/password`);
