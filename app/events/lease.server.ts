import { eq } from "drizzle-orm";
import { type Db, transact } from "#db/client.server.ts";
import { leases } from "#db/schema/index.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/id.server.ts";

const me = newId();

/**
 * A lease: what it names is done by one holder at a time, across processes. It lapses by itself, so that a holder
 * that died holds nobody up. `take` renews what one already holds; false where another holds it. Times are milliseconds.
 */
export const lease = (name: string, life: number, holder = me) => ({
  take: () =>
    transact((tx) => {
      const held = find(tx, name);
      if (held && held.holder !== holder && held.until > now()) return false;
      const row = { name, holder, until: new Date(now().getTime() + life) };
      tx.insert(leases).values(row).onConflictDoUpdate({ target: leases.name, set: row }).run();
      return true;
    }),
  giveBack: () =>
    transact((tx) => {
      if (find(tx, name)?.holder === holder) tx.delete(leases).where(eq(leases.name, name)).run();
    }),
});

const find = (tx: Db, name: string) => tx.select().from(leases).where(eq(leases.name, name)).get();
