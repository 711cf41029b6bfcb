import { Link } from "@remix-run/react";
import { Empty } from "#app/ui/page.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";
import { DeliverableBadge, type Jsonified } from "../parts.tsx";
import type { Shown } from "../shown.server.ts";

type Row = Jsonified<Shown>;

const columns: Column<Row>[] = [
  {
    head: "Work",
    cell: ({ id, title, round, meter }) => (
      <>
        <Link to={`/staff/approvals/${id}`} className="wrap-anywhere">
          {title}
        </Link>
        <span className="block text-fine font-normal text-ink-3">{round ? meter : "Not sent yet"}</span>
      </>
    ),
  },
  { head: "Due", cell: ({ due }) => (due ? <Due of={due} /> : "–") },
  { head: "Status", cell: ({ status }) => <DeliverableBadge status={status} /> },
];

/** The day an answer is due, and how near that is. */
export const Due = ({ of: { on, hurry } }: { of: NonNullable<Row["due"]> }) =>
  hurry ? (
    <>
      <strong className="text-soon">
        <Day at={on} />
      </strong>
      <span className="mt-0.5 block text-fine text-soon">{hurry}</span>
    </>
  ) : (
    <Day at={on} />
  );

/** Work for approval on a client's record or a project's page: what waits first, then what changed last, and the way to the others. `within` names the client or the project, as the list's address does. */
export const ApprovalsOf = ({ rows, all, within, begin }: { rows: Row[]; all: number; within: { client: string } | { project: string }; begin: boolean }) => {
  const query = new URLSearchParams(within);
  const starts = begin && <Link to={`/staff/approvals/new?${query}`}>Put work up for approval</Link>;
  if (rows.length === 0)
    return (
      <Empty title="Nothing was put up for approval" action={starts}>
        Designs, texts and plans that the client looks at and approves, round by round.
      </Empty>
    );
  return (
    <>
      <Table caption="Work for approval" columns={columns} rows={rows} rowKey={({ id }) => id} />
      <p className="mt-3 flex flex-wrap gap-x-5 gap-y-2">
        {starts}
        {all > rows.length && <Link to={`/staff/approvals?${query}`}>All {all} of them</Link>}
      </p>
    </>
  );
};
