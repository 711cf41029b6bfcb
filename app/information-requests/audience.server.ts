import { type Db, db } from "#db/client.server.ts";
import { informationRequests as table } from "#db/schema/index.ts";
import { audienceOf } from "#app/clients/audience.server.ts";
import type { Audience } from "#app/clients/audience.ts";
import { now } from "#app/lib/clock.ts";
import type { Member } from "#app/people/viewer.ts";
import { requests, visibleTo } from "./requests.server.ts";

/** Which contacts find a request; with `sent`, who would once it is. Throws NotFound. */
export const audienceOfRequest = (member: Member, id: string, { sent = false } = {}, tx: Db = db): Audience =>
  audienceOf(requests(member, tx).find(id).clientId, [{ table, id, visibleTo, ...(sent ? { supposing: { sentAt: now() } } : {}) }], tx);
