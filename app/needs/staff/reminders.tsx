import { Link, useLoaderData } from "@remix-run/react";
import { count } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { BadgeOf } from "#app/ui/badge.tsx";
import { Empty, Folio, PageTitle } from "#app/ui/page.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { Day, When } from "#app/ui/when.tsx";
import { reminderList } from "../asking-again.server.ts";

export const meta = titled("Waiting on clients");

export const loader = asMember(({ member }) => ({ ...reminderList(member), sets: member.role === "owner" }));

type Row = ReturnType<typeof useLoaderData<typeof loader>>["clients"][number]["rows"][number];
const columns: Column<Row>[] = [
  {
    head: "What",
    cell: ({ title, to, label }) => (
      <>
        <Link className="wrap-anywhere" to={to}>
          {title}
        </Link>
        <span className="block text-fine font-normal text-ink-3">{label}</span>
      </>
    ),
  },
  { head: "State", cell: ({ state }) => <BadgeOf of={state} /> },
  { head: "Since", cell: ({ since }) => <Day at={since} /> },
  { head: "Last reminder", cell: ({ last }) => (last ? <When at={last} start /> : <span className="text-ink-3">None yet</span>) },
  {
    head: "Remind",
    quiet: true,
    right: true,
    cell: ({ title, remind }) =>
      remind && (
        <Link className="btn btn-small" to={remind}>
          Remind…<span className="sr-only"> of {title}</span>
        </Link>
      ),
  },
];

/** Everything that waits on clients, by client. */
export default function Reminders() {
  const { total, clients, sets } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle lead={`${count(total, "thing").replace(/^\w/, (first) => first.toUpperCase())} ${total === 1 ? "waits" : "wait"} on clients. Contacts are reminded by themselves, at most once a day; here you do it by hand.`}>Waiting on clients</PageTitle>
      {sets && (
        <p className="-mt-3 mb-6 text-small">
          <Link to="/staff/settings/reminders">On which days they are reminded</Link>
        </p>
      )}
      {clients.length === 0 && <Empty title="Nothing waits on clients">What you ask of clients stands here until they have done it.</Empty>}
      {clients.map(({ id, name, rows }) => (
        <Folio key={id} title={name}>
          <Table caption={`Waiting on ${name}`} columns={columns} rows={rows} rowKey={({ key }) => key} />
        </Folio>
      ))}
    </>
  );
}
