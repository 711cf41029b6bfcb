import { redirect } from "@remix-run/node";
import { agency } from "#app/agency/agency.server.ts";
import { uploadLimit } from "#app/agency/limits.server.ts";
import { trail } from "#app/events/trail.server.ts";
import { now } from "#app/lib/clock.ts";
import { type FormGiven, NoFields, blank } from "#app/lib/form.server.ts";
import { list } from "#app/lib/words.ts";
import type { Member } from "#app/people/viewer.ts";
import { projects } from "#app/projects/projects.server.ts";
import { audienceOfTicket } from "../audience.server.ts";
import { cannedReplies, filledFor } from "../canned.server.ts";
import { colleaguesOn, followersOf, readersNamed } from "../following.server.ts";
import { AnswerForm, DetailsForm, NoteForm } from "../forms.server.ts";
import { notesOn } from "../notes.server.ts";
import { type View, filterOf, viewLabels } from "../asked.server.ts";
import { STAFF_LIST, staffPath, staffPathIn } from "../paths.ts";
import { categoriesFor, seenOf } from "../sorting.server.ts";
import { isOpen, kinds, lasted, life, ratings, timesOf, waitedUntil } from "../ticket.ts";
import { type Found, lastOf, tickets } from "../tickets.server.ts";
import { threadOf } from "../thread.server.ts";

/** A ticket as its page draws it for a member: both sides' words and our notes in one order, and which moves stand open. Throws NotFound; leads on to where a merged one went. */
export function staffPage(member: Member, id: string, canned: string | null, view?: View) {
  const ticket = tickets(member).find(id);
  if (ticket.mergedInto) throw redirect(staffPath(lastOf(member, ticket)), 302);
  const [path, can] = [staffPath(id), (move: Parameters<typeof life.can>[1]) => life.can(ticket.status, move)];
  // What is done here leads back to the same view.
  const within = (form: FormGiven) => ({ ...form, action: `${form.action}${view ? `?in=${view}` : ""}` });
  const people = colleaguesOn(member, ticket);
  const followers = followersOf(member, ticket);
  const first = ticket.contactName?.split(/\s+/)[0] ?? "";
  const replies = cannedReplies(member).all().map(({ id, name, body }) => ({ id, name, body: filledFor(body, { name: first, agency: agency().name }) }));
  const entries = [
    ...threadOf(member, ticket).map((message) => ({ ...message, note: false as const })),
    ...notesOn(member, id).map((note) => ({ ...note, note: true as const })),
  ].sort((one, other) => one.at.getTime() - other.at.getTime());
  return {
    ticket: factsOf(ticket),
    queue: queueAround(member, ticket, view),
    times: timesIn(ticket),
    audience: audienceOfTicket(member, id),
    entries,
    merged: tickets(member).mergedInto(id).map(({ name }) => name),
    follows: ticket.followsId ? linkTo(tickets(member).find(ticket.followsId)) : null,
    next: tickets(member).following(id).map(linkTo),
    limit: uploadLimit(),
    replyTo: list(readersNamed(member, ticket.clientId)) || ticket.clientName,
    reply: can("answer") ? within(blank(AnswerForm, member, path, { body: replies.find((one) => one.id === canned)?.body ?? "" })) : null,
    replies,
    canned,
    may: { ask: can("ask") || ticket.status === "new", resolve: can("resolve") || ticket.status === "new", decline: ticket.kind === "job" && can("decline"), merge: can("merge") },
    resolve: can("resolve") ? within(blank(NoFields, member, `${path}/resolution`)) : null,
    note: within(blank(NoteForm, member, `${path}/note`)),
    details: ((details) => ({ ...details, form: within(details.form) }))(detailsFor(member, ticket, people)),
    followers: followers.map(({ name }) => name),
    following: within(blank(NoFields, member, `${path}/${followers.some(({ id }) => id === member.id) ? "unfollowing" : "following"}`)),
    follow: !followers.some(({ id }) => id === member.id),
    history: trail(member).of({ kind: "ticket", id }, 100),
  };
}
export type Page = ReturnType<typeof staffPage>;

/** The view one goes through, and its tickets before and after this one. Met by itself, it stands among all that is open. */
function queueAround(member: Member, ticket: Found, view: View | undefined) {
  const filter = filterOf(member, view ?? "open");
  const [previous, next] = (["previous", "next"] as const).map((way) => {
    const found = tickets(member).beside(way, ticket, filter);
    return found ? { name: found.name, subject: found.subject, to: staffPathIn(found.id, view) } : null;
  });
  return { view: view ?? null, label: viewLabels[view ?? "open"], to: view && view !== "open" ? `${STAFF_LIST}?view=${view}` : STAFF_LIST, previous: previous!, next: next! };
}

const factsOf = ({ id, name, kind, subject, status, priority, categoryName, clientId, clientName, contactName, openerName, createdAt, wantedOn, declinedWhy, rating, ratingNote, reopenCount, resolvedBy }: Found) => ({
  id, name, kind: kinds[kind], subject, status, priority, category: categoryName, clientId, clientName, contactName, openerName, createdAt, wantedOn, declinedWhy, rating: rating && ratings[rating], ratingNote, reopenCount, resolvedBy,
});
const linkTo = ({ id, name }: { id: string; name: string }) => ({ name, to: staffPath(id) });

/** How long things took, in words; null for what is still to come. */
function timesIn(ticket: Found) {
  const { firstResponse, gross, net } = timesOf(ticket);
  const waiting = waitedUntil(ticket, now());
  const words = (milliseconds: number | null) => (milliseconds === null ? null : lasted(milliseconds));
  return { firstResponse: words(firstResponse), gross: words(gross), net: words(net), waited: waiting ? lasted(waiting) : null };
}

/** The form beside the thread: whose it is, how it presses, what it is about, which project it belongs to. */
export function detailsFor(member: Member, ticket: Found, people = colleaguesOn(member, ticket)) {
  const { id, assigneeId, assigneeName, priority, categoryId, projectId, projectName, clientId } = ticket;
  const active = projects(member).page({ limit: 200, offset: 0 }, { state: "active", clientId }).map(({ id, name }) => ({ value: id, label: name }));
  const colleagues = people.map(({ id, name }) => ({ value: id, label: name }));
  return {
    form: blank(DetailsForm, member, `${staffPath(id)}/details`, { assigneeId: assigneeId ?? "", priority: String(priority), categoryId, projectId: projectId ?? "" }),
    seen: seenOf(ticket),
    // Who has it and left, and a project that is finished, stay where they are until somebody says otherwise.
    colleagues: assigneeId && !colleagues.some(({ value }) => value === assigneeId) ? [...colleagues, { value: assigneeId, label: `${assigneeName}, no longer here` }] : colleagues,
    categories: categoriesFor(member, ticket),
    projects: projectId && !active.some(({ value }) => value === projectId) ? [...active, { value: projectId, label: projectName! }] : active,
    isOpen: isOpen(ticket.status),
  };
}
export type Details = ReturnType<typeof detailsFor>;
