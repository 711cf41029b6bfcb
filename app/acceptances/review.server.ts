import { transact } from "#db/client.server.ts";
import { agency } from "#app/agency/agency.server.ts";
import { list } from "#app/lib/words.ts";
import type { Contact } from "#app/people/viewer.ts";
import { noteFirstView, observes, openTimeAsk, showsTeam } from "#app/questions/questions.server.ts";
import { threadAbout } from "#app/questions/thread.server.ts";
import { members } from "#app/team/members.server.ts";
import { system } from "#app/people/viewer.ts";
import { life } from "./acceptance.ts";
import { type Found, acceptances, askedOf, subjectOf, waitsFor } from "./acceptances.server.ts";
import { deadlineWords, shown } from "./shown.server.ts";

/**
 * Everything a contact reads of an acceptance: the document, who asks, who may answer, what was said, how it stands. That
 * they opened it is noted the first time, where they may be observed. Throws NotFound.
 */
export function reviewFor(contact: Contact, id: string, request: Request) {
  const found = acceptances(contact).find(id);
  const subject = subjectOf(found);
  if (observes(contact, request)) transact((tx) => noteFirstView(tx, contact, subject, found.version, "acceptance.viewed"));
  const named = showsTeam(contact, subject);
  return {
    standing: standingFor(contact, found),
    sentBy: named ? members(system).find(found.requestedBy).name : agency().name,
    thread: threadAbout(contact, subject, found.clientName),
    mayAsk: mayAsk(contact, found),
  };
}

/** Whether this contact may ask a question now. */
export const mayAsk = (contact: Contact, { status }: Pick<Found, "status">) => life.can(status, "ask") && contact.can.comment;

/** How an acceptance stands for this contact: plain data for the page and for a form that was refused. */
export function standingFor(contact: Contact, found: Found) {
  const people = askedOf(found);
  const anew = acceptances(contact).page({ limit: 1, offset: 0 }, { replacing: found.id })[0];
  const waits = people.filter(({ acceptedAt, endedAt, mayAccept }) => !acceptedAt && !endedAt && mayAccept);
  return {
    acceptance: shown(found),
    people: people.map(({ name, role, acceptedAt, receiptId }) => ({ name, role, acceptedAt, receiptId })),
    mine: waitsFor(contact, found.status, people),
    others: list(waits.filter(({ contactId }) => contactId !== contact.id).map(({ name }) => name)),
    timeAsk: openTimeAsk(found) ?? null,
    anew: anew ? { id: anew.id, version: anew.version, until: deadlineWords(anew) } : null,
  };
}
export type StandingOf = ReturnType<typeof standingFor>;
