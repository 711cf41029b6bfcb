import { sql } from "drizzle-orm";
import { db } from "#db/client.server.ts";

/** Pages of the index merged at once: some milliseconds in which nobody else writes. */
const PAGES = 200;

/**
 * Merges the index into one piece. Every write adds a small piece of its own, and a search opens each word in each piece:
 * among 100,000 entries that were written one by one, a search takes half the time once they are one. In steps, with a rest
 * for `wait` after each; see https://www.sqlite.org/fts5.html#the_merge_command.
 */
export async function mergeSearch(wait: () => Promise<void>) {
  // A first step below nought begins a merge of everything; a step that changed less than two rows found nothing left.
  for (let pages = -PAGES; mergedBy(pages) >= 2; pages = PAGES) await wait();
}

function mergedBy(pages: number): number {
  const changes = () => db.get<{ total: number }>(sql`select total_changes() as total`)!.total;
  const before = changes();
  db.run(sql`insert into search_index (search_index, rank) values ('merge', ${pages})`);
  return changes() - before;
}
