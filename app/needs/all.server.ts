import { waits as acceptances } from "#app/acceptances/waits.server.ts";
import { waits as comments } from "#app/comments/waits.server.ts";
import { waits as deliverables } from "#app/deliverables/waits.server.ts";
import { waits as requests } from "#app/information-requests/waits.server.ts";
import { waits as invoices } from "#app/invoices/waits.server.ts";
import type { Waits } from "#app/lib/waits.ts";
import { waits as projects } from "#app/projects/waits.server.ts";
import { waits as proposals } from "#app/proposals/waits.server.ts";
import { waits as tickets } from "#app/tickets/waits.server.ts";

/** What every noun says of what waits, in one list. */
export const everyWait: Waits[] = [acceptances, deliverables, proposals, requests, tickets, invoices, comments, projects];
