import { sql } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { numberSeries as table } from "#db/schema/index.ts";

/** The next number of a series, counted from 1, in the caller's transaction: if that is undone, the number was never given. */
export const nextNumber = (tx: Db, series: string): number =>
  tx
    .insert(table)
    .values({ name: series, last: 1 })
    .onConflictDoUpdate({ target: table.name, set: { last: sql`${table.last} + 1` } })
    .returning()
    .get().last;
