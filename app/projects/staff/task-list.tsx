import { saidIn } from "#app/ui/several.tsx";
import { Table } from "#app/ui/table.tsx";
import type { Direction } from "#app/lib/pages.ts";
import type { TaskSort } from "../task.ts";
import { useDragging } from "./dragging.ts";
import { type TaskRow, taskColumns } from "./task-row.tsx";

interface Listed {
  caption: string;
  /** The list's own path. */
  base: string;
  /** The id of the form for several tasks. */
  form: string;
  rows: TaskRow[];
  sort: Record<TaskSort, { to: string; now: Direction | undefined }>;
  /** How many tasks stand before the first of these. */
  offset: number;
  /** Whether a task may have a long way to go. */
  far: boolean;
}

/** A project's tasks, in an order that is made by hand: by buttons, by a place in figures, or by dragging. */
export function TaskList({ caption, base, form, rows, sort, offset, far }: Listed) {
  const drag = useDragging(rows, offset);
  const wrong = saidIn(drag.answer);
  return (
    <>
      <output className="sr-only">{drag.said}</output>
      {wrong.length > 0 && (
        <p className="tone t-stop mb-3" role="alert">
          {wrong.join(" ")} The order is as it was.
        </p>
      )}
      <Table caption={caption} columns={taskColumns({ base, form, sort, far, drag })} rows={drag.rows} rowKey={({ id }) => id} rowClass={drag.rowClass} mid />
    </>
  );
}
