import { and, eq, isNull, sql } from "drizzle-orm";
import { prepared } from "#db/client.server.ts";
import { members, people } from "#db/schema/index.ts";
import { admitsContacts } from "#app/people/sessions.server.ts";
import type { Face } from "#app/people/viewer.ts";
import type { Proved } from "./entry.server.ts";

const byEmail = prepared((db) =>
  db
    .select({
      personId: people.id,
      name: people.name,
      passwordHash: people.passwordHash,
      memberId: members.id,
      isContact: sql<number>`EXISTS (SELECT 1 FROM contacts JOIN clients ON clients.id = contacts.client_id WHERE contacts.person_id = ${people.id} AND contacts.deactivated_at IS NULL AND ${admitsContacts})`,
    })
    .from(people)
    .leftJoin(members, and(eq(members.personId, people.id), isNull(members.deactivatedAt)))
    .where(eq(people.email, sql.placeholder("email")))
    .prepare(),
);

/** Whoever has this address and may be on this face today; nobody else exists here. One statement, whatever it finds. */
export function accountOn(face: Face, email: string): (Proved & { passwordHash: string | null }) | undefined {
  const found = byEmail().get({ email });
  if (!found || (face === "staff" ? !found.memberId : !found.isContact)) return undefined;
  const { personId, name, memberId, passwordHash } = found;
  return { personId, name, memberId, passwordHash };
}

/** The name of whoever has this address, on whatever face: for the record of who could not sign in. */
export const whoHas = (email: string) => {
  const found = byEmail().get({ email });
  return found && { id: found.personId, name: found.name };
};
