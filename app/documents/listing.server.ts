import { and, asc, count, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { type Db, prepared } from "#db/client.server.ts";
import { documentVersions, documents as table, files, pictures, projects as projectTable } from "#db/schema/index.ts";
import type { Viewer } from "#app/people/viewer.ts";
import { visibleTo as projectVisibleTo } from "#app/projects/projects.server.ts";
import type { Order } from "./document.ts";

/**
 * Who may know that a document exists: who may see its project, and of those a client's contacts only while it is shared.
 * Decided here and nowhere else.
 */
export const visibleTo = (viewer: Viewer) => {
  const project = projectVisibleTo(viewer);
  return and(
    viewer.kind === "contact" ? and(eq(table.clientId, viewer.clientId), isNotNull(table.sharedAt)) : undefined,
    isNull(table.removedAt),
    // For contacts the plus keeps this from being where SQLite begins: their list is read from its own index, in order.
    project && sql`${viewer.kind === "contact" ? sql`+` : sql``}${table.projectId} in (select ${projectTable.id} from ${projectTable} where ${project})`,
  );
};

export interface DocumentFilter {
  projectId?: string;
  /** Letters within the file's name. */
  name?: string;
  label?: string;
}

const orders = {
  newest: [desc(table.uploadedAt), desc(table.id)],
  label: [sql`${table.label} is null`, sql`${table.label} collate nocase`, desc(table.uploadedAt), desc(table.id)],
  name: [sql`${table.name} collate nocase`, asc(table.id)],
  largest: [desc(table.size), asc(table.id)],
} satisfies Record<Order, unknown[]>;

const matching = (viewer: Viewer, { projectId, name, label }: DocumentFilter) =>
  and(visibleTo(viewer), projectId ? eq(table.projectId, projectId) : undefined, label ? eq(table.label, label) : undefined, name ? sql`${table.name} like ${`%${name.normalize("NFC").replace(/[\\%_]/g, "\\$&")}%`} escape '\\'` : undefined);

/** A list’s rows: each with the note and the small picture of its current version. */
export const chosen = (tx: Db, viewer: Viewer, filter: DocumentFilter, order: Order) =>
  tx
    .select({
      id: table.id,
      name: table.name,
      label: table.label,
      size: table.size,
      version: table.version,
      note: documentVersions.note,
      uploadedAt: table.uploadedAt,
      sharedAt: table.sharedAt,
      projectId: table.projectId,
      projectName: projectTable.name,
      picture: { mark: pictures.id, width: pictures.width, height: pictures.height },
    })
    .from(table)
    .innerJoin(projectTable, eq(projectTable.id, table.projectId))
    .leftJoin(documentVersions, and(eq(documentVersions.documentId, table.id), eq(documentVersions.version, table.version)))
    .leftJoin(pictures, and(eq(pictures.fileId, documentVersions.fileId), eq(pictures.kind, "thumbnail")))
    .where(matching(viewer, filter))
    .orderBy(...orders[order]);
export const counted = (tx: Db, viewer: Viewer, filter: DocumentFilter) => tx.select({ total: count() }).from(table).where(matching(viewer, filter));

/** The current file of each, by project, label and name: for a zip. */
export const filesOf = (tx: Db, viewer: Viewer, filter: DocumentFilter) =>
  tx
    .select({ id: table.id, clientId: table.clientId, projectId: table.projectId, project: projectTable.name, label: table.label, name: table.name, version: table.version, uploadedAt: table.uploadedAt, fileId: files.id, size: files.size })
    .from(table)
    .innerJoin(projectTable, eq(projectTable.id, table.projectId))
    .innerJoin(documentVersions, and(eq(documentVersions.documentId, table.id), eq(documentVersions.version, table.version)))
    .innerJoin(files, and(eq(files.id, documentVersions.fileId), isNull(files.removedAt)))
    .where(matching(viewer, filter))
    .orderBy(sql`${projectTable.name} collate nocase`, asc(table.projectId), sql`${table.label} collate nocase`, sql`${table.name} collate nocase`, asc(table.name), asc(table.id));

// What clients open most: all their documents, and those of one project. Prepared once, for any contact.
const [aContact, aProject] = [{ kind: "contact", clientId: sql.placeholder("clientId") } as never, { projectId: sql.placeholder("projectId") as never }];
const readied = (filter: DocumentFilter) => ({
  page: prepared((db) => chosen(db, aContact, filter, "newest").limit(sql.placeholder("limit")).offset(sql.placeholder("offset")).prepare()),
  count: prepared((db) => counted(db, aContact, filter).prepare()),
});
const [ofClient, ofProject] = [readied({}), readied(aProject)];

/** The prepared questions, where what is asked is what they ask. */
export const readyFor = (viewer: Viewer, { projectId, name, label }: DocumentFilter) =>
  viewer.kind === "contact" && !viewer.preview && !name && !label && { ...(projectId ? ofProject : ofClient), given: { clientId: viewer.clientId, projectId } };
