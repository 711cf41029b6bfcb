import { Link, useFetcher, useFetchers } from "@remix-run/react";
import type { ReactNode } from "react";
import type { FormGiven } from "#app/lib/form.server.ts";
import { BadgeOf } from "#app/ui/badge.tsx";
import { Icon } from "#app/ui/icon.tsx";
import type { Column } from "#app/ui/table.tsx";
import type { Direction } from "#app/lib/pages.ts";
import { Pick as PickRow } from "#app/ui/several.tsx";
import { DueDay } from "../parts.tsx";
import { type TaskMove, type TaskSort, type TaskStatus, isTaskMove, life, moveWords, taskBadge } from "../task.ts";

/** A form that is one button. */
type Press = Pick<FormGiven, "action" | "key">;

export interface TaskRow {
  id: string;
  title: string;
  status: TaskStatus;
  assignee: string | null;
  dueOn: string | null;
  due: { words: string; tone: "soon" | "late" } | null;
  shownToClient: boolean;
  moves: { move: TaskMove; given: Press }[];
  up: Press | null;
  down: Press | null;
  /** The form that gives it a place in figures; null where the list is not in its own order. */
  place: Press | null;
}

interface Around {
  base: string;
  form: string;
  sort: Record<TaskSort, { to: string; now: Direction | undefined }>;
  far: boolean;
  drag: { gripOf: (id: string) => object };
}

/** A list of tasks as members work through it; `base` is the list's own path, `form` the one for several. */
export const taskColumns = ({ base, form, sort, far, drag }: Around): Column<TaskRow>[] => [
  {
    head: "Task",
    sort: sort.title,
    cell: ({ id, title, shownToClient, place }) => (
      // Room above, so that who comes back to this row after moving it sees its neighbours too.
      <span id={`task-${id}`} className="flex scroll-mt-[40vh] items-center gap-2">
        {place && <button type="button" className="grip" aria-label={`Move ${title}`} {...drag.gripOf(id)} />}
        <PickRow form={form} name="tasks" value={id} label={`Choose ${title}`} />
        <span className="min-w-0">
          <Link to={`${base}/${id}`} className="wrap-anywhere">
            {title}
          </Link>
          {!shownToClient && <span className="block text-fine font-normal text-ink-3">Not shown to the client</span>}
        </span>
      </span>
    ),
  },
  { head: "Assignee", sort: sort.assignee, cell: ({ assignee }) => <span className="block md:min-w-28">{assignee ?? "Not assigned yet"}</span> },
  { head: "Due", sort: sort.due, cell: ({ dueOn, due }) => (dueOn ? <DueDay on={dueOn} due={due} /> : "–") },
  { head: "Status", sort: sort.status, cell: (task) => <Status of={task} base={base} /> },
  {
    head: "Actions",
    quiet: true,
    right: true,
    cell: ({ title, moves, up, down, place }) => (
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
        {far && place && (
          <Link className="btn btn-small" to={place.action}>
            To…<span className="sr-only"> move {title} to a place</span>
          </Link>
        )}
      </span>
    ),
  },
];

/** The status as it is about to be, while a move is under way. */
function Status({ of: { id, status }, base }: { of: Pick<TaskRow, "id" | "status">; base: string }) {
  const asked = useFetchers().find(({ formAction }) => formAction?.startsWith(`${base}/${id}/`))?.formAction?.split("/").at(-1) ?? "";
  return <BadgeOf of={taskBadge[isTaskMove(asked) && life.can(status, asked) ? life.after(status, asked) : status]} />;
}

/** A form that is one button; where JavaScript runs, the page stays and takes no second press. */
function RowAction({ given, children }: { given: Press; children: ReactNode }) {
  const { Form, state } = useFetcher();
  const busy = state !== "idle";
  return (
    <Form method="post" action={given.action} preventScrollReset>
      <input type="hidden" name="_key" value={given.key} />
      <button className="btn btn-small" aria-disabled={busy || undefined} onClick={busy ? (event) => event.preventDefault() : undefined}>
        {children}
      </button>
    </Form>
  );
}
