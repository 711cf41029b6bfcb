import { type Sorted, sortFrom } from "#app/lib/pages.ts";
import type { ProjectFilter } from "./projects.server.ts";

export const projectOrders = ["name", "client", "stage", "activity"] as const;
export type ProjectOrder = Sorted<(typeof projectOrders)[number]>;
export const newestFirst: ProjectOrder = { by: "activity", direction: "descending" };

/** Which projects a URL asks for, as it was asked and as it is meant, and in what order: the list and its file read it alike. */
export function projectsAsked(url: URL) {
  const asked = { state: url.searchParams.get("state") ?? "active", client: url.searchParams.get("client") ?? "", search: (url.searchParams.get("search") ?? "").slice(0, 120) };
  const filter: ProjectFilter = { state: asked.state === "active" || asked.state === "finished" ? asked.state : undefined, clientId: asked.client || undefined, search: asked.search.trim() || undefined };
  return { asked, filter, order: sortFrom(url, projectOrders, newestFirst) };
}

export const portalStates = [
  { value: "", label: "All projects" },
  { value: "active", label: "Active projects" },
  { value: "finished", label: "Finished projects" },
];
export const portalSorts = [
  { value: "-activity", label: "Newest activity" },
  { value: "name", label: "By name" },
];

/** As `projectsAsked`, of a client's own: all of them unless said otherwise. */
export function portalProjectsAsked(url: URL) {
  const { filter, order } = projectsAsked(url);
  const state = url.searchParams.has("state") ? filter.state : undefined;
  return { asked: { search: filter.search ?? "", state: state ?? "", sort: order.by === "name" ? "name" : "-activity" }, filter: { state, search: filter.search }, order };
}
