import { type SQL, and, asc, eq, getTableColumns, getTableName, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { type Db, db } from "#db/client.server.ts";
import { clients, contacts } from "#db/schema/index.ts";
import { contactOfSession } from "#app/people/sessions.server.ts";
import type { Contact } from "#app/people/viewer.ts";
import type { Audience } from "./audience.ts";
import { visibleTo } from "./clients.server.ts";

/** Something a client may be shown: a row of a noun's table, and the noun's own word on who may know of it. */
export interface Shareable {
  table: SQLiteTable & { id: SQLiteColumn };
  visibleTo: (viewer: Contact) => SQL | undefined;
  /** Null for what is yet to be made: then `supposing` says all that matters of it. */
  id: string | null;
  /** What is asked about it as if it were already so: that it is shared, say. By the names of the table's columns. */
  supposing?: Record<string, unknown>;
}

/**
 * Which contacts of a client would find something on their portal: asked of the policy that decides it there, for each
 * contact as they would stand at its door, in one query. Of several things, those who find them all.
 */
export function audienceOf(clientId: string, things: Shareable[], tx: Db = db): Audience {
  const clientName = tx.select({ name: clients.name }).from(clients).where(eq(clients.id, clientId)).get()?.name ?? "";
  const viewers = addressable(tx, clientId);
  return { clientName, anyone: viewers.length > 0, names: whoOf(viewers, things, tx).map(({ name }) => name) };
}

/** The contacts themselves who would find something, as `audienceOf` names them. */
export const contactsWhoFind = (clientId: string, things: Shareable[], tx: Db = db): Contact[] => whoOf(addressable(tx, clientId), things, tx);

function whoOf(viewers: Contact[], things: Shareable[], tx: Db): Contact[] {
  // SQLite joins at most five hundred selects.
  const found = new Set(inHundreds(viewers).flatMap((some) => tx.all<{ id: string }>(asking(some, things)).map(({ id }) => id)));
  return viewers.filter(({ id }) => found.has(id));
}

/** Which contacts find their client’s record. */
export const audienceOfClient = (id: string, tx: Db = db) => audienceOf(id, [{ table: clients, id, visibleTo }], tx);

/** Everybody of a client whom the portal would let in, invited ones too: as their next request would find them. */
const addressable = (tx: Db, clientId: string): Contact[] =>
  tx
    .select({ contactId: contacts.id, personId: contacts.personId })
    .from(contacts)
    .where(eq(contacts.clientId, clientId))
    .orderBy(asc(contacts.name))
    .all()
    .map((contact) => contactOfSession({ id: "", ...contact } as Parameters<typeof contactOfSession>[0], { address: "", agent: "" }))
    .filter((contact) => contact !== undefined);

const inHundreds = <T>(all: T[]): T[][] => (all.length ? [all.slice(0, 100), ...inHundreds(all.slice(100))] : []);

function asking(viewers: Contact[], things: Shareable[]): SQL {
  const supposed = things.filter(({ id, supposing }) => id === null || supposing).map(supposition);
  const finds = (viewer: Contact) => and(...things.map(({ table, visibleTo, id }) => sql`exists (select 1 from ${table} where ${and(visibleTo(viewer), id === null ? undefined : eq(table.id, id))})`));
  const asked = sql.join(viewers.map((viewer) => sql`select ${viewer.id} as id where ${finds(viewer)}`), sql` union all `);
  return supposed.length ? sql`with ${sql.join(supposed, sql`, `)} ${asked}` : asked;
}

/** The one row as it would be, under its table's own name, so that the policy reads it in the table's place. Nothing is written. */
function supposition({ table, id, supposing = {} }: Shareable): SQL {
  const columns = Object.entries(getTableColumns(table)).map(([key, column]) => {
    const name = sql.identifier(key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
    const value = key in supposing ? sql`${sql.param(supposing[key] ?? null, column)}` : id === null ? sql`null` : name;
    return sql`${value} as ${name}`;
  });
  const from = id === null ? sql`` : sql` from main.${sql.identifier(getTableName(table))} where id = ${id}`;
  return sql`${sql.identifier(getTableName(table))} as (select ${sql.join(columns, sql`, `)}${from})`;
}
