import { eq } from "drizzle-orm";
import { transact } from "#db/client.server.ts";
import { people } from "#db/schema/index.ts";
import { now } from "#app/lib/clock.ts";
import { record } from "#app/events/record.server.ts";
import { queueLetter } from "#app/events/outbox.server.ts";
import { Refused } from "#app/lib/refused.ts";
import { contactsOfPerson } from "#app/people/sessions.server.ts";
import type { Face, LinkPurpose, Stranger } from "#app/people/viewer.ts";
import { letIn } from "./entry.server.ts";
import { linkBehind, spend } from "./link.server.ts";
import { countUse } from "./mailed.server.ts";
import { newHash, setPassword } from "./password.server.ts";
import { proveByLink } from "./strategies.server.ts";

type Arriving = { request: Request; viewer: Stranger; face: Face; secret: string };

/** Signs in with a mailed link: of ten presses at once, one session. Throws Refused 410, 429. */
export async function enterByLink({ request, viewer, secret }: Arriving): Promise<Response> {
  const forgiven = countUse(viewer);
  const proof = await proveByLink({ secret });
  return transact((tx) => {
    const who = proof(tx);
    forgiven(tx);
    return letIn(tx, request, viewer, { face: "portal", who, method: "link", goTo: who.goTo });
  });
}

/** Sets a new password by a mailed link: every other session of that person ends, and they are in. Throws Refused 410, 422, 429. */
export async function reset({ request, viewer, face, secret }: Arriving, password: string): Promise<Response> {
  const forgiven = countUse(viewer);
  const mailed = { secret, face, purpose: "reset" as const };
  const hash = await newHash(password, openOr410(mailed).person);
  return transact((tx) => {
    const who = spend(tx, mailed);
    forgiven(tx);
    setPassword(tx, who.personId, hash);
    record(tx, { ...viewer, name: who.name }, "password.changed", { kind: "person", id: who.personId, clientId: null, title: who.name });
    const contactId = contactsOfPerson(tx, who.personId)[0]?.id;
    if (face === "staff") queueLetter(tx, { kind: "password_changed", face, memberId: who.memberId! });
    else if (contactId) queueLetter(tx, { kind: "password_changed", face, contactId });
    return letIn(tx, request, viewer, { face, who, method: "reset" });
  });
}

/**
 * Accepts an invitation. A member comes with a password of their own, a contact may; whoever has one from before keeps
 * it, and nothing they send here changes it. Throws Refused 410, 422, 429.
 */
export async function accept({ request, viewer, face, secret }: Arriving, password: string | undefined): Promise<Response> {
  const forgiven = countUse(viewer);
  const mailed = { secret, face, purpose: "invitation" as const };
  const { person } = openOr410(mailed);
  if (face === "staff" && !password && !person.hasPassword) throw new Refused(422, "Enter a password", { field: "password" });
  const hash = password && !person.hasPassword ? await newHash(password, person) : undefined;
  return transact((tx) => {
    const who = spend(tx, mailed);
    forgiven(tx);
    if (hash && !who.hasPassword) tx.update(people).set({ passwordHash: hash, passwordSetAt: now() }).where(eq(people.id, who.personId)).run();
    return letIn(tx, request, viewer, { face, who, method: "invitation", goTo: who.goTo });
  });
}

/** The open link, before anything slow is done for it. Throws Refused 410. */
function openOr410(mailed: { secret: string; face: Face; purpose: LinkPurpose }) {
  const found = linkBehind(mailed);
  if (!found?.open) throw new Refused(410, "This link was used, or its time is over.");
  return found;
}
