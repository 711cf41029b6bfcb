import { informationRequests } from "#db/schema/index.ts";
import type { Searchable } from "#app/lib/searchable.ts";
import { visibleTo } from "./requests.server.ts";

export const searchables = [
  {
    kind: "information_request",
    label: "Requests",
    one: "Request",
    table: informationRequests,
    visibleTo,
    place: { staff: ({ id }) => `/staff/requests/${id}`, portal: ({ id }) => `/portal/requests/${id}` },
  },
] satisfies Searchable[];
