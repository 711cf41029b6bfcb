import { asc, eq, sql } from "drizzle-orm";
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

/** The comments on one project, oldest first. Throws NotFound where the viewer may not see the project. */
export const comments = (viewer: Viewer, tx: Db = db) => ({
  on(projectId: string) {
    const project = projects(viewer, tx).find(projectId);
    return tx
      .select({ id: table.id, body: table.body, createdAt: table.createdAt, contactId: table.contactId, memberId: table.memberId, contactName: contacts.name, memberName: members.name })
      .from(table)
      .leftJoin(contacts, eq(contacts.id, table.contactId))
      .leftJoin(members, eq(members.id, table.memberId))
      .where(eq(table.projectId, project.id))
      .orderBy(asc(table.createdAt))
      .all();
  },
});

/** Posts a comment on a project. Throws NotFound, or Refused 403 without the permission to comment. Gives its id. */
export function post(tx: Db, viewer: SignedIn, projectId: string, { body }: z.output<typeof CommentForm>): string {
  const project = projects(viewer, tx).find(projectId);
  if (viewer.kind === "contact" && !viewer.can.comment) throw new Refused(403, "Commenting is switched off for your account. Your words are kept here; ask us to switch it on.");
  const id = newId();
  tx.insert(table)
    .values({ id, projectId, clientId: project.clientId, contactId: viewer.kind === "contact" ? viewer.id : null, memberId: viewer.kind === "member" ? viewer.id : null, body, createdAt: now() })
    .run();
  tx.update(projectTable).set({ commentCount: sql`${projectTable.commentCount} + 1`, lastActivityAt: now() }).where(eq(projectTable.id, projectId)).run();
  record(tx, viewer, viewer.kind === "contact" ? "comment.posted" : "comment.answered", { ...projectSubject(project), kind: "comment", id }, { excerpt: body.slice(0, 300) });
  return id;
}
