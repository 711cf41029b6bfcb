import { Link } from "@remix-run/react";
import { Empty } from "#app/ui/page.tsx";
import { Table } from "#app/ui/table.tsx";
import { columnsOfClient } from "./row.tsx";
import type { invoicesOf } from "./shown.server.ts";

type Of = NonNullable<ReturnType<typeof invoicesOf>>;

/** The newest invoices of a client or a project, on its own page. */
export const InvoicesOf = ({ of: { rows, all, to, owed, statement }, begin }: { of: Of; begin: string | null }) => (
  <>
    {rows.length ? (
      <>
        <p className="mb-3 text-ink-2">{owed.length ? `Outstanding: ${owed.join(" and ")}.` : "Nothing is outstanding."}</p>
        <Table caption="Invoices" columns={columnsOfClient} rows={rows} rowKey={({ id }) => id} />
      </>
    ) : (
      <Empty title="No invoices yet">What is billed stands here, from the first draft to the last payment.</Empty>
    )}
    <p className="mt-4 flex flex-wrap gap-x-5 gap-y-2">
      {begin && (
        <Link className="btn" to={begin}>
          New invoice
        </Link>
      )}
      {statement && rows.length > 0 && (
        <Link className="btn" to={statement}>
          Statement
        </Link>
      )}
      {all > rows.length && (
        <Link className="inline-flex min-h-6 items-center" to={to}>
          All {all} invoices
        </Link>
      )}
    </p>
  </>
);
