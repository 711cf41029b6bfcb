import { sortFrom } from "#app/lib/pages.ts";
import { life } from "./deliverable.ts";
import { type DeliverableOrder, deliverableOrders } from "./deliverables.server.ts";

const mostPressing: DeliverableOrder = { by: "waiting", direction: "ascending" };

/** Which work for approval a member's URL asks for, as it was asked and as it is meant, and in what order: the list and its file read it alike. */
export function approvalsAsked(url: URL) {
  const word = (name: string) => (url.searchParams.get(name) ?? "").trim().slice(0, 120);
  const asked = { status: life.statuses.find((one) => one === word("status")) ?? "", client: word("client"), project: word("project"), title: word("title") } as const;
  /** All but the status: what the tabs count within. */
  const narrowed = { clientId: asked.client || undefined, projectId: asked.project || undefined, title: asked.title || undefined };
  return { asked, narrowed, filter: { ...narrowed, status: asked.status || undefined }, order: sortFrom(url, deliverableOrders, mostPressing) };
}
