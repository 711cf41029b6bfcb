import { type Db, db } from "#db/client.server.ts";
import { proposals as table } from "#db/schema/index.ts";
import { audienceOf } from "#app/clients/audience.server.ts";
import type { Audience } from "#app/clients/audience.ts";
import type { Member } from "#app/people/viewer.ts";
import { proposals, visibleTo } from "./proposals.server.ts";

/** Which contacts find a proposal; with `sent`, which will once it is. Throws NotFound. */
export const audienceOfProposal = (member: Member, id: string, sent = false, tx: Db = db): Audience => audienceOf(proposals(member, tx).find(id).clientId, [{ table, id, visibleTo, ...(sent ? { supposing: { version: 1 } } : {}) }], tx);
