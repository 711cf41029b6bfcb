import { Link, useFetcher, useFetchers } from "@remix-run/react";
import type { ReactNode } from "react";
import type { FormGiven } from "#app/lib/form.server.ts";
import { BadgeOf } from "#app/ui/badge.tsx";
import { Icon } from "#app/ui/icon.tsx";
import type { Column } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";
import { type TaskMove, type TaskStatus, isTaskMove, life, moveWords, taskBadge } from "../task.ts";

interface Row {
  id: string;
  title: string;
  status: TaskStatus;
  assignee: string | null;
  dueOn: string | null;
  shownToClient: boolean;
  moves: { move: TaskMove; given: FormGiven }[];
  up: FormGiven | null;
  down: FormGiven | null;
}

/** A list of tasks as members work through it; `base` is the list's own path. */
export const taskColumns = (base: string): Column<Row>[] => [
  {
    head: "Task",
    cell: ({ id, title, shownToClient }) => (
      // Room above, so that who comes back to this row after moving it sees its neighbours too.
      <span id={`task-${id}`} className="scroll-mt-[40vh]">
        <Link to={`${base}/${id}`} className="wrap-anywhere">
          {title}
        </Link>
        {!shownToClient && <span className="block text-fine font-normal text-ink-3">Not shown to the client</span>}
      </span>
    ),
  },
  { head: "Assignee", cell: ({ assignee }) => <span className="block md:min-w-28">{assignee ?? "Not assigned yet"}</span> },
  { head: "Due", cell: ({ dueOn }) => (dueOn ? <Day at={dueOn} /> : "–") },
  { head: "Status", cell: (task) => <Status of={task} base={base} /> },
  {
    head: "Actions",
    quiet: true,
    right: true,
    cell: ({ title, moves, up, down }) => (
      <span className="flex justify-end gap-2 max-md:flex-wrap max-md:justify-start">
        {moves.map(({ move, given }) => (
          <RowAction key={move} given={given}>
            {moveWords[move]}
            <span className="sr-only"> {title}</span>
          </RowAction>
        ))}
        {up && (
          <RowAction given={up}>
            <Icon name="up" />
            <span className="sr-only">Move {title} up</span>
          </RowAction>
        )}
        {down && (
          <RowAction given={down}>
            <Icon name="down" />
            <span className="sr-only">Move {title} down</span>
          </RowAction>
        )}
      </span>
    ),
  },
];

/** The status as it is about to be, while a move is under way. */
function Status({ of: { id, status }, base }: { of: Pick<Row, "id" | "status">; base: string }) {
  const asked = useFetchers().find(({ formAction }) => formAction?.startsWith(`${base}/${id}/`))?.formAction?.split("/").at(-1) ?? "";
  return <BadgeOf of={taskBadge[isTaskMove(asked) && life.can(status, asked) ? life.after(status, asked) : status]} />;
}

/** A form that is one button; where JavaScript runs, the page stays and takes no second press. */
function RowAction({ given, children }: { given: FormGiven; children: ReactNode }) {
  const { Form, state } = useFetcher();
  const busy = state !== "idle";
  return (
    <Form method="post" action={given.action}>
      <input type="hidden" name="_key" value={given.key} />
      <button className="btn btn-small" aria-disabled={busy || undefined} onClick={busy ? (event) => event.preventDefault() : undefined}>
        {children}
      </button>
    </Form>
  );
}
