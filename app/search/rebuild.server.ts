import { sql } from "drizzle-orm";
import { type Db } from "#db/client.server.ts";
import { searchEntries } from "#db/schema/index.ts";
import { searchables } from "./all.server.ts";

/** Makes the index anew from what stands in the tables, oldest first. The triggers keep it right; this is for doubt, and after repairs by hand. */
export function rebuildSearch(tx: Db) {
  tx.delete(searchEntries).run();
  const all = searchables.map(({ kind }) => sql`select * from ${sql.identifier(`searchable_${kind}`)}`);
  tx.run(sql`insert into search_entries (kind, subject_id, client_id, project_id, for_portal, title, body, at) select * from (${sql.join(all, sql` union all `)}) order by at`);
  tx.run(sql`insert into search_index (search_index) values ('rebuild')`);
}
