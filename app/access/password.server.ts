import { eq } from "drizzle-orm";
import { type Db, db, transact } from "#db/client.server.ts";
import { people } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { queueLetter } from "#app/events/outbox.server.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { Refused } from "#app/lib/refused.ts";
import { accountKey, addressKey, countAttempt, forgive } from "#app/people/attempts.server.ts";
import { cancelLinks } from "#app/people/links.server.ts";
import { hashPassword, isRightPassword, requireUncommon } from "#app/people/passwords.server.ts";
import { endSessions } from "#app/people/sessions.server.ts";
import type { SignedIn } from "#app/people/viewer.ts";
import { subjectOf } from "./entry.server.ts";

/** A new password's hash, once it is not among the first anybody would try for this person. Throws Refused 422. */
export function newHash(password: string, { name, email }: { name: string; email: string }): Promise<string> {
  requireUncommon(password, [name, email, agency().name]);
  return hashPassword(password);
}

/** Writes a person's new password. Their links die, and every session but the one that stays. Gives how many ended. */
export function setPassword(tx: Db, personId: string, passwordHash: string, except?: string): number {
  tx.update(people).set({ passwordHash, passwordSetAt: now() }).where(eq(people.id, personId)).run();
  cancelLinks(tx, personId, undefined, "sign_in");
  cancelLinks(tx, personId, undefined, "reset");
  return endSessions(tx, { personId }, "password_changed", except);
}

/** Whether somebody has a password at all: contacts may do without. */
export const hasPassword = (personId: string) => Boolean(db.select({ hash: people.passwordHash }).from(people).where(eq(people.id, personId)).get()?.hash);

/** The new password's hash, and the hash it is to replace. */
export interface Ready {
  before: string | null;
  hash: string;
}

/**
 * What must be ready before the profile's new password is written: whoever has a password has typed it, and the new
 * one is hashed. Throws Refused 422, 429 after too many guesses by somebody at an open desk.
 */
export async function readyPassword(viewer: SignedIn, { currentPassword, password }: { currentPassword?: string; password: string }): Promise<Ready> {
  const before = db.select({ hash: people.passwordHash }).from(people).where(eq(people.id, viewer.personId)).get()?.hash ?? null;
  if (before) {
    const counting = { "password:pair": `${accountKey(viewer.email)}:${addressKey(viewer.address)}` };
    transact((tx) => countAttempt(tx, counting));
    if (!(await isRightPassword(before, currentPassword ?? ""))) throw new Refused(422, "This is not your current password. Type the one you sign in with", { field: "currentPassword" });
    transact((tx) => forgive(tx, counting));
  }
  return { before, hash: await newHash(password, viewer) };
}

/** Changes the viewer's own password; everybody else's browsers are signed out, this one stays. Throws Refused 409. */
export function changePassword(tx: Db, viewer: SignedIn, { before, hash }: Ready) {
  const current = tx.select({ hash: people.passwordHash }).from(people).where(eq(people.id, viewer.personId)).get()?.hash ?? null;
  if (current !== before) throw new Refused(409, "Your password was changed just now, somewhere else. Nothing was changed here.");
  setPassword(tx, viewer.personId, hash, viewer.sessionId);
  told(tx, viewer);
}

/** On record, and a letter to its owner: if it was not they, they learn of it. */
export function told(tx: Db, viewer: SignedIn) {
  record(tx, viewer, "password.changed", subjectOf(viewer));
  queueLetter(tx, viewer.kind === "contact" ? { kind: "password_changed", face: "portal", contactId: viewer.id } : { kind: "password_changed", face: "staff", memberId: viewer.id });
}
