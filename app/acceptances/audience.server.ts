import { type Db, db } from "#db/client.server.ts";
import { acceptances as table } from "#db/schema/index.ts";
import { audienceOf } from "#app/clients/audience.server.ts";
import type { Audience } from "#app/clients/audience.ts";
import type { Member } from "#app/people/viewer.ts";
import { acceptances, visibleTo } from "./acceptances.server.ts";

/** Which contacts find an acceptance that was asked for. Throws NotFound. */
export const audienceOfAcceptance = (member: Member, id: string, tx: Db = db): Audience => audienceOf(acceptances(member, tx).find(id).clientId, [{ table, id, visibleTo }], tx);
