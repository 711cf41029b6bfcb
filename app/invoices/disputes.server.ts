import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { clients, contacts, invoiceDisputes as disputes, invoices as table } from "#db/schema/index.ts";
import type { Member } from "#app/people/viewer.ts";
import { visibleTo } from "./invoices.server.ts";

/** Disputes nobody has settled, longest wait first: up to `limit` of them, and how many there are. */
export function openDisputes(member: Member, limit: number, tx: Db = db) {
  const rows = tx
    .select({ id: disputes.id, invoiceId: table.id, number: sql<string>`${table.number}`, projectId: table.projectId, clientName: clients.name, contactName: contacts.name, at: disputes.disputedAt, total: sql<number>`count(*) over ()` })
    .from(disputes)
    .innerJoin(table, eq(table.id, disputes.invoiceId))
    .innerJoin(clients, eq(clients.id, table.clientId))
    .innerJoin(contacts, eq(contacts.id, disputes.contactId))
    .where(and(visibleTo(member), isNull(disputes.settledAt), isNull(clients.archivedAt)))
    .orderBy(asc(disputes.disputedAt))
    .limit(limit)
    .all();
  return { total: rows[0]?.total ?? 0, rows };
}
