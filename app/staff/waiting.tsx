import { Link } from "@remix-run/react";
import { type ReactNode, useId } from "react";
import { accessBadge } from "#app/clients/contact.ts";
import { clientPath } from "#app/clients/paths.ts";
import type { Badge } from "#app/lib/badge.ts";
import { figure } from "#app/lib/words.ts";
import { Face } from "#app/team/parts.tsx";
import { BadgeOf } from "#app/ui/badge.tsx";
import { ActionButton } from "#app/ui/form.tsx";
import { Empty } from "#app/ui/page.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";
import type { WaitingOnClients, WaitingOnUs } from "./waiting.server.ts";

const nextStep = {
  answer: { label: "Answer", tone: "wait", icon: "reply", open: true },
  review: { label: "Review", tone: "wait", icon: "eye", open: true },
  time: { label: "Give time", tone: "soon", icon: "clock", open: true },
  undelivered: { label: "Not delivered", tone: "stop", icon: "alert", open: true },
  delayed: { label: "Trying again", tone: "soon", icon: "clock", open: true },
} satisfies Record<WaitingOnUs["next"], Badge>;

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

const usColumns: Column<WaitingOnUs>[] = [
  {
    head: "What",
    cell: ({ what, to, about }) => (
      <>
        {to ? (
          <Link className="wrap-anywhere" to={to}>
            {what}
          </Link>
        ) : (
          <span className="wrap-anywhere">{what}</span>
        )}
        <span className="block text-fine font-normal text-ink-3 wrap-anywhere">{about}</span>
      </>
    ),
  },
  { head: "Next step", cell: ({ next }) => <BadgeOf of={nextStep[next]} /> },
  { head: "Waiting", cell: ({ waiting }) => waiting },
  { head: "With", cell: ({ who }) => <Face name={who} /> },
];

export const OnUs = ({ rows }: { rows: WaitingOnUs[] }) =>
  rows.length ? <Table caption="Waiting on us" columns={usColumns} rows={rows} rowKey={({ key }) => key} /> : <Empty title="Nothing waits on us">A client’s answer to review, a comment or question that nobody has answered, or a letter that does not arrive, stands here.</Empty>;

const clientColumns: Column<WaitingOnClients>[] = [
  {
    head: "What",
    cell: ({ name, clientName, clientId, access }) => (
      <>
        <Link className="wrap-anywhere" to={clientPath(clientId)}>
          {name}
        </Link>
        <span className="block text-fine font-normal text-ink-3 wrap-anywhere">
          {access === "invitation_expired" ? "Did not sign in in time" : "Not signed in yet"}, {clientName}
        </span>
      </>
    ),
  },
  { head: "State", cell: ({ access }) => <BadgeOf of={accessBadge[access]} /> },
  { head: "Since", cell: ({ invitedAt }) => <Day at={invitedAt} /> },
  {
    head: "Invite again",
    quiet: true,
    right: true,
    cell: ({ name, again }) =>
      again && (
        <ActionButton given={again}>
          Invite again<span className="sr-only">: {name}</span>
        </ActionButton>
      ),
  },
];

export const OnClients = ({ rows, more }: { rows: WaitingOnClients[]; more: number }) =>
  rows.length ? (
    <>
      <Table caption="Waiting on clients" columns={clientColumns} rows={rows} rowKey={({ id }) => id} />
      {more > 0 && <p className="mt-3 text-ink-3">And {figure(more)} more, invited since.</p>}
    </>
  ) : (
    <Empty title="Nothing waits on clients">Invitations that nobody has taken up yet stand here.</Empty>
  );
