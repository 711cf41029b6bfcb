import { and, desc, eq, getTableColumns, gte, sql } from "drizzle-orm";
import type { z } from "zod";
import { type Db, db } from "#db/client.server.ts";
import { comments as table, contacts, members, projects as projectTable } from "#db/schema/index.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/id.server.ts";
import { Refused } from "#app/lib/refused.ts";
import type { SignedIn, Viewer } from "#app/people/viewer.ts";
import { projectSubject, projects } from "#app/projects/projects.server.ts";
import type { CommentForm } from "./forms.server.ts";

const { id, body, createdAt, contactId, memberId } = getTableColumns(table);
// Two comments of one millisecond stand in the order they came.
const newestFirst = [desc(table.createdAt), desc(sql`comments.rowid`)] as const;

/** The comments on one project. Throws NotFound where the viewer may not see the project. */
export const comments = (viewer: Viewer, tx: Db = db) => ({
  /** One slice of a thread, counted from its newest; within it, oldest first. */
  on(projectId: string, { limit, offset }: { limit: number; offset: number } = { limit: 1000, offset: 0 }) {
    const project = projects(viewer, tx).find(projectId);
    return tx
      .select({ id, body, createdAt, contactId, memberId, contactName: contacts.name, memberName: members.name })
      .from(table)
      .leftJoin(contacts, eq(contacts.id, table.contactId))
      .leftJoin(members, eq(members.id, table.memberId))
      .where(eq(table.projectId, project.id))
      .orderBy(...newestFirst)
      .limit(limit)
      .offset(offset)
      .all()
      .reverse();
  },
  /** How many comments stand at and after this one: its place counted from the newest. 0 for one that is not here. */
  placeOf(projectId: string, commentId: string): number {
    const project = projects(viewer, tx).find(projectId);
    const found = tx.select({ createdAt }).from(table).where(and(eq(table.id, commentId), eq(table.projectId, project.id))).get();
    if (!found) return 0;
    return tx.select({ place: sql<number>`count(*)` }).from(table).where(and(eq(table.projectId, project.id), gte(table.createdAt, found.createdAt))).get()!.place;
  },
});

/** Posts a comment on a project. Throws NotFound, or Refused 403 without the permission to comment. Gives its id. */
export function post(tx: Db, viewer: SignedIn, projectId: string, { body, awaitsReply }: z.output<typeof CommentForm> & { awaitsReply?: "on" }): string {
  const project = projects(viewer, tx).find(projectId);
  if (viewer.kind === "contact" && !viewer.can.comment) throw new Refused(403, "Commenting is switched off for your account. Your words are kept here; ask us to switch it on.");
  const id = newId();
  tx.insert(table)
    .values({ id, projectId, clientId: project.clientId, contactId: viewer.kind === "contact" ? viewer.id : null, memberId: viewer.kind === "member" ? viewer.id : null, body, awaitsReply: viewer.kind === "member" && awaitsReply === "on", createdAt: now() })
    .run();
  tx.update(projectTable).set({ commentCount: sql`${projectTable.commentCount} + 1`, lastActivityAt: now() }).where(eq(projectTable.id, projectId)).run();
  record(tx, viewer, viewer.kind === "contact" ? "comment.posted" : "comment.answered", { ...projectSubject(project), kind: "comment", id }, { excerpt: body.slice(0, 300) });
  return id;
}
