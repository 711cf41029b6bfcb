import { type SQL, and, asc, desc, eq, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { contacts, eventParticulars, events, members, outbox, people, projects } from "#db/schema/index.ts";
import { now } from "#app/lib/clock.ts";
import { env, isLoopback } from "#app/lib/env.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { seesAll } from "#app/people/reach.server.ts";
import type { Member } from "#app/people/viewer.ts";
import { happening } from "./all.ts";
import type { LettersAsked } from "./asked.ts";
import { textOf } from "./letter.tsx";
import { write } from "./letters.server.ts";
import { type LetterState, letterName } from "./post.ts";
import { record } from "./record.server.ts";
import { inWords, sentenceOf } from "./sentence.ts";
import { keptLetter } from "./transport.server.ts";

const open = and(isNull(outbox.sentAt), isNull(outbox.droppedAt), isNull(outbox.gaveUpAt));
const whichAre = { waiting: open, sent: isNotNull(outbox.sentAt), dropped: isNotNull(outbox.droppedAt), gave_up: isNotNull(outbox.gaveUpAt) } satisfies Record<LetterState, SQL | undefined>;
const state = sql<LetterState>`case when ${outbox.sentAt} is not null then 'sent' when ${outbox.droppedAt} is not null then 'dropped' when ${outbox.gaveUpAt} is not null then 'gave_up' else 'waiting' end`;
/** Rows that went, or will go, as one letter. */
const letter = sql<string>`coalesce(${outbox.letterId}, ${outbox.id})`;
const isLetter = (id: string) => and(or(eq(outbox.id, id), eq(outbox.letterId, id)), eq(letter, id));

/** One letter as the list shows it. */
export interface Listed {
  id: string;
  to: string;
  address: string;
  about: string;
  more: number;
  state: LetterState;
  why: string | null;
  attempts: number;
  queuedAt: Date;
  nextAttemptAt: Date;
  sentAt: Date | null;
}

/** The copies of all letters, as owners may read them. Throws NotFound for anyone else. */
export function letterbook(member: Member, tx: Db = db) {
  if (member.role !== "owner") throw new NotFound();
  return {
    page: (asked: Partial<LettersAsked>, { limit, offset }: { limit: number; offset: number }) => listed(tx, matching(asked), limit, offset, asked.order),
    count: (asked: Partial<LettersAsked>) => tx.select({ total: sql<number>`count(distinct ${letter} || ${state})` }).from(outbox).where(matching(asked)).get()!.total,
    /** One letter with its words, also by the id of what has since gone together with others; one-time links only where the letter itself lies in a folder of this machine's. Throws NotFound. */
    find(asked: string): Listed & { text: string | null; links: boolean } {
      const id = tx.select({ id: letter }).from(outbox).where(eq(outbox.id, asked)).get()?.id ?? asked;
      const found = listed(tx, isLetter(id), 10, 0);
      const first = found.find(({ state }) => state !== "dropped") ?? found[0];
      if (!first) throw new NotFound();
      const kept = first.state === "sent" && isLoopback() && !env().SMTP_URL ? keptLetter(id) : null;
      return { ...first, text: kept ?? rewritten(tx, id), links: kept !== null };
    },
  };
}

const matching = ({ state, whom }: Partial<LettersAsked>) => and(state ? whichAre[state] : undefined, whom ? isTo(`%${whom.replace(/[\\%_]/g, "\\$&")}%`) : undefined);

/** Whether a letter is to somebody whose name or address is like this. */
const isTo = (like: string) => sql`(
  ${outbox.contactId} in (select c.id from ${contacts} c join ${people} p on p.id = c.person_id where c.name like ${like} escape '\\' or p.email like ${like} escape '\\')
  or ${outbox.memberId} in (select m.id from ${members} m join ${people} p on p.id = m.person_id where m.name like ${like} escape '\\' or p.email like ${like} escape '\\')
  or ${outbox.askedFor} like ${like} escape '\\')`;

/** What the staff home says: letters the post gave up on, or cannot get rid of. For who sees all; the letters themselves are for owners. */
export function undelivered(member: Member, tx: Db = db): { gaveUp: number; delayed: number; latest: Listed[] } {
  if (!seesAll(member)) return { gaveUp: 0, delayed: 0, latest: [] };
  const delayed = and(open, isNotNull(outbox.lastError));
  const number = (where: SQL | undefined) => tx.select({ total: sql<number>`count(distinct ${letter})` }).from(outbox).where(where).get()!.total;
  return { gaveUp: number(whichAre.gave_up), delayed: number(delayed), latest: [...listed(tx, whichAre.gave_up, 5, 0), ...listed(tx, delayed, 5, 0)].slice(0, 5) };
}

/** Which of these contacts the post could not reach: it gave up on a letter, and none has arrived since. One query. */
export const unreached = (_member: Member, contactIds: string[], tx: Db = db): Set<string> =>
  new Set(
    tx
      .select({ id: sql<string>`${outbox.contactId}` })
      .from(outbox)
      .where(and(isNotNull(outbox.gaveUpAt), inArray(outbox.contactId, contactIds), sql`not exists (select 1 from outbox later where later.contact_id = ${outbox.contactId} and later.sent_at > ${outbox.gaveUpAt})`))
      .all()
      .map(({ id }) => id),
  );

/** Why the newest letter to a contact or member did not arrive, or null where it did. */
export const failureOf = (tx: Db, whose: { contactId: string } | { memberId: string }): string | null =>
  tx
    .select({ why: sql<string | null>`case when ${outbox.gaveUpAt} is not null then ${outbox.lastError} end` })
    .from(outbox)
    .where(and("contactId" in whose ? eq(outbox.contactId, whose.contactId) : eq(outbox.memberId, whose.memberId), sql`${outbox.sentAt} is not null or ${outbox.gaveUpAt} is not null`))
    .orderBy(desc(sql`coalesce(${outbox.sentAt}, ${outbox.gaveUpAt})`))
    .limit(1)
    .get()?.why ?? null;

/** Has a letter tried again that the post gave up on. Throws NotFound, or Refused 409 where it did not. */
export function tryAgain(tx: Db, member: Member, id: string) {
  const { to, address, state } = letterbook(member, tx).find(id);
  if (state !== "gave_up") throw new Refused(409, "The post has not given up on this letter, so there is nothing to try again.");
  tx.update(outbox).set({ gaveUpAt: null, lastError: null, attempts: 0, nextAttemptAt: now() }).where(and(isLetter(id), whichAre.gave_up)).run();
  record(tx, member, "letter.tried_again", { kind: "letter", id, clientId: null, title: to || address });
}

function listed(tx: Db, where: SQL | undefined, limit: number, offset: number, { by, direction }: LettersAsked["order"] = { by: "queued", direction: "descending" }): Listed[] {
  const way = direction === "ascending" ? asc : desc;
  const rows = tx
    .select({
      id: letter,
      kind: outbox.kind,
      askedFor: outbox.askedFor,
      to: sql<string>`coalesce(${contacts.name}, ${members.name}, '')`,
      address: sql<string>`coalesce(${people.email}, ${outbox.askedFor}, '')`,
      seq: sql<number | null>`min(${outbox.eventSeq})`,
      rows: sql<number>`count(*)`,
      state,
      why: sql<string | null>`coalesce(${outbox.droppedWhy}, ${outbox.lastError})`,
      attempts: outbox.attempts,
      queuedAt: outbox.queuedAt,
      nextAttemptAt: outbox.nextAttemptAt,
      sentAt: outbox.sentAt,
    })
    .from(outbox)
    .leftJoin(contacts, eq(contacts.id, outbox.contactId))
    .leftJoin(members, eq(members.id, outbox.memberId))
    .leftJoin(people, sql`${people.id} = coalesce(${contacts.personId}, ${members.personId})`)
    .where(where)
    .groupBy(letter, state)
    .orderBy(...(by === "to" ? [way(sql`coalesce(${contacts.name}, ${members.name}, ${outbox.askedFor}) collate nocase`), desc(outbox.queuedAt)] : [way(outbox.queuedAt)]), asc(letter))
    .limit(limit)
    .offset(offset)
    .all();
  const about = subjectsOf(tx, rows.map(({ seq }) => seq).filter((seq) => seq !== null));
  return rows.map(({ seq, kind, rows, askedFor: _, ...row }) => ({ ...row, about: seq === null ? letterName[kind] : `${kind === "receipt" ? `${letterName.receipt}: ` : ""}${about.get(seq) ?? letterName.event}`, more: rows - 1 }));
}

/** What each event was, in words. */
function subjectsOf(tx: Db, seqs: number[]) {
  const told = tx
    .select({ seq: events.seq, action: events.action, particulars: eventParticulars.particulars, project: projects.name })
    .from(events)
    .leftJoin(eventParticulars, eq(eventParticulars.seq, events.seq))
    .leftJoin(projects, eq(projects.id, events.projectId))
    .where(inArray(events.seq, seqs))
    .all();
  return new Map(told.map(({ seq, action, particulars, project }) => [seq, inWords(sentenceOf(happening(action), particulars, { project }))]));
}

/** The letter's words as it would be written now, without its one-time link: that was made for the letter alone, and is not kept. */
function rewritten(tx: Db, id: string): string | null {
  const rows = tx.select().from(outbox).where(isLetter(id)).orderBy(asc(outbox.eventSeq)).all();
  const { written } = write(tx, rows, (_, { face }) => ({ path: `/${face}/…`, expiresAt: now() }));
  return written && textOf({ ...written.letter, ...(written.secret && { button: { ...written.letter.button, href: "(a link that works once: it stands in the letter and nowhere else)" }, fine: "" }) });
}
