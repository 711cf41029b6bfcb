import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { clients, deliverables as table, pins, rounds } from "#db/schema/index.ts";
import type { Member } from "#app/people/viewer.ts";
import { isStalled } from "./deciding.server.ts";
import { visibleTo } from "./deliverables.server.ts";

const isOpen = sql`${rounds.decision} is null and ${rounds.withdrawnAt} is null`;

/** Why work is back with the agency: changes were asked for, nobody is left to answer, no page of a file could be drawn, or the last word on an open pin is the client's. */
const why = sql<"changes" | "stalled" | "undrawn" | "pin" | null>`case
  when ${rounds.decision} = 'needs_changes' then 'changes'
  when ${isStalled} then 'stalled'
  when ${isOpen} and exists (select 1 from round_pieces p join proof_jobs j on j.file_id = p.file_id where p.round_id = ${rounds.id} and j.state = 'none' and j.why is not null) then 'undrawn'
  when ${isOpen} and ${openPin()} is not null then 'pin' end`;

/** When the longest waiting of them was left. */
function openPin() {
  return sql`(select min(p.created_at) from ${pins} p where p.round_id = ${rounds.id} and p.settled_at is null and p.contact_id is not null and not exists (select 1 from pin_replies r where r.pin_id = p.id and r.member_id is not null))`;
}

/** The only rounds it can be: two indexes lead to them, and none to the rest, which is most of all there ever was. */
const openOrSentBack = sql`${rounds.id} in (select id from rounds where published_at is not null and decision is null and withdrawn_at is null union all select id from rounds where decision = 'needs_changes')`;

/** Work that waits on the agency, as far as a member sees, longest wait first: up to `limit` of it, and how much there is. */
export function backWithUs(member: Member, limit: number, tx: Db = db) {
  const rows = tx
    .select({ id: table.id, title: table.title, projectId: table.projectId, clientName: clients.name, why, at: sql<number>`coalesce(${rounds.decidedAt}, ${openPin()}, ${table.changedAt})`.as("waits_since"), total: sql<number>`count(*) over ()` })
    .from(table)
    .innerJoin(rounds, and(eq(rounds.deliverableId, table.id), eq(rounds.number, table.round)))
    .innerJoin(clients, and(eq(clients.id, table.clientId), isNull(clients.archivedAt)))
    .where(and(visibleTo(member), openOrSentBack, sql`${why} is not null`))
    .orderBy(asc(sql`waits_since`))
    .limit(limit)
    .all();
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ at, why, total: _, ...row }) => ({ ...row, why: why!, at: new Date(at) })) };
}
