import { isNull, sql } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { clients } from "#db/schema/index.ts";
import type { Member } from "#app/people/viewer.ts";

/** The clients a project can be for, by name: for choosing one. Archived ones are left out. */
export const clientNames = (_member: Member, tx: Db = db) => tx.select({ id: clients.id, name: clients.name }).from(clients).where(isNull(clients.archivedAt)).orderBy(sql`${clients.name} collate nocase`).all();
