import { tickets } from "#db/schema/index.ts";
import type { Searchable } from "#app/lib/searchable.ts";
import { portalPath, staffPath } from "./paths.ts";
import { visibleTo } from "./tickets.server.ts";

export const searchables = [
  { kind: "ticket", label: "Jobs & support", one: "Job or ticket", table: tickets, visibleTo, place: { staff: ({ id }) => staffPath(id), portal: ({ id }) => portalPath(id) } },
] satisfies Searchable[];
