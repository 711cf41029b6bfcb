import { type Db, db } from "#db/client.server.ts";
import { tickets as table } from "#db/schema/index.ts";
import { audienceOf } from "#app/clients/audience.server.ts";
import type { Audience } from "#app/clients/audience.ts";
import type { Member } from "#app/people/viewer.ts";
import { tickets, visibleTo } from "./tickets.server.ts";

/** Which contacts find a job or ticket on their portal. Throws NotFound. */
export const audienceOfTicket = (member: Member, id: string, tx: Db = db): Audience => audienceOf(tickets(member, tx).find(id).clientId, [{ table, id, visibleTo }], tx);
