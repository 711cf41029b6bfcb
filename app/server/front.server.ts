import { certifyWith } from "#app/events/enclosures.server.ts";
import { waitWith } from "#app/events/reminder-letters.server.ts";
import { waitingForContact } from "#app/needs/reminding.server.ts";
import { certificateOf } from "#app/receipts/certificate.server.ts";

// The post comes before receipts, and is told here who makes their certificates.
certifyWith(certificateOf);
// Nor does it know what waits for whom.
waitWith(waitingForContact);

/** What the front takes from the one build. */
export { sqlite, db, transact } from "#db/client.server.ts";
export { env, isLoopback } from "#app/lib/env.server.ts";
export * as clock from "#app/lib/clock.ts";
export { log } from "./log.server.ts";
export { securityHeaders } from "./headers.server.ts";
export { isOwnOrigin } from "#app/lib/request.server.ts";
export { deliverDue, startPost } from "#app/events/post.server.ts";
export { remindDue } from "#app/needs/reminding.server.ts";
export { startReplica } from "./litestream.server.ts";
export { standOnStore } from "#app/backups/keeping.server.ts";
export { startWork } from "./work.server.ts";
export { leaveGround, standOnGround } from "./ground.server.ts";
export { foundAgency } from "#app/agency/agency.server.ts";
export { firstRunCode } from "#app/access/first-run.server.ts";
export { rescue } from "#app/access/rescue.server.ts";
export { sweepAccess } from "#app/people/sweep.server.ts";
export { seed } from "#seeds/index.ts";
export * as cast from "#seeds/cast.ts";
export { makePictures } from "#app/documents/picturing.server.ts";
