import { data, redirect } from "@remix-run/node";
import { type Db, transact } from "#db/client.server.ts";
import { type FormGiven, actionOf } from "#app/lib/form.server.ts";
import { queueLetter } from "#app/events/outbox.server.ts";
import { accountKey, addressKey, countAttempt, forgive } from "#app/people/attempts.server.ts";
import type { Face, LinkPurpose, Stranger } from "#app/people/viewer.ts";
import { linkBehind, originOnly, shownBehind } from "./link.server.ts";

type Mailed = { secret: string; purpose: LinkPurpose; face: Face };

/** Headers of every page whose address holds a secret: it is never sent beyond our own origin, and never kept. */
export const secretPage = () => ({ "Referrer-Policy": "strict-origin", "Cache-Control": "no-store" });

/** What a mailed link's page draws: what the link shows while it is open (200), else nothing (410), and its form. A GET spends nothing, whoever makes it. */
export function shown(mailed: Mailed, form: FormGiven) {
  const link = shownBehind(mailed);
  return data({ link, form }, { status: link ? 200 : 410 });
}

/** Counts one use of a mailed link from this address before it is tried; a use that succeeds is forgiven. Throws Refused 429. */
export function countUse(viewer: Stranger) {
  const counting = { "token:address": addressKey(viewer.address) };
  transact((tx) => countAttempt(tx, counting));
  return (tx: Db) => forgive(tx, counting);
}

/** What the page behind a link that is over draws: the button's address, and whether it was pressed. */
export const freshAsked = (request: Request) => ({ action: actionOf(request), sent: new URL(request.url).searchParams.has("sent") });

/**
 * Queues a fresh letter to the address on file behind an old link; behind no link at all there is nothing to send, and
 * the answer is the same. Throws Refused 429.
 */
export function requestFresh(request: Request, viewer: Stranger, secret: string): Response {
  const path = actionOf(request);
  const [, face, kind] = path.split("/") as [string, Face, keyof typeof purposeOf];
  const mailed = { secret, face, purpose: purposeOf[kind] };
  transact((tx) => {
    const found = linkBehind(mailed, tx);
    countAttempt(tx, { "letter:account": accountKey(found?.person.email ?? secret), "letter:address": addressKey(viewer.address) });
    if (!found) return;
    const { link, person, memberId } = found;
    const whose = mailed.purpose !== "invitation" ? { askedFor: person.email, ...(mailed.purpose === "reset" && { askedBy: originOnly(viewer) }) } : link.contactId ? { contactId: link.contactId } : memberId ? { memberId } : undefined;
    if (whose) queueLetter(tx, { kind: mailed.purpose, face, goTo: link.goTo, ...whose });
  });
  return redirect(`${path}?sent`, 303);
}

const purposeOf = { link: "sign_in", invitation: "invitation", reset: "reset" } as const;
