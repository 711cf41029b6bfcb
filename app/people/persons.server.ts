import { eq } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { people } from "#db/schema/index.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/id.server.ts";

/** Who has this address, however its letters are cased; undefined where nobody does. */
export const personByEmail = (tx: Db, email: string) => tx.select({ id: people.id, email: people.email, name: people.name }).from(people).where(eq(people.email, email)).get();

/** The id of the person with this address: the one who is known, else a new one. One human, one set of credentials. */
export function findOrAddPerson(tx: Db, { email, name }: { email: string; name: string }): string {
  const known = personByEmail(tx, email);
  if (known) return known.id;
  const id = newId();
  tx.insert(people).values({ id, email, name, createdAt: now() }).run();
  return id;
}
