import { and, asc, eq, sql } from "drizzle-orm";
import { type Db, db, prepared } from "#db/client.server.ts";
import { clients, members, projects, questions } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import { placeOf } from "#app/events/places.ts";
import { now } from "#app/lib/clock.ts";
import { ago } from "#app/lib/dates.ts";
import type { Need, OnClient, Some } from "#app/lib/waits.ts";
import type { Contact } from "#app/people/viewer.ts";
import type { TalkedAbout } from "./unanswered.server.ts";

/** What we asked a contact in the talk about one noun's rows, and nobody of the client has answered yet. */
export function repliesAwaited(about: TalkedAbout, contact: Contact, label: string): Need[] {
  if (!contact.can.comment || !anyOf().get({ clientId: contact.clientId, kind: about.kind })) return [];
  return awaited(about, 50).map(({ id, subjectId, title, projectId, at, by }) => ({
    kind: about.kind,
    id: subjectId,
    part: `reply-${id}`,
    projectId,
    label,
    title,
    to: `${placeOf("portal", { kind: about.kind, id: subjectId, clientId: null, projectId: null })}#comment-${id}`,
    why: `${by} asked you a question ${ago(at, now())}`,
    verb: "Reply",
    hurry: null,
    deadline: null,
    wholeDay: true,
    since: at,
    others: [],
    remindedAs: "comment",
  }));
}

/** Whether we ever asked a client anything in the talk about a kind: a first look, since of most we did not. */
const anyOf = prepared((db) =>
  db
    .select({ id: questions.id })
    .from(questions)
    .where(and(eq(questions.clientId, sql.placeholder("clientId")), eq(questions.subjectKind, sql.placeholder("kind")), sql`${questions.awaitsReply} = 1`))
    .limit(1)
    .prepare(),
);

/** The same, as it stands on the desk. */
export function repliesOnClients(about: TalkedAbout, asked: { limit: number; id?: string }, label: string): Some<OnClient> {
  if (asked.id) return { total: 0, rows: [] };
  const rows = awaited(about, asked.limit);
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ id, subjectId, title, clientId, clientName, projectId, at }) => ({ kind: about.kind, id: subjectId, part: `reply-${id}`, label, title, to: `${placeOf("staff", { kind: about.kind, id: subjectId, clientId: null, projectId: null })}#comment-${id}`, clientId, clientName, projectId, state: { label: "Reply awaited", tone: "wait", icon: "reply", open: true }, since: at, deadline: null, mayRemind: true })) };
}

/** Talks whose newest word is a member's, and waits for one of the client. */
function awaited({ kind, table, title, visible }: TalkedAbout, limit: number, tx: Db = db) {
  const { name, showTeamMembers } = agency();
  return tx
    .select({
      id: questions.id,
      subjectId: sql<string>`${table.id}`,
      title: sql<string>`${title}`,
      projectId: sql<string | null>`${table.projectId}`,
      clientId: questions.clientId,
      clientName: clients.name,
      at: questions.createdAt,
      by: sql<string>`case when coalesce(${projects.showTeamMembers}, ${Number(showTeamMembers)}) then ${members.name} else ${name} end`,
      total: sql<number>`count(*) over ()`,
    })
    .from(questions)
    .innerJoin(table, eq(table.id, questions.subjectId))
    .innerJoin(members, eq(members.id, questions.memberId))
    .innerJoin(clients, eq(clients.id, questions.clientId))
    .leftJoin(projects, eq(projects.id, table.projectId))
    .where(and(visible, eq(questions.subjectKind, kind), eq(questions.awaitsReply, true), sql`${clients.archivedAt} is null`, sql`not exists (select 1 from questions n where n.subject_id = questions.subject_id and (n.created_at, n.rowid) > (questions.created_at, questions.rowid))`))
    .orderBy(asc(questions.createdAt))
    .limit(limit)
    .all();
}
