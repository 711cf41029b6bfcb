import { Link } from "@remix-run/react";
import { BadgeOf } from "#app/ui/badge.tsx";
import type { Column } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";
import type { Shown } from "./shown.server.ts";

/** What loaders send of a proposal; instants have become words on the way. */
export type Row = Omit<Shown, "sentAt"> & { sentAt: Date | string | null };

/** Until when it is open; amber, and how long that is, when little is left. */
export const Until = ({ until, hurry }: Pick<Shown, "until" | "hurry">) =>
  !until ? (
    <span className="text-ink-3">–</span>
  ) : hurry ? (
    <>
      <strong className="text-soon">
        <Day at={until} />
      </strong>
      <span className="mt-0.5 block text-fine text-soon">{hurry}</span>
    </>
  ) : (
    <Day at={until} />
  );

const title: Column<Row> = {
  head: "Proposal",
  order: "title",
  cell: ({ id, title, number, version }) => (
    <>
      <Link to={`/staff/proposals/${id}`} className="wrap-anywhere">
        {title}
      </Link>
      <span className="block text-fine font-normal text-ink-3">{number ? `${number}${version > 1 ? `, version ${version}` : ""}` : "No number yet"}</span>
    </>
  ),
};
const client: Column<Row> = {
  head: "Client",
  order: "client",
  cell: ({ clientId, clientName }) => (
    <Link to={`/staff/clients/${clientId}`} className="wrap-anywhere">
      {clientName}
    </Link>
  ),
};
const others: Column<Row>[] = [
  { head: "Fee", cell: ({ feeModel }) => feeModel },
  { head: "Amount", right: true, cell: ({ price }) => <span className="num">{price.shown}</span> },
  { head: "Sent", order: "sent", cell: ({ sentAt }) => (sentAt ? <Day at={sentAt} /> : <span className="text-ink-3">–</span>) },
  { head: "Open until", order: "expires", cell: (row) => <Until {...row} /> },
  { head: "Status", cell: ({ badge }) => <BadgeOf of={badge} /> },
];

export const columns: Column<Row>[] = [title, client, ...others];
/** On a client's own record. */
export const columnsOfClient: Column<Row>[] = [title, ...others];
