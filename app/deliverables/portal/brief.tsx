import { DeliverableBadge, Hurry, type Jsonified } from "../parts.tsx";
import type { Shown } from "../shown.server.ts";

/** Work for approval on a project's page: what waits first, then what changed last, and the way to the others. */
export const ApprovalsOf = ({ rows, all }: { rows: Jsonified<Shown>[]; all: number }) => (
  <>
    <ul className="rows">
      {rows.map(({ id, title, round, status, due }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <a className="wrap-anywhere" href={`/portal/approvals/${id}`}>
            {title}, round {round}
          </a>
          <DeliverableBadge status={status} />
          <Hurry of={due as Shown["due"]} />
        </li>
      ))}
    </ul>
    {all > rows.length && (
      <p className="mt-3">
        <a href="/portal/approvals">All approvals</a>
      </p>
    )}
  </>
);
