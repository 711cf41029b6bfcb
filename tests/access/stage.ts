import { eq } from "drizzle-orm";
import { Secret, TOTP } from "otpauth";
import { beginSecondFactor, ownSecondFactor, turnOnSecondFactor } from "#app/access/second-factor.server.ts";
import { MINUTE, now, pass } from "#app/lib/clock.ts";
import { db } from "#db/client.server.ts";
import { people } from "#db/schema/index.ts";
import { sessionsOfPerson } from "#app/people/sessions.server.ts";
import { makeLink } from "#app/people/links.server.ts";
import { hashPassword } from "#app/people/passwords.server.ts";
import { type Face, type LinkPurpose, type Member, stranger } from "#app/people/viewer.ts";
import { bea, dana, inTransaction, personId } from "../support/story.ts";

export const password = "a kettle under the stairs";
const passwordHash = await hashPassword(password);

/** Everyone has the same password. */
export const givePasswords = () => db.update(people).set({ passwordHash }).run();
export const takePassword = (id: string) => db.update(people).set({ passwordHash: null }).where(eq(people.id, id)).run();

export const someone = stranger({ address: "198.51.100.9", agent: "Tests" });
/** A request of a browser with (or without) a session's cookie. */
export const browser = (face: Face, secret?: string) => new Request(`http://portal.test/${face}/login`, { headers: secret ? { Cookie: `${face}=${secret}` } : {} });
/** A request of a browser that has given its first proof and still owes the second. */
export const waiting = (pending: string, more = "") => new Request("http://portal.test/staff/second-factor", { method: "POST", headers: { Cookie: `staff-pending=${pending}${more}` } });
export const pendingIn = (response: Response) => /staff-pending=([^;]+)/.exec(response.headers.get("Set-Cookie") ?? "")![1]!;
export const secretIn = (response: Response) => /(?:^|, )(?:portal|staff)=([^;]+)/.exec(response.headers.get("Set-Cookie") ?? "")![1]!;
export const alive = (id: string, face: Face) => sessionsOfPerson(db, id, face);

const make = inTransaction(makeLink);
/** A mailed link, as its letter holds it: the secret alone. */
export const mailed = (purpose: LinkPurpose, who: { personId: string; id: string; kind: string }, goTo?: string) =>
  make({ purpose, face: who.kind === "member" ? "staff" : "portal", personId: who.personId, contactId: purpose === "invitation" && who.kind === "contact" ? who.id : null, goTo }).path.split("/").at(-1)!;

export { bea, dana, personId };

/** What an authenticator app shows for this secret, `steps` of thirty seconds from now. */
export const appShows = (key: string, steps = 0) => new TOTP({ secret: Secret.fromBase32(key.replaceAll(" ", "")), algorithm: "SHA1", digits: 6, period: 30 }).generate({ timestamp: now().getTime() + steps * 30_000 });

const begin = inTransaction(beginSecondFactor);
const turnOn = inTransaction(turnOnSecondFactor);
/** A member turns the second factor on, a minute ago: what their app knows, and their recovery codes. */
export function withSecondFactor(member: Member) {
  begin(member);
  const key = ownSecondFactor(member).setUp!.key;
  const codes = turnOn(member, appShows(key));
  pass(MINUTE);
  return { key, codes };
}
