import { type Db, db } from "#db/client.server.ts";
import { deliverables as table } from "#db/schema/index.ts";
import { audienceOf } from "#app/clients/audience.server.ts";
import type { Audience } from "#app/clients/audience.ts";
import type { Member } from "#app/people/viewer.ts";
import { deliverables, visibleTo } from "./deliverables.server.ts";

/** Which contacts find a deliverable. Throws NotFound. */
export const audienceOfDeliverable = (member: Member, id: string, tx: Db = db): Audience => audienceOf(deliverables(member, tx).find(id).clientId, [{ table, id, visibleTo }], tx);
/** Which contacts will find it, once a round is published. Throws NotFound. */
export const audienceOnceSent = (member: Member, id: string, tx: Db = db): Audience => audienceOf(deliverables(member, tx).find(id).clientId, [{ table, id, visibleTo, supposing: { round: 1 } }], tx);
