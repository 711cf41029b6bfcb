import type { Viewer } from "#app/people/viewer.ts";
import { today } from "./billing.server.ts";
import { paidSince } from "./invoices.server.ts";

/** What was paid since the year began, in each currency, in minor units; of one client, or all the viewer sees. */
export const paidThisYear = (viewer: Viewer, clientId?: string) => paidSince(viewer, `${today().slice(0, 4)}-01-01`, clientId);
