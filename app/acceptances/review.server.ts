import { transact } from "#db/client.server.ts";
import { agency } from "#app/agency/agency.server.ts";
import { list } from "#app/lib/words.ts";
import type { Contact } from "#app/people/viewer.ts";
import { noteFirstView, observes, openTimeAsk, showsTeam } from "#app/questions/questions.server.ts";
import { threadAbout } from "#app/questions/thread.server.ts";
import { members } from "#app/team/members.server.ts";
import { system } from "#app/people/viewer.ts";
import { acceptances, askedOf, subjectOf, waitsFor } from "./acceptances.server.ts";
import { deadlineWords, shown } from "./shown.server.ts";

/**
 * Everything a contact reads of an acceptance: the document, who asks, who may answer, what was said, how it stands. That
 * they opened it is noted the first time, where they may be observed. Throws NotFound.
 */
export function reviewFor(contact: Contact, id: string, request: Request) {
  const found = acceptances(contact).find(id);
  const subject = subjectOf(found);
  if (observes(contact, request)) transact((tx) => noteFirstView(tx, contact, subject, found.version, "acceptance.viewed"));
  const people = askedOf(found);
  const named = showsTeam(contact, subject);
  const anew = acceptances(contact).page({ limit: 1, offset: 0 }, { replacing: id })[0];
  const waits = people.filter(({ acceptedAt, endedAt }) => !acceptedAt && !endedAt);
  return {
    acceptance: shown(found),
    sentBy: named ? members(system).find(found.requestedBy).name : agency().name,
    people: people.map(({ name, role, acceptedAt, receiptId }) => ({ name, role, acceptedAt, receiptId })),
    mine: waitsFor(contact, found.status, people),
    others: list(waits.filter(({ contactId }) => contactId !== contact.id).map(({ name }) => name)),
    thread: threadAbout(contact, subject, found.clientName),
    mayAsk: contact.can.comment && found.status === "pending",
    timeAsk: openTimeAsk(subject) ?? null,
    anew: anew ? { id: anew.id, version: anew.version, until: deadlineWords(anew) } : null,
  };
}
