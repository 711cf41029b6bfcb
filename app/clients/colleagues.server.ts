import { and, asc, eq, isNull, ne } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { contacts } from "#db/schema/index.ts";
import { type Contact, type Permission, permissions } from "#app/people/viewer.ts";

/** The names of the other contacts of this contact's client who can do what they can: those with a permission, or all. */
export const colleaguesWho = ({ id, clientId }: Contact, permission?: Permission, tx: Db = db): string[] =>
  tx
    .select({ name: contacts.name })
    .from(contacts)
    .where(and(eq(contacts.clientId, clientId), ne(contacts.id, id), isNull(contacts.deactivatedAt), permission && eq(contacts[permissions[permission].field], true)))
    .orderBy(asc(contacts.name))
    .all()
    .map(({ name }) => name);
