import { and, desc, eq } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { eventParticulars, events } from "#db/schema/index.ts";
import { NotFound } from "#app/lib/refused.ts";
import type { SignedIn } from "#app/people/viewer.ts";
import { mayRead } from "./trail.server.ts";

/** What a thread of letters is about, by name, as far as the viewer may read of it. Throws NotFound. */
export function titleOfThread(viewer: SignedIn, thread: string, tx: Db = db): string {
  const [, kind, id] = /^([a-z_]+)-(.+)$/.exec(thread) ?? [];
  if (!kind || !id) throw new NotFound();
  const about = kind === "comments" ? and(eq(events.projectId, id), eq(events.subjectKind, "comment")) : and(eq(events.subjectId, id), eq(events.subjectKind, kind));
  const found = tx
    .select({ particulars: eventParticulars.particulars })
    .from(events)
    .innerJoin(eventParticulars, eq(eventParticulars.seq, events.seq))
    .where(and(about, mayRead(viewer)))
    .orderBy(desc(events.seq))
    .limit(1)
    .get();
  if (!found) throw new NotFound();
  const title = String(found.particulars.title ?? "");
  return kind === "comments" ? `Comments on ${title}` : title;
}
