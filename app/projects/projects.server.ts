import { and, count, desc, eq, sql } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { clients, projects as table } from "#db/schema/index.ts";
import type { Subject } from "#app/events/catalogue.ts";
import { NotFound } from "#app/lib/refused.ts";
import type { Viewer } from "#app/people/viewer.ts";

export type Project = typeof table.$inferSelect;

/** Who may know that a project exists. Decided here and nowhere else; exported for what lies inside a project. */
export const visibleTo = (viewer: Viewer) => {
  if (viewer.kind === "contact") return eq(table.clientId, viewer.clientId);
  if (viewer.kind === "stranger") return sql`0`;
  return undefined; // members see every project until roles narrow it
};

/** The projects a viewer may see, newest activity first. */
export const projects = (viewer: Viewer, tx: Db = db) => ({
  page: ({ limit, offset }: { limit: number; offset: number }) => tx.select().from(table).where(visibleTo(viewer)).orderBy(desc(table.lastActivityAt)).limit(limit).offset(offset).all(),
  count: () => tx.select({ total: count() }).from(table).where(visibleTo(viewer)).get()!.total,
  /** One project with its client's name. Throws NotFound. */
  find(id: string): Project & { clientName: string } {
    const found = tx.select({ project: table, clientName: clients.name }).from(table).innerJoin(clients, eq(clients.id, table.clientId)).where(and(visibleTo(viewer), eq(table.id, id))).get();
    if (!found) throw new NotFound();
    return { ...found.project, clientName: found.clientName };
  },
});

export const projectSubject = (project: Pick<Project, "id" | "clientId" | "name">): Subject => ({ kind: "project", id: project.id, clientId: project.clientId, projectId: project.id, title: project.name });
