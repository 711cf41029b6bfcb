import { unreached } from "#app/events/letterbook.server.ts";
import { now } from "#app/lib/clock.ts";
import { NoFields, blank } from "#app/lib/form.server.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { list } from "#app/lib/words.ts";
import type { Member } from "#app/people/viewer.ts";
import { may } from "#app/team/duties.ts";
import type { Client } from "../clients.server.ts";
import { accessOf, namesOf, permittedWords, portalBadge } from "../contact.ts";
import { type ContactRow, permissionsOf } from "../contacts.server.ts";
import { PermissionsForm } from "../forms.server.ts";
import { clientPath, contactPath } from "../paths.ts";

/** A client's contacts as its page draws them, each with the forms that can be sent for it now. */
export function contactLines(member: Member, contacts: ContactRow[], { archivedAt, portalClosedAt }: Pick<Client, "archivedAt" | "portalClosedAt">) {
  const kept = may(member, "clients");
  const lost = unreached(member, contacts.map(({ id }) => id));
  const archived = archivedAt !== null;
  return contacts.map((contact) => {
    const path = contactPath(contact);
    const access = accessOf(contact, now());
    const open = access !== "ended" && !archived;
    const forms = open && kept;
    const { id, name, role, email, invitedAt, lastSeenAt, activatedAt } = contact;
    return {
      id,
      path,
      name,
      role,
      email,
      access,
      archived,
      kept,
      permitted: open ? list(permittedWords(contact)) || "Nothing but read" : "",
      invitedAt,
      seenAt: lastSeenAt ?? activatedAt,
      unreached: open && lost.has(id),
      seen: stampOf(permissionsOf(contact)),
      permissions: forms ? blank(PermissionsForm, member, `${path}/permissions`, permissionsOf(contact)) : null,
      preview: open && !portalClosedAt ? blank(NoFields, member, `${path}/preview`) : null,
      invitation: forms && !portalClosedAt && access !== "active" ? blank(NoFields, member, `${path}/invitation`) : null,
    };
  });
}

/** Whether a client's people may be in the portal at all, and who of them: the words of its page. */
export function portalAccess(member: Member, { id, name, portalClosedAt: since }: Pick<Client, "id" | "name" | "portalClosedAt">, people: ContactRow[]) {
  const names = people.filter(({ deactivatedAt }) => !deactivatedAt).map(({ name }) => name);
  const turn = may(member, "clients") ? { to: `${clientPath(id)}/portal-${since ? "on" : "off"}`, verb: since ? "Turn on…" : "Turn off…" } : null;
  if (since) return { badge: portalBadge.off, since, says: `Nobody of ${name} can sign in, and no letters go out. Contacts keep their permissions for when it is turned on again.`, turn };
  const says = names.length ? `${namesOf(names)} may see what is shared with ${name}.` : `Nobody of ${name} may see it yet: add a contact, or give one access again.`;
  return { badge: portalBadge.on, since, says, turn };
}

export type ContactLineGiven = ReturnType<typeof contactLines>[number];
