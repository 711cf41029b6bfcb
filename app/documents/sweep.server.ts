import { eq, lt, sql } from "drizzle-orm";
import { db, prepared } from "#db/client.server.ts";
import { downloads, files, pictures, proofPictures } from "#db/schema/index.ts";
import { sweep } from "#storage/files.server.ts";
import { DAY, HOUR, now } from "#app/lib/clock.ts";
import { log } from "#app/server/log.server.ts";

/** Milliseconds bytes without a row are left alone: their row may be about to be written. */
export const ORPHAN_AGE = 24 * HOUR;
/** Milliseconds the bytes of what was removed are kept, so that a backup of those days finds its files. */
export const KEPT_AFTER_REMOVAL = 30 * DAY;

const row = prepared((db) => db.select({ removedAt: files.removedAt }).from(files).where(eq(files.id, sql.placeholder("key"))).prepare());
// A picture lasts as long as the file it was made of.
const rowOfPicture = prepared((db) => db.select({ removedAt: files.removedAt }).from(pictures).innerJoin(files, eq(files.id, pictures.fileId)).where(eq(pictures.id, sql.placeholder("key"))).prepare());
const rowOfProof = prepared((db) => db.select({ removedAt: files.removedAt }).from(proofPictures).innerJoin(files, eq(files.id, proofPictures.fileId)).where(eq(proofPictures.id, sql.placeholder("key"))).prepare());

/** Removes bytes nobody will ask for again, and logs each. Run at the start and daily. Gives how many it removed. */
export async function sweepFiles(): Promise<{ removed: number }> {
  const orphaned = new Date(now().getTime() - ORPHAN_AGE);
  const forgotten = now().getTime() - KEPT_AFTER_REMOVAL;
  const removed = await sweep(orphaned, (key, writtenAt) => {
    const found = row().get({ key }) ?? rowOfPicture().get({ key }) ?? rowOfProof().get({ key });
    return found ? found.removedAt !== null && found.removedAt.getTime() < forgotten : writtenAt < orphaned;
  });
  for (const { key, part } of removed) log.info({ key, part }, "swept a file");
  // A link lives minutes; that it was used is on record elsewhere.
  db.delete(downloads).where(lt(downloads.createdAt, orphaned)).run();
  return { removed: removed.length };
}
