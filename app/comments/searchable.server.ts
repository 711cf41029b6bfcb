import { sql } from "drizzle-orm";
import { comments, projects } from "#db/schema/index.ts";
import type { Searchable } from "#app/lib/searchable.ts";
import type { Face, Viewer } from "#app/people/viewer.ts";
import { visibleTo } from "#app/projects/projects.server.ts";

/** Who may see a project reads its thread. */
const inVisibleProject = (viewer: Viewer) => {
  const project = visibleTo(viewer);
  return project && sql`exists (select 1 from ${projects} where ${projects.id} = ${comments.projectId} and ${project})`;
};
const placeOn =
  (face: Face) =>
  ({ id, projectId }: { id: string; projectId: string | null }) =>
    `/${face}/projects/${projectId}/comments?comment=${id}#comment-${id}`;

export const searchables = [{ kind: "comment", label: "Comments", one: "Comment", table: comments, visibleTo: inVisibleProject, place: { staff: placeOn("staff"), portal: placeOn("portal") } }] satisfies Searchable[];
