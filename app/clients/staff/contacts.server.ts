import { unreached } from "#app/events/letterbook.server.ts";
import { now } from "#app/lib/clock.ts";
import { NoFields, blank } from "#app/lib/form.server.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { list } from "#app/lib/words.ts";
import type { Member } from "#app/people/viewer.ts";
import { may } from "#app/team/duties.ts";
import { accessOf, permittedWords } from "../contact.ts";
import { type ContactRow, permissionsOf } from "../contacts.server.ts";
import { PermissionsForm } from "../forms.server.ts";
import { contactPath } from "../paths.ts";

/** A client's contacts as its page draws them, each with the forms that can be sent for it now. */
export function contactLines(member: Member, contacts: ContactRow[], archived: boolean) {
  const kept = may(member, "clients");
  const lost = unreached(member, contacts.map(({ id }) => id));
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
      invitation: forms && access !== "active" ? blank(NoFields, member, `${path}/invitation`) : null,
    };
  });
}

export type ContactLineGiven = ReturnType<typeof contactLines>[number];
