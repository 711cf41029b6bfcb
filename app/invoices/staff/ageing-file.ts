import { csvAnswer } from "#app/lib/csv.server.ts";
import { decimal, exponentOf } from "#app/lib/money.ts";
import { asMember } from "#app/staff/door.server.ts";
import { bucketWords, buckets } from "../invoice.ts";
import { invoices } from "../invoices.server.ts";

type Row = ReturnType<ReturnType<typeof invoices>["ageing"]>[number];
const amount = (minor: number, { currency }: Row) => Number(decimal(minor, exponentOf(currency)));

export const loader = asMember(({ member }) => csvAnswer("Ageing report", columns, invoices(member).ageing()), { only: ["owner", "manager"] });

const columns = [
  { head: "Client", cell: ({ clientName }: Row) => clientName },
  { head: "Currency", cell: ({ currency }: Row) => currency },
  { head: "Invoices", cell: ({ count }: Row) => count },
  ...buckets.map((bucket) => ({ head: bucketWords[bucket], cell: (row: Row) => amount(row[bucket], row) })),
  { head: "Total", cell: (row: Row) => amount(row.total, row) },
];
