import { deliverables } from "#db/schema/index.ts";
import type { Searchable } from "#app/lib/searchable.ts";
import { visibleTo } from "./deliverables.server.ts";

export const searchables = [
  {
    kind: "deliverable",
    label: "Approvals",
    one: "Work for approval",
    table: deliverables,
    visibleTo,
    place: { staff: ({ id }) => `/staff/approvals/${id}`, portal: ({ id }) => `/portal/approvals/${id}` },
  },
] satisfies Searchable[];
