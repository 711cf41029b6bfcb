import { createHash, createHmac, randomBytes } from "node:crypto";
import canonicalize from "canonicalize";
import { desc } from "drizzle-orm";
import { type Db, prepared } from "#db/client.server.ts";
import { events } from "#db/schema/index.ts";
import { newId } from "#app/lib/id.server.ts";
import type { Particulars } from "./catalogue.ts";

/** The version of the canonical form below. A new form gets a new number; old events keep theirs for ever. */
export const FORM = 1;
export const GENESIS = "0".repeat(64);

type Event = typeof events.$inferSelect;
type Chained = Omit<Event, "seq" | "id" | "form" | "previousHash" | "hash">;

/** A salted commitment to what may later be erased: with row and salt gone, nothing can be guessed from it. */
export const commit = (salt: string, particulars: Particulars) => createHmac("sha256", salt).update(canonicalize(particulars)!).digest("hex");
export const randomSalt = () => randomBytes(32).toString("hex");

/** SHA-256 over the canonical form (RFC 8785) of everything the row holds but the hash itself; `at` in UTC milliseconds. */
export const hashOf = (row: Omit<Event, "hash" | "at"> & { at: number }) => createHash("sha256").update(canonicalize(row)!).digest("hex");

const newest = prepared((db) => db.select({ seq: events.seq, hash: events.hash }).from(events).orderBy(desc(events.seq)).limit(1).prepare());

/** Adds one event to the chain, in the caller's transaction. */
export function chain(tx: Db, happened: Chained): Event {
  const last = newest().get();
  const event = { ...happened, seq: (last?.seq ?? 0) + 1, id: newId(), form: FORM, previousHash: last?.hash ?? GENESIS };
  const whole = { ...event, hash: hashOf({ ...event, at: event.at.getTime() }) };
  tx.insert(events).values(whole).run();
  return whole;
}
