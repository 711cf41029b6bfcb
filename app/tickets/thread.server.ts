import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { type Db, db } from "#db/client.server.ts";
import { contacts, files as fileTable, members, ticketFiles, ticketMessages as table, tickets as ticketTable } from "#db/schema/index.ts";
import { agency } from "#app/agency/agency.server.ts";
import type { SignedIn } from "#app/people/viewer.ts";
import { isTeamShown } from "#app/projects/people.server.ts";
import { projects } from "#app/projects/projects.server.ts";
import { type FilePlace, pathOfFile } from "./files.server.ts";
import { numberOf } from "./ticket.ts";
import type { Found } from "./tickets.server.ts";

const origins = alias(ticketTable, "origins");

/** Whether this viewer may learn who of the agency speaks: the project's setting, else the agency's. */
export const knowsTeam = (viewer: SignedIn, { projectId }: Pick<Found, "projectId">, tx: Db = db) => viewer.kind === "member" || isTeamShown(projectId ? projects(viewer, tx).find(projectId) : { showTeamMembers: null });

/**
 * What both sides wrote on a ticket the viewer has found, oldest first, with its files: two queries. Members speak with
 * the agency's one name where the client may not know them; a copy that came with a merge says where it was written.
 */
export function threadOf(viewer: SignedIn, ticket: Pick<Found, "id" | "clientId" | "clientName" | "projectId">, tx: Db = db) {
  const named = knowsTeam(viewer, ticket, tx);
  const rows = tx
    .select({ id: table.id, body: table.body, at: table.createdAt, contactId: table.contactId, memberId: table.memberId, contact: contacts.name, member: members.name, originKind: origins.kind, originNumber: origins.number })
    .from(table)
    .leftJoin(contacts, eq(contacts.id, table.contactId))
    .leftJoin(members, eq(members.id, table.memberId))
    .leftJoin(origins, eq(origins.id, table.originId))
    .where(and(eq(table.ticketId, ticket.id), eq(table.clientId, ticket.clientId)))
    .orderBy(asc(table.createdAt), asc(sql`ticket_messages.rowid`))
    .all();
  const files = filesOf(viewer, rows.map(({ id }) => id), tx);
  return rows.map(({ contactId, memberId, contact, member, originKind, originNumber, ...message }) => ({
    ...message,
    name: memberId ? (named ? member! : agency().name) : contact!,
    side: memberId ? agency().name : ticket.clientName,
    byAgency: memberId !== null,
    you: viewer.id === (contactId ?? memberId),
    from: originKind && originNumber !== null ? numberOf(originKind, originNumber) : null,
    files: files.get(message.id) ?? [],
  }));
}
export type Message = ReturnType<typeof threadOf>[number];

/** The files of these messages, by message. */
function filesOf(viewer: SignedIn, messageIds: string[], tx: Db) {
  const found = new Map<string, (FilePlace & { id: string; name: string; size: number })[]>();
  if (messageIds.length === 0) return found;
  const rows = tx
    .select({ messageId: ticketFiles.messageId, id: fileTable.id, name: fileTable.name, size: fileTable.size })
    .from(ticketFiles)
    .innerJoin(fileTable, eq(fileTable.id, ticketFiles.fileId))
    .where(inArray(ticketFiles.messageId, messageIds))
    .orderBy(asc(fileTable.createdAt), asc(sql`files.rowid`))
    .all();
  for (const { messageId, ...file } of rows) {
    const shown = { ...file, to: pathOfFile(viewer, file.id) };
    found.set(messageId, [...(found.get(messageId) ?? []), shown]);
  }
  return found;
}
