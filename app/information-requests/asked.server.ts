import { sortFrom } from "#app/lib/pages.ts";
import { type RequestFilter, newestFirst, requestOrders } from "./requests.server.ts";

const tabs = ["draft", "open", "completed"] as const;

/** Which requests a URL asks for, as it was asked and as it is meant, and in what order: the list and its file read it alike. */
export function requestsAsked(url: URL) {
  const asked = { state: url.searchParams.get("state") ?? "", client: url.searchParams.get("client") ?? "", search: (url.searchParams.get("search") ?? "").slice(0, 120) };
  const { state } = asked;
  const filter: RequestFilter = {
    tab: tabs.find((tab) => tab === state) ?? (state === "all" || state === "review" ? undefined : "current"),
    waiting: state === "review",
    clientId: asked.client || undefined,
    search: asked.search.trim() || undefined,
  };
  return { asked, filter, order: sortFrom(url, requestOrders, newestFirst) };
}
