import { type SQL, and, asc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { acceptances, clients, contacts, informationRequests, moreTimeAsks, proposals, questions } from "#db/schema/index.ts";

/** What questions are about, by kind; how far somebody sees into each is its noun's to say. */
const tables = { information_request: informationRequests, proposal: proposals, acceptance: acceptances };
type Kind = keyof typeof tables;

/** Talks whose last word is a contact's, longest wait first: up to `limit` of them, and how many there are. */
export function unansweredQuestions(kind: Kind, visible: SQL | undefined, limit: number, tx: Db = db) {
  const table = tables[kind];
  const rows = tx
    .select({ id: questions.id, ...subjectIn(table), clientName: clients.name, contactName: contacts.name, at: questions.createdAt, total: sql<number>`count(*) over ()` })
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

/** Open asks for more time, longest wait first: up to `limit` of them, and how many there are. */
export function openTimeAsks(kind: Kind, visible: SQL | undefined, limit: number, tx: Db = db) {
  const table = tables[kind];
  const rows = tx
    .select({ id: moreTimeAsks.id, ...subjectIn(table), clientName: clients.name, contactName: contacts.name, at: moreTimeAsks.askedAt, total: sql<number>`count(*) over ()` })
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

const subjectIn = (table: (typeof tables)[Kind]) => ({ subjectId: sql<string>`${table.id}`, title: sql<string>`${table.title}`, projectId: sql<string | null>`${table.projectId}` });
const counted = <Row extends { total: number }>(rows: Row[]) => ({ total: rows[0]?.total ?? 0, rows });
