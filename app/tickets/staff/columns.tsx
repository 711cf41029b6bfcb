import { Link } from "@remix-run/react";
import { initials, shortName } from "#app/lib/words.ts";
import { BadgeOf } from "#app/ui/badge.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Avatar } from "#app/ui/page.tsx";
import { Pick } from "#app/ui/several.tsx";
import type { Column } from "#app/ui/table.tsx";
import { staffPathIn } from "../paths.ts";
import { priorityBadge, staffBadge } from "../ticket.ts";
import type { Row } from "./row.server.ts";

export const Assigned = ({ name }: { name: string | null }) =>
  name ? (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <Avatar initials={initials(name)} />
      {shortName(name)}
    </span>
  ) : (
    <span className="text-ink-3">Nobody</span>
  );

export const Waiting = ({ of: { waiting, overdue } }: { of: Wait }) =>
  overdue ? (
    <span className="tone t-soon">
      <Icon name="clock" />
      {waiting}, overdue
    </span>
  ) : (
    <>{waiting ?? "–"}</>
  );
type Wait = { waiting: string | null; overdue: boolean };

const subject = (form: string | undefined, view: string | undefined): Column<Row> => ({
  head: "Subject",
  order: "subject",
  cell: ({ id, name, subject, kind, category }) => (
    <span className="flex items-start gap-2">
      {form && <Pick form={form} name="tickets" value={id} label={`Tick ${name}`} />}
      <span className="min-w-0">
        <Link className="wrap-anywhere" to={staffPathIn(id, view)}>
          {subject}
        </Link>
        <span className="num block text-fine font-normal text-ink-3">
          {name}, {kind}, {category.toLowerCase()}
        </span>
      </span>
    </span>
  ),
});

const rest: Column<Row>[] = [
  {
    head: "Client",
    order: "client",
    cell: ({ clientId, clientName }) => (
      <Link className="wrap-anywhere" to={`/staff/clients/${clientId}`}>
        {clientName}
      </Link>
    ),
  },
  { head: "Priority", order: "pressing", cell: ({ priority }) => <BadgeOf of={priorityBadge[priority]} /> },
  { head: "Status", cell: ({ status }) => <BadgeOf of={staffBadge[status]} /> },
  { head: "Assigned", cell: ({ assigneeName }) => <Assigned name={assigneeName} /> },
  { head: "Waiting", cell: (row) => <Waiting of={row} /> },
];

/** The columns of the inbox; with a form, each row can be ticked for it. A saved view is kept on the way from one ticket to the next. */
export const columnsWith = (form?: string, view?: string) => [subject(form, view), ...rest];
