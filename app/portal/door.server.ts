import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { db } from "#db/client.server.ts";
import { isDenial, recordDenial } from "#app/access/denials.server.ts";
import { answerFor, askedFor } from "#app/lib/answer.server.ts";
import { keepDraft } from "#app/lib/draft.server.ts";
import { cameFrom } from "#app/lib/form.server.ts";
import { NotFound, onlyLooking } from "#app/lib/refused.ts";
import { isReading, requireOwnOrigin } from "#app/lib/request.server.ts";
import { noteOpened } from "#app/notifications/notifications.server.ts";
import { findPreview } from "#app/people/previews.server.ts";
import { type Found, contactsOfPerson, noteSeen } from "#app/people/sessions.server.ts";
import type { Contact, Permission } from "#app/people/viewer.ts";
import { contactFrom, portalSession } from "./session.server.ts";

type Args = LoaderFunctionArgs | ActionFunctionArgs;

/**
 * The only way into the portal. Remix runs nested loaders side by side, so a check in the layout guards nothing below
 * it: every loader and action comes through here. `needs` is for whole sections: without the permission they are
 * absent (404), as if they had never been.
 */
export const asContact =
  <A extends Args, R>(enter: (args: A & { contact: Contact; viewer: Contact }) => R, { needs }: { needs?: Permission } = {}) =>
  async (args: A): Promise<Awaited<R>> => {
    const { request, context } = args;
    requireOwnOrigin(request);
    const found = portalSession(request);
    const contact = contactFrom(found, request, context);
    if (!contact) throw await turnedAway(found, request);
    if (!contact.preview) requireRightClient(request, contact);
    // In a preview the session found is somebody's own, and nothing of it is touched.
    if (!contact.preview && found.state === "alive" && request.method !== "HEAD") noteSeen(found.session);
    noteOpened(contact, request);
    try {
      if (contact.preview && !isReading(request)) throw onlyLooking(contact, cameFrom({ request, viewer: contact }));
      if (needs && !contact.can[needs]) throw new NotFound();
      const answer = await enter({ ...args, contact, viewer: contact });
      if (isDenial(answer)) recordDenial(contact, request);
      return answer;
    } catch (problem) {
      if (isDenial(problem)) recordDenial(contact, request);
      throw answerFor(problem);
    }
  };

/** Where someone without a usable session goes. What they had typed is kept for them if their session had only ended. */
async function turnedAway(found: Found, request: Request) {
  const to = `?to=${encodeURIComponent(askedFor(request))}`;
  if (found.state === "alive" && contactsOfPerson(db, found.session.personId).length > 0) return redirect(`/portal/clients${to}`, 303);
  if (found.state === "over" && found.session.contactId && ["expired", "signed_out", "password_changed"].includes(found.why) && request.method === "POST" && !findPreview(request))
    await keepDraft(request, found.session.personId, found.session.contactId);
  return redirect(`/portal/login${to}`, 303);
}

/** A mailed link names its client: somebody who is now signed in for another is asked to switch, never switched by a GET. */
function requireRightClient(request: Request, contact: Contact) {
  if (request.method !== "GET") return;
  const url = new URL(request.url);
  const wanted = url.searchParams.get("client");
  if (!wanted || wanted === contact.clientId || url.pathname.startsWith("/portal/clients")) return;
  if (contactsOfPerson(db, contact.personId).some(({ clientId }) => clientId === wanted))
    throw redirect(`/portal/clients?to=${encodeURIComponent(askedFor(request))}`, 303);
}
