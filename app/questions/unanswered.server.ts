import { type SQL, and, asc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { type Db, db } from "#db/client.server.ts";
import { clients, contacts, moreTimeAsks, questions } from "#db/schema/index.ts";
import { placeOf } from "#app/events/places.ts";
import type { OnUs, Some } from "#app/lib/waits.ts";
import type { AskedKind } from "#app/receipts/receipt.ts";

/** What is talked about: a noun's rows, and how far somebody sees into them, which is the noun's to say. */
export interface TalkedAbout {
  kind: AskedKind;
  table: SQLiteTable & { id: SQLiteColumn; projectId: SQLiteColumn };
  /** What a row is called. */
  title: SQLiteColumn;
  visible: SQL | undefined;
}

/** Days for which what expired waits for a word of the agency; after that it is history. */
export const LAPSED = 14;

/** Of a subject: nobody's ask for more time waits for an answer, which would say the same once more. */
export const noTimeAsked = (id: SQLiteColumn) => sql`not exists (select 1 from ${moreTimeAsks} where ${moreTimeAsks.subjectId} = ${id} and ${moreTimeAsks.answeredAt} is null)`;

/** Questions and asks for more time about one noun's rows that wait for an answer of ours, longest wait first: up to `limit` of each, and how many there are. */
export function talkOnUs(about: TalkedAbout, limit: number, tx: Db = db): Some<OnUs> {
  const [questions, times] = [unansweredQuestions(about, limit, tx), openTimeAsks(about, limit, tx)];
  const to = (id: string) => placeOf("staff", { kind: about.kind, id, clientId: null, projectId: null });
  return {
    total: questions.total + times.total,
    rows: [
      ...questions.rows.map(({ id, subjectId, title, contactName, clientName, at, projectId }): OnUs => ({ key: id, title, to: `${to(subjectId)}#comment-${id}`, about: `Question by ${contactName}, ${clientName}`, next: { label: "Answer", tone: "wait", icon: "reply", open: true }, at, projectId })),
      ...times.rows.map(({ id, subjectId, title, contactName, clientName, at, projectId }): OnUs => ({ key: id, title, to: to(subjectId), about: `${contactName}, ${clientName}, asks for more time`, next: { label: "Give time", tone: "soon", icon: "clock", open: true }, at, projectId })),
    ],
  };
}

/** Talks whose last word is a contact's. */
function unansweredQuestions({ table, title, visible }: TalkedAbout, limit: number, tx: Db) {
  const rows = tx
    .select({ id: questions.id, ...subjectIn(table, title), clientName: clients.name, contactName: contacts.name, at: questions.createdAt, total: sql<number>`count(*) over ()` })
    .from(questions)
    .innerJoin(table, eq(table.id, questions.subjectId))
    .innerJoin(contacts, eq(contacts.id, questions.contactId))
    .innerJoin(clients, eq(clients.id, questions.clientId))
    .where(and(visible, isNull(clients.archivedAt), isNotNull(questions.contactId), sql`not exists (select 1 from questions n where n.subject_id = questions.subject_id and (n.created_at, n.rowid) > (questions.created_at, questions.rowid))`))
    .orderBy(asc(questions.createdAt))
    .limit(limit)
    .all();
  return counted(rows);
}

function openTimeAsks({ table, title, visible }: TalkedAbout, limit: number, tx: Db) {
  const rows = tx
    .select({ id: moreTimeAsks.id, ...subjectIn(table, title), clientName: clients.name, contactName: contacts.name, at: moreTimeAsks.askedAt, total: sql<number>`count(*) over ()` })
    .from(moreTimeAsks)
    .innerJoin(table, eq(table.id, moreTimeAsks.subjectId))
    .innerJoin(contacts, eq(contacts.id, moreTimeAsks.contactId))
    .innerJoin(clients, eq(clients.id, moreTimeAsks.clientId))
    .where(and(visible, isNull(clients.archivedAt), isNull(moreTimeAsks.answeredAt)))
    .orderBy(asc(moreTimeAsks.askedAt))
    .limit(limit)
    .all();
  return counted(rows);
}

const subjectIn = (table: TalkedAbout["table"], title: SQLiteColumn) => ({ subjectId: sql<string>`${table.id}`, title: sql<string>`${title}`, projectId: sql<string | null>`${table.projectId}` });
const counted = <Row extends { total: number }>(rows: Row[]) => ({ total: rows[0]?.total ?? 0, rows });
