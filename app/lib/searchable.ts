import type { SQL } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Face, Viewer } from "#app/people/viewer.ts";

/** Something found, as far as its address needs it. */
export interface Place {
  id: string;
  clientId: string | null;
  projectId: string | null;
  title: string;
}

/** What a noun says so that its rows can be searched; listed in app/search/all.ts. */
export interface Searchable {
  /** As the view `searchable_…` of its migration calls it. */
  kind: string;
  /** The list its hits stand in; several kinds may share one. */
  label: string;
  /** What one hit is called. Where rows have no title of their own, it stands in its place: "Comment on Packaging". */
  one: string;
  table: SQLiteTable & { id: SQLiteColumn };
  /** Which rows of the table a viewer may know of; undefined for all. */
  visibleTo: (viewer: Viewer) => SQL | undefined;
  /** Where a hit leads. A kind without a place in the portal is never looked for there. */
  place: Record<Extract<Face, "staff">, (found: Place) => string> & Partial<Record<Extract<Face, "portal">, (found: Place) => string>>;
}
