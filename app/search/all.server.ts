import { searchables as clients } from "#app/clients/searchable.server.ts";
import { searchables as comments } from "#app/comments/searchable.server.ts";
import { searchables as deliverables } from "#app/deliverables/searchable.server.ts";
import { searchables as documents } from "#app/documents/searchable.server.ts";
import { searchables as requests } from "#app/information-requests/searchable.server.ts";
import { searchables as invoices } from "#app/invoices/searchable.server.ts";
import type { Searchable } from "#app/lib/searchable.ts";
import { searchables as projects } from "#app/projects/searchable.server.ts";
import { searchables as proposals } from "#app/proposals/searchable.server.ts";
import { searchables as tickets } from "#app/tickets/searchable.server.ts";
import { searchables as team } from "#app/team/searchable.server.ts";

/** Every noun's searchables in one list; their labels are the filters of the page, in this order. */
export const searchables: Searchable[] = [...clients, ...projects, ...proposals, ...requests, ...deliverables, ...tickets, ...invoices, ...documents, ...comments, ...team];
