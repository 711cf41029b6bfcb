import { Link } from "@remix-run/react";
import { DueDay } from "#app/projects/parts.tsx";
import { BadgeOf } from "#app/ui/badge.tsx";
import { Empty } from "#app/ui/page.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { staffPath } from "../paths.ts";
import type { Row } from "./row.server.ts";

const columns: Column<Row>[] = [
  {
    head: "Request",
    cell: ({ id, title, number }) => (
      <>
        <Link to={staffPath(id)} className="wrap-anywhere">
          {title}
        </Link>
        <span className="num block text-fine font-normal text-ink-3">{number ?? "Not sent yet"}</span>
      </>
    ),
  },
  { head: "Accepted", cell: ({ status, progress: { accepted, all } }) => (status === "draft" ? "–" : `${accepted} of ${all}`) },
  { head: "To review", right: true, cell: ({ progress: { submitted } }) => (submitted ? <strong>{submitted}</strong> : "–") },
  { head: "Due", cell: ({ dueOn, due }) => (dueOn ? <DueDay on={dueOn} due={due} /> : "–") },
  { head: "Status", cell: ({ state }) => <BadgeOf of={state} /> },
];

/** What a client is asked for, on its record or a project's page: drafts and open ones, and the way to the others. */
export const RequestsOf = ({ rows, ask, all }: { rows: Row[]; ask: string | null; all: string }) =>
  rows.length > 0 ? (
    <>
      <Table caption="Requests: drafts and open ones" columns={columns} rows={rows} rowKey={({ id }) => id} />
      <p className="mt-3 flex flex-wrap gap-x-5">
        {ask && <Link to={ask}>Ask for something</Link>}
        <Link to={all}>All their requests</Link>
      </p>
    </>
  ) : (
    <Empty title="Nothing is asked for now" action={ask && <Link to={ask}>Ask for something</Link>}>
      Details and files you need from them, as one list they answer item by item.
    </Empty>
  );
