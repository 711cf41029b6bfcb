import { type Sorted, sortFrom } from "#app/lib/pages.ts";

export const clientOrders = ["name", "team", "activity"] as const;
export type ClientOrder = Sorted<(typeof clientOrders)[number]>;
export const byName: ClientOrder = { by: "name", direction: "ascending" };

/** Which clients a URL asks for, and in what order: the list and its file read it alike. */
export const clientsAsked = (url: URL) => ({
  filter: { search: (url.searchParams.get("search") ?? "").trim().slice(0, 120), archived: url.searchParams.get("show") === "archived" },
  order: sortFrom(url, clientOrders, byName),
});
