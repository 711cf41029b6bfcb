import { csvAnswer } from "#app/lib/csv.server.ts";
import { decimal, exponentOf } from "#app/lib/money.ts";
import { allOf } from "#app/lib/pages.ts";
import { asMember } from "#app/staff/door.server.ts";
import { invoicesAsked } from "../asked.ts";
import { bookkept } from "../books.server.ts";

type Row = ReturnType<typeof bookkept>[number];
const amount = (minor: number | null, { currency }: Row) => (minor === null ? null : Number(decimal(minor, exponentOf(currency))));

/** For bookkeeping: the same rows as the list, each tax rate in words, amounts as plain numbers of their currency. */
export const loader = asMember(
  ({ member, request }) => {
    const { filter, order } = invoicesAsked(new URL(request.url));
    return csvAnswer("Invoices", columns, allOf((slice) => bookkept(member, slice, filter, order), 500));
  },
  { only: ["owner", "manager"] },
);

const columns = [
  { head: "Number", cell: ({ number }: Row) => number },
  { head: "Client", cell: ({ clientName }: Row) => clientName },
  { head: "Billed to", cell: ({ billedTo }: Row) => billedTo },
  { head: "Tax number", cell: ({ taxNumber }: Row) => taxNumber },
  { head: "Project", cell: ({ projectName }: Row) => projectName },
  { head: "Issued", cell: ({ issuedOn }: Row) => issuedOn },
  { head: "Due", cell: ({ dueOn }: Row) => dueOn },
  { head: "Currency", cell: ({ currency }: Row) => currency },
  { head: "Net", cell: (row: Row) => amount(row.net, row) },
  { head: "Tax", cell: (row: Row) => amount(row.tax, row) },
  { head: "Tax by rate", cell: ({ taxes }: Row) => taxes },
  { head: "Total", cell: (row: Row) => amount(row.total, row) },
  { head: "Paid", cell: (row: Row) => amount(row.paid, row) },
  { head: "Credited", cell: (row: Row) => amount(row.credited, row) },
  { head: "Outstanding", cell: (row: Row) => amount(row.balance, row) },
  { head: "Days overdue", cell: ({ daysLate }: Row) => daysLate },
  { head: "Status", cell: ({ badges }: Row) => badges.map(({ label }) => label).join(", ") },
];
