import { type Db, db } from "#db/client.server.ts";
import { documents as table } from "#db/schema/index.ts";
import { audienceOf } from "#app/clients/audience.server.ts";
import type { Audience } from "#app/clients/audience.ts";
import { now } from "#app/lib/clock.ts";
import type { Member } from "#app/people/viewer.ts";
import { projects } from "#app/projects/projects.server.ts";
import { documents, visibleTo } from "./documents.server.ts";

/** Which contacts find a document; `shared` asks as if it were shared already. Throws NotFound. */
export const audienceOfDocument = (member: Member, id: string, { shared = false } = {}, tx: Db = db): Audience =>
  audienceOf(documents(member, tx).find(id).clientId, [{ table, id, visibleTo, supposing: shared ? { sharedAt: now() } : undefined }], tx);

/** Which contacts would find a file that is added to a project and shared at once. Throws NotFound. */
export function audienceOfUpload(member: Member, projectId: string, tx: Db = db): Audience {
  const { clientId } = projects(member, tx).find(projectId);
  return audienceOf(clientId, [{ table, id: null, visibleTo, supposing: { projectId, clientId, sharedAt: now() } }], tx);
}
