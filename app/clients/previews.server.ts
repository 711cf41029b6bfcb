import { type AppLoadContext, redirect } from "@remix-run/node";
import { and, eq, isNull } from "drizzle-orm";
import { type Db, transact } from "#db/client.server.ts";
import { previews as table } from "#db/schema/index.ts";
import { mustSetUp } from "#app/access/second-factor.server.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { noPreviewCookie } from "#app/lib/cookies.server.ts";
import { KEY, readForm } from "#app/lib/fields.server.ts";
import { hashed } from "#app/lib/id.server.ts";
import { sign } from "#app/lib/keys.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { originOf } from "#app/lib/request.server.ts";
import { type PreviewFound, findPreview, unendedPreviews } from "#app/people/previews.server.ts";
import { type Contact, type Member, type Viewer, system } from "#app/people/viewer.ts";
import { clients } from "./clients.server.ts";
import { contactSubject, contacts } from "./contacts.server.ts";
import { clientPath } from "./paths.ts";

/** The contact a member looks at the portal as, where this browser holds a living preview and the member may still see that client. */
export function contactInPreview(request: Request, context: AppLoadContext | undefined): Contact | undefined {
  const contact = findPreview(request, originOf(request, context))?.contact;
  return contact && mayStillSee(contact) ? contact : undefined;
}

/** As at the staff side's own door: within the member's reach, and with the second factor the agency asks of everyone. */
function mayStillSee({ clientId, preview }: Contact) {
  try {
    return !mustSetUp(preview!.by) && Boolean(clients(preview!.by).find(clientId));
  } catch (problem) {
    if (problem instanceof NotFound) return false;
    throw problem;
  }
}

/** The secret of the preview a form's button starts: of the form's key, so that a second press leads to the same one. */
export const secretOf = async (request: Request) => sign("preview", (await readForm(request)).get(KEY) ?? "");

/**
 * Begins to look at the portal as a contact sees it; what this session looked at before is over. Throws NotFound, or
 * Refused 409 where the contact has no access: then there is nothing they see.
 */
export function startPreview(tx: Db, member: Member, contactId: string, secret: string) {
  const contact = contacts(member, tx).find(contactId);
  const { archivedAt, portalClosedAt } = clients(member, tx).find(contact.clientId);
  if (archivedAt ?? portalClosedAt ?? contact.deactivatedAt) throw new Refused(409, `${contact.name} has no access to the portal now, so there is nothing to see as them. Nothing was recorded.`);
  for (const { preview } of unendedPreviews(tx)) if (preview.sessionId === member.sessionId) end(tx, member, preview);
  tx.insert(table).values({ id: hashed(secret), sessionId: member.sessionId, memberId: member.id, contactId, clientId: contact.clientId, startedAt: now() }).run();
  record(tx, member, "preview.started", contactSubject(contact));
}

/** Leaves the preview this browser holds, and leads back to the client's record; without one, to the sign-in page. */
export function leavePreview(request: Request, context: AppLoadContext | undefined): Response {
  const found = findPreview(request, originOf(request, context));
  if (!found) return redirect("/portal/login", 303);
  const { preview, contact } = found;
  if (contact) transact((tx) => end(tx, contact.preview!.by, preview));
  return redirect(clientPath(preview.clientId), { status: 303, headers: { "Set-Cookie": noPreviewCookie() } });
}

/** Writes the end of previews that are over by themselves: their hour, the member's session, somebody's access. Gives how many. */
export const closePreviews = () =>
  transact((tx) => {
    const over = unendedPreviews(tx).filter(({ contact }) => !contact || !mayStillSee(contact));
    for (const { preview } of over) end(tx, system, preview);
    return over.length;
  });

function end(tx: Db, actor: Viewer, { id, contactId }: PreviewFound["preview"]) {
  const { changes } = tx.update(table).set({ endedAt: now() }).where(and(eq(table.id, id), isNull(table.endedAt))).run();
  if (changes) record(tx, actor, "preview.ended", contactSubject(contacts(system, tx).find(contactId)));
}
