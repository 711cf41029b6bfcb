import { documents } from "#db/schema/index.ts";
import type { Searchable } from "#app/lib/searchable.ts";
import { visibleTo } from "./documents.server.ts";

export const searchables = [
  {
    kind: "document",
    label: "Documents",
    one: "Document",
    table: documents,
    visibleTo,
    place: { staff: ({ id }) => `/staff/documents/${id}`, portal: ({ projectId, title }) => `/portal/documents?${new URLSearchParams({ q: title, project: projectId! })}` },
  },
] satisfies Searchable[];
