import { redirect } from "@remix-run/node";
import { uploadLimit } from "#app/agency/limits.server.ts";
import { now } from "#app/lib/clock.ts";
import { NoFields, blank } from "#app/lib/form.server.ts";
import type { Contact } from "#app/people/viewer.ts";
import { RatingForm, ReplyForm } from "../forms.server.ts";
import { portalPath } from "../paths.ts";
import { isOpen, kinds, life, opensAgain, ratings } from "../ticket.ts";
import { knowsTeam, threadOf } from "../thread.server.ts";
import { lastOf, tickets } from "../tickets.server.ts";

/** A ticket as its contact reads it. Throws NotFound; leads on to where a merged one went. */
export function portalPage(contact: Contact, id: string) {
  const ticket = tickets(contact).find(id);
  if (ticket.mergedInto) throw redirect(portalPath(lastOf(contact, ticket)), 302);
  const { name, kind, subject, status, categoryName, createdAt, wantedOn, projectId, projectName, contactName, openerName, declinedWhy, resolvedAt, closesAt, rating } = ticket;
  const [can, path, named] = [(move: Parameters<typeof life.can>[1]) => life.can(status, move), portalPath(id), knowsTeam(contact, ticket)];
  return {
    ticket: { id, name, subject, status, kind: kinds[kind], category: categoryName, createdAt, wantedOn, projectId, projectName, declinedWhy, resolvedAt, closesAt, rating: rating && ratings[rating], contactName: contactName ?? (named ? openerName : null), handledBy: named ? ticket.assigneeName : null },
    merged: tickets(contact).mergedInto(id).map(({ name }) => name),
    follows: ticket.followsId ? before(contact, ticket.followsId) : null,
    next: tickets(contact).following(id).map(({ id, name }) => ({ name, to: portalPath(id) })),
    thread: threadOf(contact, ticket),
    limit: uploadLimit(),
    beginsNew: status === "closed" && !opensAgain(ticket, now()),
    reply: can("reply") ? blank(ReplyForm, contact, path) : null,
    solve: can("solve") ? blank(NoFields, contact, `${path}/solution`) : null,
    rate: can("rate") && !rating ? blank(RatingForm, contact, `${path}/rating`) : null,
    may: { cancel: isOpen(status), reopen: can("reopen"), rate: can("rate") },
  };
}

function before(contact: Contact, id: string) {
  const { name } = tickets(contact).find(id);
  return { name, to: portalPath(id) };
}
export type Page = ReturnType<typeof portalPage>;
