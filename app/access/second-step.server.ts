import { redirect } from "@remix-run/node";
import { db, transact } from "#db/client.server.ts";
import { flashCookie, noPendingCookie } from "#app/lib/cookies.server.ts";
import { Refused } from "#app/lib/refused.ts";
import { countAttempt, forgive } from "#app/people/attempts.server.ts";
import type { SecondFactor, Stranger } from "#app/people/viewer.ts";
import { checked, spendCode, wrongCode } from "./codes.server.ts";
import { admit } from "./entry.server.ts";
import { masked } from "./link.server.ts";
import { pendingIn, usePending } from "./pending.server.ts";
import { recordRefusal } from "./refusals.server.ts";
import { toldOfRecovery } from "./second-factor.server.ts";
import { countingOf } from "./sign-in.server.ts";

/** Who is asked for the second factor here; half hidden, for whoever holds a password may not be who it belongs to. Throws to the sign-in page. */
export function askedOf(request: Request, viewer: Stranger) {
  const pending = pendingIn(request, viewer);
  if (!pending) throw tooLate();
  return { for: masked(pending.email) };
}

/**
 * Completes a sign-in with a code of the app, or a recovery code: a new session, 303 to where they meant to go. Throws
 * Refused 422 for a wrong code or a used one, 429 after too many, and to the sign-in page where there is nothing to complete.
 */
export function completeSignIn(request: Request, viewer: Stranger, code: string, way: SecondFactor): Response {
  const pending = pendingIn(request, viewer);
  if (!pending) throw tooLate();
  const field = way === "code" ? "code" : "recoveryCode";
  const counting = countingOf("code", pending.email, viewer.address);
  transact((tx) => countAttempt(tx, counting));
  if (checked(db, pending.personId, code)?.way !== way) {
    recordRefusal(viewer, pending.email, "second_factor.refused");
    throw wrongCode(code, field);
  }
  return transact((tx) => {
    // What ended meanwhile, or was completed by another press, ends here too.
    if (!pendingIn(request, viewer, tx) || !usePending(tx, pending.id)) throw tooLate();
    spendCode(tx, pending.personId, code, field);
    forgive(tx, counting);
    const { response, viewer: member } = admit(tx, request, viewer, { face: "staff", who: pending, method: pending.method, secondFactor: way, goTo: pending.goTo });
    if (!member) throw new Refused(403, "Your access has ended. Nothing was recorded.");
    if (way === "recovery_code" && member.kind === "member") toldOfRecovery(tx, member);
    response.headers.append("Set-Cookie", noPendingCookie());
    return response;
  });
}

function tooLate() {
  const response = redirect("/staff/login", 303);
  response.headers.append("Set-Cookie", noPendingCookie());
  response.headers.append("Set-Cookie", flashCookie("staff", "That took longer than ten minutes, or was finished already. Sign in again."));
  return response;
}
