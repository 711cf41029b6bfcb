import { Authenticator } from "remix-auth";
import { Strategy } from "remix-auth/strategy";
import type { Db } from "#db/client.server.ts";
import { isRightPassword } from "#app/people/passwords.server.ts";
import { Refused } from "#app/lib/refused.ts";
import type { Face } from "#app/people/viewer.ts";
import { accountOn } from "./account.server.ts";
import type { Proved } from "./entry.server.ts";
import { spend } from "./link.server.ts";

/** What was proved, to be confirmed in the transaction that lets them in: the facts may have changed since. Throws Refused. */
export type Proof = (tx: Db) => Proved & { goTo?: string | null };

/** A way of proving who one is. Its values were read, with every limit, before: it never touches the request's body. */
abstract class Way<Values> extends Strategy<Proof, Values> {
  constructor(
    private readonly values: Values,
    verify: (values: Values) => Promise<Proof>,
  ) {
    super(verify);
  }

  override authenticate() {
    return this.verify(this.values);
  }
}

class ByPassword extends Way<{ face: Face; email: string; password: string }> {
  override name = "password";
}

class ByLink extends Way<{ secret: string }> {
  override name = "link";
}

/** Proves somebody by their password on a face. Known or not, with a password or without: one look, one comparison. */
export const proveByPassword = (given: { face: Face; email: string; password: string }) =>
  proveBy(
    new ByPassword(given, async ({ face, email, password }) => {
      const account = accountOn(face, email);
      if (!(await isRightPassword(account?.passwordHash, password)) || !account) throw new Refused(422, "That email address and that password do not belong together. Check both and try again.");
      return () => {
        if (accountOn(face, email)?.passwordHash !== account.passwordHash) throw new Refused(409, "Your password was changed just now. Sign in with the new one.");
        return account;
      };
    }),
  );

/** Proves somebody by the secret of a mailed sign-in link, which is spent when they are let in. */
export const proveByLink = (given: { secret: string }) => proveBy(new ByLink(given, async ({ secret }) => (tx) => spend(tx, { secret, purpose: "sign_in", face: "portal" })));

// Remix-auth copies the request it is given, and one whose body was read cannot be copied: it gets an empty one.
const proveBy = (way: Strategy<Proof, never>) => new Authenticator<Proof>().use(way).authenticate(way.name, new Request("http://own.invalid"));
