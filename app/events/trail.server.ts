import { type SQL, and, desc, eq, inArray, or, sql } from "drizzle-orm";
import { documents, events } from "#db/schema/index.ts";
import type { Contact, Member, Stranger, System } from "#app/people/viewer.ts";
import { type Action, happening, happenings } from "./all.ts";

type Reader = Pick<Contact, "kind" | "clientId"> | Pick<Member | System | Stranger, "kind">;

const forThePortal = (Object.keys(happenings) as Action[]).filter((action) => happening(action).portal);

/**
 * Which events a reader may know of; decided here for the trail, the letters and (later) the bell. A contact reads
 * what the catalogue says is for the portal, of their own client, and of a document only while it is shared.
 */
export function mayRead(reader: Reader): SQL | undefined {
  if (reader.kind === "stranger") return sql`0`;
  if (reader.kind !== "contact") return undefined; // members see every event until roles narrow it
  const shared = sql`exists (select 1 from ${documents} where ${documents.id} = ${events.subjectId} and ${documents.clientId} = ${events.clientId} and ${documents.sharedAt} is not null and ${documents.removedAt} is null)`;
  return and(eq(events.clientId, reader.clientId), inArray(events.action, forThePortal), or(sql`${events.subjectKind} <> 'document'`, shared));
}

export const newestFirst = desc(events.seq);
