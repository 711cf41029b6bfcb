import { Link } from "@remix-run/react";
import { BadgeOf } from "#app/ui/badge.tsx";
import { STAFF_LIST, staffPath } from "../paths.ts";
import { staffBadge } from "../ticket.ts";
import { Assigned, Waiting } from "./columns.tsx";
import type { Row } from "./row.server.ts";

/** A client's open jobs and tickets, as its record shows them. */
export const TicketsOf = ({ rows, all, clientId, open }: { rows: Row[]; all: number; clientId: string; open: boolean }) => (
  <>
    {rows.length === 0 && <p className="text-ink-3">Nothing is open.</p>}
    {rows.length > 0 && (
      <ul className="rows">
        {rows.map((row) => (
          <li key={row.id} className="grid gap-x-6 gap-y-1 sm:grid-cols-[minmax(0,1fr)_10rem_8rem_9rem] sm:items-center">
            <span className="min-w-0">
              <Link className="font-medium wrap-anywhere" to={staffPath(row.id)}>
                {row.subject}
              </Link>
              <span className="num block text-fine text-ink-3">
                {row.name}, {row.kind}, {row.category.toLowerCase()}
              </span>
            </span>
            <BadgeOf of={staffBadge[row.status]} />
            <Assigned name={row.assigneeName} />
            <span className="text-small text-ink-3">
              <Waiting of={row} />
            </span>
          </li>
        ))}
      </ul>
    )}
    <p className="mt-4 flex flex-wrap gap-x-6 gap-y-2">
      {open && (
        <Link className="inline-flex min-h-6 items-center" to={`/staff/clients/${clientId}/support/new`}>
          Open a job or ticket
        </Link>
      )}
      {all > 0 && (
        <Link className="inline-flex min-h-6 items-center" to={`${STAFF_LIST}?state=all&client=${clientId}`}>
          All jobs and tickets of this client
        </Link>
      )}
    </p>
  </>
);
