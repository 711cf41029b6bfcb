import type { Badge } from "#app/lib/badge.ts";
import { type MoveOf, type StatusOf, lifecycle } from "#app/lib/lifecycle.ts";

export const life = lifecycle({
  open: { start: "in_progress", finish: "done", cancel: "cancelled" },
  in_progress: { stop: "open", finish: "done", cancel: "cancelled" },
  done: { reopen: "open" },
  cancelled: { reopen: "open" },
});
export type TaskStatus = StatusOf<typeof life>;

export const taskBadge = {
  open: { label: "Open", tone: "wait", icon: "open", open: true },
  in_progress: { label: "In Progress", tone: "move", icon: "half", open: true },
  done: { label: "Done", tone: "done", icon: "done" },
  cancelled: { label: "Cancelled", tone: "idle", icon: "slash" },
} satisfies Record<TaskStatus, Badge>;

export type TaskMove = MoveOf<typeof life.table>;

/** What the button of a move says. */
export const moveWords = { start: "Start", stop: "Stop", finish: "Finish", cancel: "Cancel", reopen: "Reopen" } satisfies Record<TaskMove, string>;
export const isTaskMove = (word: string): word is TaskMove => Object.hasOwn(moveWords, word);
