import { contacts } from "#app/clients/contacts.server.ts";
import { roundMeter } from "../deliverable.ts";
import type { Member } from "#app/people/viewer.ts";
import { approversOf, deliverables, piecesOf } from "../deliverables.server.ts";
import { draftOf } from "../drafting.server.ts";

/** What one chooses from to publish the next round, or why it cannot be published now. Throws NotFound. */
export function choicesFor(member: Member, id: string) {
  const found = deliverables(member).find(id);
  const { clientId, clientName, title, round, roundsIncluded, status } = found;
  const active = contacts(member).of(clientId).filter(({ deactivatedAt }) => !deactivatedAt);
  const people = active.filter(({ canApproveWork }) => canApproveWork).map(({ id, name, role }) => ({ value: id, label: name, hint: role }));
  const draft = draftOf(member, found);
  const pieces = draft ? piecesOf(draft) : [];
  const earlier = new Set(round ? approversOf({ id: found.roundId, clientId }).map(({ contactId }) => contactId) : []);
  const asked = people.map(({ value }) => value).filter((id) => !earlier.size || earlier.has(id));
  const hindrance = !pieces.some(({ fileId }) => fileId)
    ? { words: `Round ${round + 1} has no file yet, so there is nothing to approve.`, to: `/staff/approvals/${id}/files`, label: "Add files" }
    : people.length === 0
      ? { words: active.length ? `Nobody at ${clientName} may approve work.` : `${clientName} has no active contact.`, to: `/staff/clients/${clientId}`, label: active.length ? "Switch it on for somebody" : "Add a contact" }
      : null;
  return { id, title, clientName, status, next: round + 1, meter: roundMeter(round + 1, roundsIncluded), files: pieces.map(({ title }) => title), people, asked: asked.length ? asked : people.map(({ value }) => value), policy: round ? found.policy : ("any" as const), hindrance };
}
