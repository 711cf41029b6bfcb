import { type Value, answerFrom, fieldOf, markOf, meeting, seenOf, valueIn } from "../answer.ts";
import type { Item } from "../item-field.tsx";

/** How an item stands on the page: what is in its field, whether it may be answered, and whether two people answered it. */
export interface Standing {
  value: Value;
  isOpen: boolean;
  clashes: boolean;
  mark: string;
}

export type Posted = Record<string, unknown> | null | undefined;

/**
 * `posted` is what a refused form carried: what was typed stands in the fields again, and the marks are those of now, so
 * that what others wrote meanwhile is shown beside it before anything is sent again. Whoever submits `meansAll` they see.
 */
export function standingOf(item: Item, posted: Posted, { isOver, meansAll }: { isOver: boolean; meansAll: boolean }): Standing {
  const mark = markOf(item.shown);
  const isAnswerable = !isOver && (item.status === "pending" || item.status === "rejected");
  const seen = posted?.[seenOf(item.id)];
  if (typeof seen !== "string") return { value: isAnswerable ? valueIn(item.shown.answer) : "", isOpen: isAnswerable, clashes: false, mark };
  const typed = posted![fieldOf(item.id)];
  const value: Value = Array.isArray(typed) ? typed.map(String) : typeof typed === "string" ? typed : item.type === "choices" ? [] : "";
  const met = item.type === "file" || item.type === "files" ? "fresh" : meeting(answerFrom(item.type, value), seen, item.shown, { meansAll });
  const isTheirs = met === "same" || met === "untouched";
  // Sent by somebody else meanwhile: to be replaced knowingly, or left.
  const isOpen = isAnswerable || (!isOver && item.status === "submitted" && !isTheirs && value.length > 0);
  return { value: isTheirs && isAnswerable ? valueIn(item.shown.answer) : isTheirs ? "" : value, isOpen, clashes: isOpen && met === "conflict", mark };
}
