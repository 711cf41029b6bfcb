import { type Db, db } from "#db/client.server.ts";
import { projects as projectTable, tasks as taskTable } from "#db/schema/index.ts";
import { type Shareable, audienceOf } from "#app/clients/audience.server.ts";
import type { Audience } from "#app/clients/audience.ts";
import type { Member } from "#app/people/viewer.ts";
import { projects, visibleTo } from "./projects.server.ts";
import { visibleTo as taskVisibleTo } from "./tasks.server.ts";

const project = (id: string): Shareable => ({ table: projectTable, id, visibleTo });

/** Which contacts find a project, and with it its thread of comments. Throws NotFound. */
export const audienceOfProject = (member: Member, id: string, tx: Db = db): Audience => audienceOf(projects(member, tx).find(id).clientId, [project(id)], tx);

/** Which contacts find a task of a project; `id` null for one to be added. `shown` asks as if it were shown to the client, or not. Throws NotFound. */
export function audienceOfTask(member: Member, projectId: string, id: string | null, { shown }: { shown?: boolean } = {}, tx: Db = db): Audience {
  const { clientId } = projects(member, tx).find(projectId);
  const supposing = id === null ? { projectId, clientId, shownToClient: shown ?? false } : shown === undefined ? undefined : { shownToClient: shown };
  return audienceOf(clientId, [project(projectId), { table: taskTable, id, visibleTo: taskVisibleTo, supposing }], tx);
}
