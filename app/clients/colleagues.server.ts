import { and, asc, eq, isNull, ne, sql } from "drizzle-orm";
import { prepared } from "#db/client.server.ts";
import { contacts } from "#db/schema/index.ts";
import { type Contact, type Permission, permissions } from "#app/people/viewer.ts";

/** The names of the other contacts of this contact's client who can do what they can: those with a permission, or all. */
export const colleaguesWho = ({ id, clientId }: Contact, permission?: Permission): string[] =>
  (permission ? colleagues[permission] : anybody)()
    .all({ id, clientId })
    .map(({ name }) => name);

const asking = (permission?: Permission) =>
  prepared((db) =>
    db
      .select({ name: contacts.name })
      .from(contacts)
      .where(and(eq(contacts.clientId, sql.placeholder("clientId")), ne(contacts.id, sql.placeholder("id")), isNull(contacts.deactivatedAt), permission && eq(contacts[permissions[permission].field], true)))
      .orderBy(asc(contacts.name))
      .prepare(),
  );
const anybody = asking();
const colleagues = Object.fromEntries((Object.keys(permissions) as Permission[]).map((permission) => [permission, asking(permission)])) as Record<Permission, typeof anybody>;
