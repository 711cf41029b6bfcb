import { Link, useLoaderData } from "@remix-run/react";
import { blank } from "#app/lib/form.server.ts";
import { fileOf, pageOf, sliceFrom, sortLinks } from "#app/lib/pages.ts";
import { count } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Empty } from "#app/ui/page.tsx";
import { Pages, Table } from "#app/ui/table.tsx";
import { SeveralForm } from "../forms.server.ts";
import { STAFF_LIST } from "../paths.ts";
import { ticketOrders, tickets } from "../tickets.server.ts";
import { columnsWith } from "./columns.tsx";
import { InboxHead } from "./head.tsx";
import { inboxOf } from "./inbox.server.ts";
import { rowOf } from "./row.server.ts";
import { ForTickets } from "./several-form.tsx";

export const meta = titled("Jobs & support");

export const loader = asMember(({ member, request }) => {
  const url = new URL(request.url);
  const { head, filter, order } = inboxOf(member, url);
  const slice = sliceFrom(url);
  return {
    head,
    file: fileOf(url),
    orders: sortLinks(url, ticketOrders, order),
    several: blank(SeveralForm, member, `${STAFF_LIST}/several`),
    rows: tickets(member).page(slice, filter, order).map(rowOf),
    pages: pageOf(url, slice, tickets(member).count(filter)),
  };
});

export default function Inbox() {
  const { head, file, orders, several, rows, pages } = useLoaderData<typeof loader>();
  const plain = !head.narrowed && !head.asked.view;
  return (
    <>
      <InboxHead of={head} file={rows.length ? file : undefined} />
      {rows.length > 0 ? (
        <>
          <ForTickets given={several} colleagues={head.colleagues} />
          <Table caption={`Jobs and tickets: ${pages.total}`} columns={columnsWith(several.id, head.asked.view)} rows={rows} rowKey={({ id }) => id} orders={orders} />
        </>
      ) : plain ? (
        <Empty title="Nothing is open" action={head.clients.length > 0 && <Link to={`${STAFF_LIST}/new`}>Open one for a client</Link>}>
          When a client asks for work or for help, it stands here until it is done.
        </Empty>
      ) : (
        <Empty title={head.asked.view === "mine" ? "Nothing open is yours" : "Nothing matches"} action={<a href={STAFF_LIST}>Show all that is open</a>}>
          {head.asked.view === "mine" ? "What is given to you stands here." : "Change what you ask for."}
        </Empty>
      )}
      <Pages of={pages} label={`Pages of ${count(pages.total, "job or ticket", "jobs and tickets")}`} />
    </>
  );
}
