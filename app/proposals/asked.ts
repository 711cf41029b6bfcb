import { type Sorted, sortFrom } from "#app/lib/pages.ts";
import { type ProposalStatus, badge, life } from "./proposal.ts";

export const proposalOrders = ["title", "client", "number", "sent", "expires"] as const;
export type ProposalOrder = Sorted<(typeof proposalOrders)[number]>;
export const newestFirst: ProposalOrder = { by: "sent", direction: "descending" };

/** What a contact may narrow the list to; what was taken back is in none. */
export const portalStatuses = ["sent", "accepted", "declined", "expired"] as const satisfies ProposalStatus[];
export const portalChoices = [{ value: "", label: "All proposals" }, ...portalStatuses.map((status) => ({ value: status as string, label: badge[status].label }))];

/** Which proposals of a client's own a URL asks for, and in what order. */
export function portalProposalsAsked(url: URL) {
  const asked = { status: url.searchParams.get("status") ?? "", search: (url.searchParams.get("search") ?? "").slice(0, 120) };
  const status = portalStatuses.find((known) => known === asked.status);
  return { asked: { ...asked, status: status ?? "" }, filter: { status, search: asked.search.trim() || undefined }, order: sortFrom(url, ["title", "sent"] as const, newestFirst as Sorted<"title" | "sent">) };
}

/** Which proposals a member's URL asks for, as it was asked and as it is meant, and in what order: the list and its file read it alike. */
export function proposalsAsked(url: URL) {
  const status: ProposalStatus | undefined = life.statuses.find((one) => one === url.searchParams.get("status"));
  const asked = { status: status ?? "", client: url.searchParams.get("client") ?? "", search: (url.searchParams.get("search") ?? "").slice(0, 120) };
  return { asked, filter: { status, clientId: asked.client || undefined, search: asked.search.trim() || undefined }, order: sortFrom(url, proposalOrders, newestFirst) };
}
