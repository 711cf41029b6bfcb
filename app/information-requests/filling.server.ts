import { informationRequests } from "#db/schema/index.ts";
import { type Db, db, transact } from "#db/client.server.ts";
import { agency } from "#app/agency/agency.server.ts";
import { contactsWhoFind } from "#app/clients/audience.server.ts";
import { now } from "#app/lib/clock.ts";
import { endOfDay, isRunningOut } from "#app/lib/dates.ts";
import { draftUnder } from "#app/lib/draft.server.ts";
import { NoFields, blank } from "#app/lib/form.server.ts";
import type { Contact } from "#app/people/viewer.ts";
import { noteFirstView, observes, showsTeam } from "#app/questions/questions.server.ts";
import { threadAbout } from "#app/questions/thread.server.ts";
import { answerFrom, fieldOf, seenOf } from "./answer.ts";
import { type Typed, shownBy } from "./answering.server.ts";
import { type Found, type ItemRow, draftsOf, looseFilesOf, requests, subjectOf, visibleTo } from "./requests.server.ts";

export const pathOf = (id: string) => `/portal/requests/${id}`;

/** The answers a form carried: of the items it drew alone, each with the mark of what it showed. */
export const typedIn = ({ items }: Found, given: Record<string, string | string[] | undefined>): Typed[] =>
  items.filter(({ id }) => given[seenOf(id)] !== undefined).map(({ id, type }) => ({ itemId: id, answer: answerFrom(type, given[fieldOf(id)]), seen: String(given[seenOf(id)]) }));

/** Until when, and whether that is near or over. */
function dueBy(day: string | null) {
  if (!day) return null;
  const deadline = endOfDay(agency().timeZone, day);
  return { day, soon: isRunningOut(deadline, now()), over: deadline < now() };
}

/** That a contact opened a request is noted the first time, where a GET may note something at all. Throws NotFound. */
export function noteOpened(contact: Contact, id: string, request: Request) {
  const found = requests(contact).find(id);
  if (observes(contact, request)) transact((tx) => noteFirstView(tx, contact, subjectOf(found), 1, "request.viewed"));
}

/** A request as its page draws it for a contact: the items, what stands in each, who wrote it, and the keys of its buttons. */
export function fillingOf(contact: Contact, id: string, tx: Db = db) {
  const request = requests(contact, tx).find(id);
  const [saved, loose, shown] = [draftsOf(request, tx), looseFilesOf(request, tx), shownBy(request, tx)];
  const named = showsTeam(contact, subjectOf(request), tx);
  const key = (path: string) => ({ formAction: pathOf(id) + path, name: "_key", value: blank(NoFields, contact, pathOf(id) + path).key });
  const drawn = (item: ItemRow, index: number) => {
    const draft = saved.get(item.id);
    return {
      id: item.id,
      place: index + 1,
      label: item.label,
      help: item.help,
      type: item.type,
      options: item.options,
      required: item.required,
      status: item.status,
      due: item.status === "pending" || item.status === "rejected" ? dueBy(item.dueOn) : null,
      waivedWhy: item.waivedWhy,
      latest: item.latest && { answer: item.latest.answer, note: item.latest.note, by: item.latest.contactId === contact.id ? "You" : item.latest.byName, at: item.latest.submittedAt, reason: item.latest.reason, reviewer: named ? item.latest.reviewerName : agency().name, reviewedAt: item.latest.rejectedAt ?? item.latest.acceptedAt },
      draft: draft ? { by: draft.contactId === contact.id ? "You" : draft.byName, at: draft.savedAt } : null,
      loose: loose.filter(({ itemId }) => itemId === item.id).map(({ id, name, size, at, byName }) => ({ id, name, size, at, byName })),
      shown: shown.get(item.id)!,
      answer: key(`/items/${item.id}/answer`),
      open: key(`/items/${item.id}/draft`),
    };
  };
  return {
    id,
    number: request.number!,
    title: request.title,
    intro: request.intro,
    status: request.status,
    progress: request.progress,
    project: request.projectId ? { id: request.projectId, name: request.projectName! } : null,
    askedBy: named ? request.authorName : agency().name,
    agencyName: agency().name,
    sentAt: request.sentAt!,
    due: dueBy(request.dueOn),
    cancelled: request.cancelledAt && { at: request.cancelledAt, why: request.cancelledWhy },
    items: request.items.map(drawn),
    talk: threadAbout(contact, subjectOf(request), request.clientName),
    mayAsk: contact.can.comment,
    save: key("/draft"),
    submit: key("/submission"),
    /** What this contact had typed when their session ended. */
    kept: draftUnder(contact, pathOf(id)) ?? null,
    others: contactsWhoFind(contact.clientId, [{ table: informationRequests, id, visibleTo }], tx).filter((one) => one.id !== contact.id).map(({ name }) => name),
  };
}
export type Filling = ReturnType<typeof fillingOf>;
