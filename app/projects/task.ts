import type { Badge } from "#app/lib/badge.ts";
import { daysAfter, daysBetween } from "#app/lib/dates.ts";
import { type MoveOf, type StatusOf, lifecycle } from "#app/lib/lifecycle.ts";
import type { Sorted } from "#app/lib/pages.ts";

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

/** In whose order a list of tasks can stand; by place is by hand. */
export const taskSorts = ["place", "title", "assignee", "due", "status"] as const;
export type TaskSort = (typeof taskSorts)[number];

/** How a list of tasks is narrowed and sorted. `today` is the agency's day, wherever `due` is asked. */
export interface TasksAsked {
  /** `todo`: what is neither done nor cancelled. */
  state?: TaskStatus | "todo";
  /** A member's id, or nobody's. */
  assignee?: string;
  due?: "late" | "soon";
  today?: string;
  search?: string;
  sort?: Sorted<TaskSort>;
}

/** What can be done with several tasks at once, besides giving them to somebody: `assign:` and a member's id. */
export const severalWords = { finish: "Mark as done", cancel: "Cancel", reopen: "Reopen", show: "Show to the client", hide: "Hide from the client" } as const;

const SOON_DAYS = 3;
/** The last day that counts as soon. */
export const soonFrom = (today: string) => daysAfter(today, SOON_DAYS);

/** How a day stands to today, for work still to be done: "2 days late", "due today", "due in 3 days"; null while there is time. */
export function dueWords(dueOn: string | null, status: TaskStatus, today: string): { words: string; tone: "soon" | "late" } | null {
  if (!dueOn || (status !== "open" && status !== "in_progress")) return null;
  const left = daysBetween(today, dueOn);
  if (left > SOON_DAYS) return null;
  if (left < 0) return { words: left === -1 ? "1 day late" : `${-left} days late`, tone: "late" };
  return { words: left === 0 ? "due today" : left === 1 ? "due tomorrow" : `due in ${left} days`, tone: "soon" };
}
