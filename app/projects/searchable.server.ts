import { and, sql } from "drizzle-orm";
import { projects, tasks } from "#db/schema/index.ts";
import type { Searchable } from "#app/lib/searchable.ts";
import type { Viewer } from "#app/people/viewer.ts";
import { visibleTo } from "./projects.server.ts";
import { visibleTo as inProject } from "./tasks.server.ts";

/** A task's own rule decides within a project; who may not see the project sees no task of it. */
const tasksVisibleTo = (viewer: Viewer) => {
  const project = visibleTo(viewer);
  return and(inProject(viewer), project && sql`exists (select 1 from ${projects} where ${projects.id} = ${tasks.projectId} and ${project})`);
};
const taskPath = ({ id, projectId }: { id: string; projectId: string | null }) => `/staff/projects/${projectId}/tasks/${id}`;

export const searchables = [
  { kind: "project", label: "Projects", one: "Project", table: projects, visibleTo, place: { staff: ({ id }) => `/staff/projects/${id}`, portal: ({ id }) => `/portal/projects/${id}` } },
  { kind: "task", label: "Tasks", one: "Task", table: tasks, visibleTo: tasksVisibleTo, place: { staff: taskPath, portal: ({ projectId }) => `/portal/projects/${projectId}/tasks` } },
  { kind: "project_note", label: "Internal notes", one: "Internal notes", table: projects, visibleTo, place: { staff: ({ id }) => `/staff/projects/${id}` } },
  { kind: "task_note", label: "Internal notes", one: "Internal notes of a task", table: tasks, visibleTo: tasksVisibleTo, place: { staff: taskPath } },
] satisfies Searchable[];
