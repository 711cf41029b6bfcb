import { sortFrom } from "#app/lib/pages.ts";
import type { Member } from "#app/people/viewer.ts";
import { type Priority, isKind } from "./ticket.ts";
import { NOBODY } from "./sorting.server.ts";
import { type TicketFilter, isState, mostPressing, newestWord, ticketOrders } from "./tickets.server.ts";

/** The saved views of the inbox, in their order. */
export const views = ["open", "mine", "unassigned", "ours", "waiting", "overdue"] as const;
export type View = (typeof views)[number];
export const viewLabels = { open: "All open", mine: "Mine", unassigned: "Unassigned", ours: "Waiting on us", waiting: "Waiting on client", overdue: "Overdue" } satisfies Record<View, string>;
const viewed = {
  open: () => ({ state: "open" }),
  mine: ({ id }) => ({ state: "open", assigneeId: id }),
  unassigned: () => ({ state: "open", assigneeId: null }),
  ours: () => ({ state: "ours" }),
  waiting: () => ({ state: "waiting" }),
  overdue: () => ({ state: "ours", overdue: true }),
} satisfies Record<View, (member: Member) => TicketFilter>;

/** Through which view of the inbox a ticket's page is met; undefined where it was met by itself. */
export const viewIn = (request: Request): View | undefined => views.find((view) => view === new URL(request.url).searchParams.get("in"));
/** What stands in a view. */
export const filterOf = (member: Member, view: View): TicketFilter => viewed[view](member);

/** Which jobs and tickets a URL asks for, as it was asked and as it is meant, and in what order: list, board and file read it alike. */
export function ticketsAsked(member: Member, url: URL) {
  const word = (name: string) => (url.searchParams.get(name) ?? "").slice(0, 120);
  const view = views.find((view) => view === word("view"));
  const asked = { view: view ?? "", state: word("state"), search: word("search"), client: word("client"), project: word("project"), kind: word("kind"), priority: word("priority"), assigned: word("assigned") };
  const state = isState(asked.state) ? asked.state : undefined;
  const base: TicketFilter = view ? viewed[view](member) : asked.state === "all" ? {} : { state: state ?? "open" };
  const filter: TicketFilter = {
    ...base,
    search: asked.search.trim() || undefined,
    clientId: asked.client || undefined,
    projectId: asked.project || undefined,
    kind: isKind(asked.kind) ? asked.kind : undefined,
    priority: /^[0-3]$/.test(asked.priority) ? (Number(asked.priority) as Priority) : undefined,
    ...(asked.assigned ? { assigneeId: asked.assigned === NOBODY ? null : asked.assigned === "me" ? member.id : asked.assigned } : {}),
  };
  const isOpen = view !== undefined || asked.state === "" || state === "open";
  return { asked, view: view ?? (asked.state === "" ? "open" : null), filter, order: sortFrom(url, ticketOrders, isOpen ? mostPressing : newestWord) };
}
