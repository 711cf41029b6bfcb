import { and, asc, eq, isNull } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { contacts, members, ticketFollowers as table, tickets as ticketTable } from "#db/schema/index.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { list } from "#app/lib/words.ts";
import { seesAll } from "#app/people/reach.server.ts";
import type { Member, SignedIn } from "#app/people/viewer.ts";
import { members as colleagues } from "#app/team/members.server.ts";
import { mentionedIn } from "./ticket.ts";
import { type Found, type Ticket, subjectOf, tickets, visibleTo } from "./tickets.server.ts";

type Which = Pick<Ticket, "id" | "clientId" | "assigneeId">;

/** Who of the team sees a ticket, and so may be given it, follow it, be called to it: by name. */
export const colleaguesOn = (member: SignedIn, { id }: Pick<Ticket, "id">, tx: Db = db) =>
  teamOf(member, tx).filter((colleague) => seesAll(colleague) || tx.select({ id: ticketTable.id }).from(ticketTable).where(and(eq(ticketTable.id, id), visibleTo(asReader(colleague)))).get() !== undefined);

const teamOf = (viewer: SignedIn, tx: Db) => (viewer.kind === "member" ? colleagues(viewer, tx).active() : tx.select({ id: members.id, name: members.name, title: members.title, role: members.role }).from(members).where(isNull(members.deactivatedAt)).orderBy(asc(members.name)).all());
const asReader = ({ id, name, title, role }: { id: string; name: string; title: string; role: Member["role"] }): Member => ({ kind: "member", id, name, title, role, personId: "", email: "", sessionId: "", address: "", agent: "" });

/** The members who follow a ticket the member has found, by name. For members alone. */
export const followersOf = (_member: Member, { id, clientId }: Pick<Ticket, "id" | "clientId">, tx: Db = db) =>
  tx
    .select({ id: members.id, name: members.name })
    .from(table)
    .innerJoin(members, eq(members.id, table.memberId))
    .where(and(eq(table.ticketId, id), eq(table.clientId, clientId), isNull(members.deactivatedAt)))
    .orderBy(asc(members.name))
    .all();

/** Follows a ticket: its letters come from now on. Once, however often it is asked. Throws NotFound. */
export function follow(tx: Db, member: Member, id: string) {
  const ticket = tickets(member, tx).find(id);
  if (putOn(tx, ticket, member.id)) record(tx, member, "ticket.followed", subjectOf(ticket));
}

/** Throws NotFound. */
export function unfollow(tx: Db, member: Member, id: string) {
  const ticket = tickets(member, tx).find(id);
  const { changes } = tx.delete(table).where(and(eq(table.ticketId, id), eq(table.memberId, member.id))).run();
  if (changes) record(tx, member, "ticket.unfollowed", subjectOf(ticket));
}

const putOn = (tx: Db, { id, clientId }: Pick<Ticket, "id" | "clientId">, memberId: string) => tx.insert(table).values({ ticketId: id, clientId, memberId, since: now() }).onConflictDoNothing().run().changes > 0;

/** Those whose the ticket is: who has it, and who follows it. Undefined where nobody does: then those whom its client or project concerns. */
export function inHandsOf(tx: Db, { id, clientId, assigneeId }: Which): string[] | undefined {
  const following = tx.select({ id: table.memberId }).from(table).innerJoin(members, eq(members.id, table.memberId)).where(and(eq(table.ticketId, id), eq(table.clientId, clientId), isNull(members.deactivatedAt))).all();
  const has = assigneeId ? tx.select({ id: members.id }).from(members).where(and(eq(members.id, assigneeId), isNull(members.deactivatedAt))).all() : [];
  const ids = [...new Set([...has, ...following].map(({ id }) => id))];
  return ids.length ? ids : undefined;
}

/** The contacts who find jobs and tickets on their portal: whom a letter about one may go to. */
export const readersOf = (tx: Db, clientId: string) =>
  tx
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(eq(contacts.clientId, clientId), eq(contacts.canSubmitRequests, true), isNull(contacts.deactivatedAt)))
    .all()
    .map(({ id }) => id);

/** Tells whom a member's words call by `@`, and lets them follow from then on. Gives their ids. The words themselves are in no letter. */
export function callThose(tx: Db, member: Member, ticket: Found, body: string): string[] {
  const people = colleaguesOn(member, ticket, tx).filter(({ id }) => id !== member.id);
  const called = mentionedIn(body, people);
  if (called.length === 0) return [];
  for (const id of called) putOn(tx, ticket, id);
  record(tx, member, "ticket.mentioned", subjectOf(ticket), { names: list(people.filter(({ id }) => called.includes(id)).map(({ name }) => name)) }, { members: called });
  return called;
}

/** Those who followed one ticket follow the other. */
export function passOnFollowers(tx: Db, from: Pick<Ticket, "id" | "clientId">, to: Pick<Ticket, "id" | "clientId">) {
  for (const { id } of tx.select({ id: table.memberId }).from(table).where(eq(table.ticketId, from.id)).all()) putOn(tx, to, id);
}

/** The first names of the contacts who find jobs and tickets on their portal, for "Reply to Dana and Luis". For members. */
export const readersNamed = (_member: Member, clientId: string, tx: Db = db): string[] =>
  tx
    .select({ name: contacts.name })
    .from(contacts)
    .where(and(eq(contacts.clientId, clientId), eq(contacts.canSubmitRequests, true), isNull(contacts.deactivatedAt)))
    .orderBy(asc(contacts.name))
    .limit(4)
    .all()
    .map(({ name }) => name.split(/\s+/)[0]!);
