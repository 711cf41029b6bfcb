import { Link, useLoaderData } from "@remix-run/react";
import { figure } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { BadgeOf } from "#app/ui/badge.tsx";
import { STAFF_LIST, staffPathIn } from "../paths.ts";
import { priorityBadge, staffBadge } from "../ticket.ts";
import { mostPressing, newestWord, tickets } from "../tickets.server.ts";
import { Assigned, Waiting } from "./columns.tsx";
import { InboxHead } from "./head.tsx";
import { inboxOf } from "./inbox.server.ts";
import { type Row, rowOf } from "./row.server.ts";

export const meta = titled("Jobs & support: board");

/** Cards of one column: the rest is in the list. */
const SHOWN = 20;
const statuses = ["new", "in_progress", "waiting", "resolved"] as const;

export const loader = asMember(({ member, request }) => {
  const url = new URL(request.url);
  const { head, filter } = inboxOf(member, url);
  const all = tickets(member);
  const kept = new URLSearchParams([...url.searchParams].filter(([name]) => !["_routes", "view", "state", "page"].includes(name)));
  return {
    head,
    columns: statuses
      // A saved view shows the columns it speaks of.
      .filter((status) => filter.state === "open" || filter.state === status || (filter.state === "ours" && (status === "new" || status === "in_progress")))
      .map((status) => {
        const within = { ...filter, state: status };
        const rows = all.page({ limit: SHOWN, offset: 0 }, within, status === "resolved" ? newestWord : mostPressing).map(rowOf);
        const query = new URLSearchParams(kept);
        query.set("state", status);
        return { status, rows, total: all.count(within), more: `${STAFF_LIST}?${query}` };
      }),
  };
});

export default function Board() {
  const { head, columns } = useLoaderData<typeof loader>();
  return (
    <>
      <InboxHead of={head} />
      <div className="grid gap-x-6 gap-y-8 sm:grid-cols-2 xl:grid-cols-4">
        {columns.map(({ status, rows, total, more }) => (
          <section key={status} aria-labelledby={`board-${status}`} className="min-w-0">
            <h2 id={`board-${status}`} className="mb-3 border-t border-line pt-2">
              {staffBadge[status].label} <span className="count">{figure(total)}</span>
            </h2>
            {rows.length > 0 && (
              <ul className="grid gap-3">
                {rows.map((row) => (
                  <li key={row.id}>
                    <Card of={row} view={head.asked.view} />
                  </li>
                ))}
              </ul>
            )}
            {rows.length === 0 && <p className="text-small text-ink-3">Nothing here.</p>}
            {total > rows.length && (
              <p className="mt-3 text-small">
                <Link to={more}>
                  All {figure(total)} in the list<span className="sr-only">: {staffBadge[status].label}</span>
                </Link>
              </p>
            )}
          </section>
        ))}
      </div>
    </>
  );
}

const Card = ({ of: row, view }: { of: Row; view: string }) => (
  <article className="card border border-rule px-3.5 py-3">
    <p className="flex items-baseline justify-between gap-2 text-fine text-ink-3">
      <span className="num">{row.name}</span>
      <BadgeOf of={priorityBadge[row.priority]} />
    </p>
    <h3 className="wrap-anywhere">
      <Link to={staffPathIn(row.id, view)}>{row.subject}</Link>
    </h3>
    <p className="text-fine text-ink-3 wrap-anywhere">{row.clientName}</p>
    <p className="mt-1 flex items-center justify-between gap-2 text-fine text-ink-2">
      <Assigned name={row.assigneeName} />
      <span>
        <Waiting of={row} />
      </span>
    </p>
  </article>
);
