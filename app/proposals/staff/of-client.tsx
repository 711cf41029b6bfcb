import { Link } from "@remix-run/react";
import { Empty } from "#app/ui/page.tsx";
import { Table } from "#app/ui/table.tsx";
import { type Row, columnsOfClient } from "./row.tsx";

/** What a client was offered last, and the way to the rest. */
export const ProposalsOf = ({ clientId, proposals, all, mayWrite }: { clientId: string; proposals: Row[]; all: number; mayWrite: boolean }) => (
  <>
    {proposals.length > 0 ? (
      <Table caption="Proposals" columns={columnsOfClient} rows={proposals} rowKey={({ id }) => id} />
    ) : (
      <Empty title="No proposals yet">What you offer them stands here, from the first draft to their answer.</Empty>
    )}
    <p className="mt-3 flex flex-wrap gap-x-5 gap-y-2">
      {mayWrite && <Link to={`/staff/clients/${clientId}/proposals/new`}>New proposal</Link>}
      {all > proposals.length && <Link to={`/staff/proposals?client=${clientId}`}>All {all} proposals</Link>}
    </p>
  </>
);
