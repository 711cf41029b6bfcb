import { clients } from "#app/clients/clients.server.ts";
import type { Member } from "#app/people/viewer.ts";
import { members } from "#app/team/members.server.ts";
import { ticketsAsked, viewLabels, views } from "../asked.server.ts";
import { STAFF_LIST } from "../paths.ts";
import { tickets } from "../tickets.server.ts";

/** What list and board share: the saved views with their counts, what is asked for, what can be chosen. */
export function inboxOf(member: Member, url: URL) {
  const { asked, view, filter, order } = ticketsAsked(member, url);
  const counts = tickets(member).views(member.id);
  const isBoard = url.pathname.replace(/\.data$/, "").endsWith("/board");
  const here = isBoard ? `${STAFF_LIST}/board` : STAFF_LIST;
  const kept = new URLSearchParams([...url.searchParams].filter(([name]) => !["_routes", "page", "state", "sort"].includes(name)));
  const other = `${isBoard ? STAFF_LIST : `${STAFF_LIST}/board`}${kept.size ? `?${kept}` : ""}`;
  return {
    asked,
    filter,
    order,
    head: {
      counts,
      here,
      other,
      isBoard,
      sort: url.searchParams.get("sort"),
      narrowed: Object.entries(asked).some(([name, value]) => name !== "view" && value !== ""),
      asked,
      tabs: views.map((one) => ({ to: one === "open" ? here : `${here}?view=${one}`, label: viewLabels[one], count: counts[one], current: one === view })),
      clients: clients(member).active().map(({ id, name }) => ({ value: id, label: name })),
      colleagues: members(member).active().map(({ id, name }) => ({ value: id, label: name })),
    },
  };
}
export type Head = ReturnType<typeof inboxOf>["head"];
