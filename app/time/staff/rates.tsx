import { Link, useLoaderData } from "@remix-run/react";
import { asMember } from "#app/staff/door.server.ts";
import { Face } from "#app/team/parts.tsx";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { ratesOf } from "../rates.server.ts";

export const meta = titled("Hourly rates");

export const loader = asMember(({ member }) => ({ people: ratesOf(member).map(({ id, name, title, words }) => ({ id, name, title, words })) }), { only: ["owner", "manager"] });

type Row = ReturnType<typeof useLoaderData<typeof loader>>["people"][number];

const columns: Column<Row>[] = [
  { head: "Who", cell: ({ name }) => <Face name={name} /> },
  { head: "Title", cell: ({ title }) => title || "–" },
  { head: "Rate an hour", right: true, cell: ({ words }) => words ?? "Not said yet" },
  {
    head: "Actions",
    quiet: true,
    right: true,
    cell: ({ id, name }) => (
      <Link className="btn btn-small" to={`/staff/time/rates/${id}`}>
        Change<span className="sr-only"> the rate of {name}</span>
      </Link>
    ),
  },
];

export default function Rates() {
  const { people } = useLoaderData<typeof loader>();
  return (
    <div className="max-w-page">
      <Breadcrumb trail={[{ to: "/staff/time", label: "Time" }]} here="Hourly rates" />
      <PageTitle lead="What an hour is charged at from now on. Time that is logged keeps the rate it was logged at. Only managers and owners see rates.">Hourly rates</PageTitle>
      <Table caption="Hourly rates" columns={columns} rows={people} rowKey={({ id }) => id} mid />
    </div>
  );
}
