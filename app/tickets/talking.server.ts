import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Db } from "#db/client.server.ts";
import { tickets as table } from "#db/schema/index.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { Refused } from "#app/lib/refused.ts";
import type { Contact, Member } from "#app/people/viewer.ts";
import { callThose, inHandsOf, readersOf } from "./following.server.ts";
import type { AnswerForm, ReplyForm } from "./forms.server.ts";
import { reopened, settled } from "./settling.server.ts";
import { type Received, beginNext, requireSubmitter, say } from "./submitting.server.ts";
import { life, opensAgain, waitedUntil } from "./ticket.ts";
import { type Found, subjectOf, tickets } from "./tickets.server.ts";

/**
 * A contact's word. What waited on them is in our hands again, its clock runs on; what was resolved, or closed for no more
 * than 30 days, is open again; what was closed for longer begins anew, linked. Gives the ticket and the message, by id.
 * Throws NotFound, Refused 409 for what was declined, cancelled or merged.
 */
export function reply(tx: Db, contact: Contact, id: string, { body }: z.output<typeof ReplyForm>, files: Received[] = []): { id: string; message: string | null; isNew: boolean } {
  requireSubmitter(contact);
  const ticket = tickets(contact, tx).find(id);
  requireTalk(ticket);
  life.after(ticket.status, "reply");
  if (ticket.status === "closed" && !opensAgain(ticket, now())) return { id: beginNext(tx, contact, ticket, body, files), message: null, isNew: true };
  const wasOver = ticket.status === "resolved" || ticket.status === "closed";
  if (wasOver) reopened(tx, contact, ticket, body);
  const message = say(tx, contact, ticket, body, files);
  // Words that follow one's own are no new wait.
  const turns = ticket.lastBy === "agency" || ticket.waitingSince !== null || wasOver;
  tx.update(table)
    .set({ lastBy: "client", waitingSince: null, waitedMs: waitedUntil(ticket, now()), ...(turns ? { turnAt: now() } : {}) })
    .where(eq(table.id, id))
    .run();
  if (!wasOver) record(tx, contact, "ticket.replied", subjectOf(ticket), { excerpt: body.slice(0, 300) }, { members: inHandsOf(tx, ticket) });
  return { id, message, isNew: false };
}

/**
 * A member's word, which the client reads. The first one starts the work and is the first response. `next` asks the
 * client, so that the clock waits for them, or resolves it. Gives the message's id. Throws NotFound, Refused 409 where it
 * is over, or waits already.
 */
export function answer(tx: Db, member: Member, id: string, { body, next }: z.output<typeof AnswerForm>, files: Received[] = []): string {
  const ticket = tickets(member, tx).find(id);
  requireTalk(ticket);
  const after = life.after(ticket.status, "answer");
  const status = next ? life.after(after, next) : after;
  const message = say(tx, member, ticket, body, files);
  const at = now();
  tx.update(table)
    .set({
      lastBy: "agency",
      turnAt: at,
      startedAt: ticket.startedAt ?? at,
      firstResponseAt: ticket.firstResponseAt ?? at,
      ...(status === "waiting" ? { waitingSince: ticket.waitingSince ?? at } : {}),
      ...(next === "resolve" ? settled(ticket, "agency") : {}),
    })
    .where(eq(table.id, id))
    .run();
  const to = readersOf(tx, ticket.clientId);
  const excerpt = body.slice(0, 300);
  if (next === "ask") record(tx, member, "ticket.asked", subjectOf(ticket), { excerpt }, { to });
  else if (next === "resolve") record(tx, member, "ticket.resolved", subjectOf(ticket), { excerpt }, { to });
  else record(tx, member, "ticket.answered", subjectOf(ticket), { excerpt }, { to });
  callThose(tx, member, ticket, body);
  return message;
}

/** Throws Refused 409 in words for what takes no more words. */
function requireTalk({ status, name, declinedWhy }: Found) {
  if (status === "declined") throw new Refused(409, `${name} was declined${declinedWhy ? `: “${declinedWhy}”` : ""}. Nothing was recorded. Begin a new request in its place.`);
  if (status === "cancelled") throw new Refused(409, `${name} was cancelled. Nothing was recorded. Begin a new request in its place.`);
  if (status === "merged") throw new Refused(409, `${name} goes on in another one. Nothing was recorded. Open it again, and you are led there.`);
}
