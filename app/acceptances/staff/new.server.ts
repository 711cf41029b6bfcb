import { agency } from "#app/agency/agency.server.ts";
import { contacts } from "#app/clients/contacts.server.ts";
import { documents } from "#app/documents/documents.server.ts";
import { DAY, now } from "#app/lib/clock.ts";
import { dayIn } from "#app/lib/dates.ts";
import type { Member } from "#app/people/viewer.ts";
import { projects } from "#app/projects/projects.server.ts";

/** The day an acceptance is open until, where nobody says otherwise. */
export const usualExpiry = () => dayIn(agency().timeZone, new Date(now().getTime() + agency().acceptanceDays * DAY));

/** What one chooses from to ask for acceptance of a document, or why it cannot be asked for now. Throws NotFound. */
export function choicesFor(member: Member, documentId: string) {
  const document = documents(member).find(documentId);
  const { name, clientId, clientName } = projects(member).find(document.projectId);
  const active = contacts(member).of(clientId).filter(({ deactivatedAt }) => !deactivatedAt);
  const people = active.filter(({ canApproveWork }) => canApproveWork).map(({ id, name, role }) => ({ value: id, label: name, hint: role }));
  const hindrance = !document.sharedAt
    ? { words: `${document.name} is not shared with ${clientName}, so nobody could read what they accept.`, to: `/staff/documents/${documentId}/share`, label: "Share it first" }
    : people.length === 0
      ? { words: active.length ? `Nobody at ${clientName} may approve work.` : `${clientName} has no active contact.`, to: `/staff/clients/${clientId}`, label: active.length ? "Switch it on for somebody" : "Add a contact" }
      : null;
  return { document: { id: document.id, name: document.name, version: document.version }, project: { id: document.projectId, name }, client: { id: clientId, name: clientName }, people, hindrance };
}
