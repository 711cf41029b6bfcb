import { Link, useLoaderData } from "@remix-run/react";
import { SettingsPage } from "#app/agency/parts.tsx";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Empty } from "#app/ui/page.tsx";
import { Table } from "#app/ui/table.tsx";
import { rateWords, taxes } from "../billing.server.ts";

export const loader = asMember(() => ({ rows: taxes().map(({ id, name, parts, note }) => ({ id, name, rate: rateWords(parts) || "0%", printed: parts.map((part) => part.name).join(" and "), note })) }), { only: ["owner"] });
export const meta = titled("Settings: taxes");

export default function Taxes() {
  const { rows } = useLoaderData<typeof loader>();
  return (
    <SettingsPage here="/staff/settings/taxes">
      {rows.length ? (
        <Table
          caption="Taxes"
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            { head: "Tax", cell: ({ id, name }) => <Link to={`/staff/settings/taxes/${id}`}>{name}</Link> },
            { head: "Rate", right: true, cell: ({ rate }) => <span className="num">{rate}</span> },
            { head: "Printed as", cell: ({ printed, name }) => printed || name },
            { head: "Note on the invoice", cell: ({ note }) => note || <span className="text-ink-3">–</span> },
          ]}
        />
      ) : (
        <Empty title="No taxes yet">Lines are billed without tax until there is one to choose.</Empty>
      )}
      <p className="mt-5">
        <Link className="btn btn-brand" to="/staff/settings/taxes/new">
          Add a tax
        </Link>
      </p>
    </SettingsPage>
  );
}
