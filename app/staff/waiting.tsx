import { Link } from "@remix-run/react";
import { type ReactNode, useId } from "react";
import { figure } from "#app/lib/words.ts";
import { Face } from "#app/team/parts.tsx";
import { BadgeOf } from "#app/ui/badge.tsx";
import { ActionButton } from "#app/ui/form.tsx";
import { Empty } from "#app/ui/page.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { Day, When } from "#app/ui/when.tsx";
import type { DueRow } from "#app/needs/waiting.server.ts";
import type { WaitingOnClients, WaitingOnUs } from "./waiting.server.ts";

/** A queue on the desk, with how many wait in it. */
export function Section({ title, total, children }: { title: string; total: number; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-3 text-h3!">
        {title} {total > 0 && <span className="count">{total}</span>}
      </h2>
      {children}
    </section>
  );
}

const What = ({ title, to, about }: { title: string; to: string | null; about: string }) => (
  <>
    {to ? (
      <Link className="wrap-anywhere" to={to}>
        {title}
      </Link>
    ) : (
      <span className="wrap-anywhere">{title}</span>
    )}
    <span className="block text-fine font-normal text-ink-3 wrap-anywhere">{about}</span>
  </>
);

const usColumns: Column<WaitingOnUs>[] = [
  { head: "What", cell: What },
  { head: "Next step", cell: ({ next }) => <BadgeOf of={next} /> },
  { head: "Waiting", cell: ({ waiting }) => waiting },
  { head: "With", cell: ({ who }) => <Face name={who} /> },
];

export const OnUs = ({ rows }: { rows: WaitingOnUs[] }) =>
  rows.length ? <Table caption="Waiting on us" columns={usColumns} rows={rows} rowKey={({ key }) => key} /> : <Empty title="Nothing waits on us">A client’s answer to review, a comment or question that nobody has answered, or a letter that does not arrive, stands here.</Empty>;

const clientColumns: Column<WaitingOnClients>[] = [
  { head: "What", cell: What },
  { head: "State", cell: ({ state }) => <BadgeOf of={state} /> },
  {
    head: "Since",
    cell: ({ since, reminded }) => (
      <>
        <Day at={since} />
        {reminded && (
          <span className="block text-fine text-ink-3">
            Reminded <When at={reminded} />
          </span>
        )}
      </>
    ),
  },
  {
    head: "Remind",
    quiet: true,
    right: true,
    cell: ({ title, press, remind }) =>
      remind ? (
        <Link className="btn btn-small" to={remind}>
          Remind…<span className="sr-only"> of {title}</span>
        </Link>
      ) : press && (
        <ActionButton given={press.form}>
          {press.label}
          <span className="sr-only">: {title}</span>
        </ActionButton>
      ),
  },
];

export const OnClients = ({ rows, more }: { rows: WaitingOnClients[]; more: number }) =>
  rows.length ? (
    <>
      <Table caption="Waiting on clients" columns={clientColumns} rows={rows} rowKey={({ key }) => key} />
      {more > 0 && <p className="mt-3 text-ink-3">And {figure(more)} more.</p>}
      <p className="mt-3">
        <Link to="/staff/reminders">All of it, by client</Link>
      </p>
    </>
  ) : (
    <Empty title="Nothing waits on clients">What you ask of clients, and invitations that nobody has taken up yet, stands here.</Empty>
  );

const dueColumns: Column<DueRow>[] = [
  { head: "What", cell: What },
  { head: "Due", cell: ({ state }) => <BadgeOf of={state} /> },
  { head: "With", cell: ({ who }) => (who ? <Face name={who} /> : "The client") },
];

/** What is late, then what ends today. */
export const Deadlines = ({ rows }: { rows: DueRow[] }) => (rows.length ? <Table caption="Late, and due today" columns={dueColumns} rows={rows} rowKey={({ key }) => key} /> : <Empty title="Nothing is late, and nothing ends today">Deadlines of clients, and of your own tasks, stand here on their day.</Empty>);
