import { Link } from "@remix-run/react";
import { count } from "#app/lib/words.ts";
import { BadgeOf } from "#app/ui/badge.tsx";
import type { Column } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";
import { disputedBadge } from "../invoice.ts";
import type { Shown } from "./shown.server.ts";

const None = () => <span className="text-ink-3">–</span>;

/** Badges, with the exact days beside them: a bucket is at least so many. */
export const Standing = ({ badges, daysLate, disputed }: Pick<Shown, "badges" | "daysLate" | "disputed">) => (
  <span className="inline-flex flex-wrap items-center gap-x-2.5 gap-y-1">
    {badges.map((badge) => (
      <BadgeOf key={badge.label} of={badge} />
    ))}
    {disputed && <BadgeOf of={disputedBadge} />}
    {daysLate > 0 && <span className="num text-fine text-ink-3">{count(daysLate, "day")} overdue</span>}
  </span>
);

const number: Column<Shown> = {
  head: "Invoice",
  order: "number",
  cell: ({ id, number, clientName, issuedOn, total }) => (
    <Link to={`/staff/invoices/${id}`} className="whitespace-nowrap">
      {number ?? (
        <>
          Draft
          <span className="sr-only">
            {" "}
            for {clientName}, {total}
            {issuedOn && `, ${issuedOn}`}
          </span>
        </>
      )}
    </Link>
  ),
};
const client: Column<Shown> = {
  head: "Client",
  order: "client",
  cell: ({ clientId, clientName }) => (
    <Link to={`/staff/clients/${clientId}`} className="wrap-anywhere">
      {clientName}
    </Link>
  ),
};
const project: Column<Shown> = { head: "Project", order: "project", cell: ({ projectName }) => (projectName ? <span className="wrap-anywhere">{projectName}</span> : <None />) };
const others: Column<Shown>[] = [
  { head: "Issued", order: "issued", cell: ({ issuedOn }) => (issuedOn ? <Day at={issuedOn} /> : <None />) },
  { head: "Due", order: "due", cell: ({ dueOn }) => (dueOn ? <Day at={dueOn} /> : <None />) },
  { head: "Total", order: "total", right: true, cell: ({ total }) => <span className="num">{total}</span> },
  { head: "Outstanding", order: "balance", right: true, cell: ({ balance }) => (balance ? <span className="num">{balance}</span> : <None />) },
  { head: "Status", cell: (row) => <Standing {...row} /> },
];

export const columns: Column<Shown>[] = [number, client, project, ...others];
/** On a client's own record, and on a project's. */
export const columnsOfClient: Column<Shown>[] = [number, project, ...others].map(({ order: _, ...column }) => column);
