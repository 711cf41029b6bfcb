import { type Db, db } from "#db/client.server.ts";
import { invoices as table } from "#db/schema/index.ts";
import { audienceOf } from "#app/clients/audience.server.ts";
import type { Audience } from "#app/clients/audience.ts";
import { now } from "#app/lib/clock.ts";
import type { Member } from "#app/people/viewer.ts";
import { invoices, visibleTo } from "./invoices.server.ts";

/** Which contacts find an invoice; with `sent`, which will once it is. Throws NotFound. */
export const audienceOfInvoice = (member: Member, id: string, sent = false, tx: Db = db): Audience => audienceOf(invoices(member, tx).find(id).clientId, [{ table, id, visibleTo, ...(sent ? { supposing: { sentAt: now() } } : {}) }], tx);
