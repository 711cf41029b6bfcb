import { isDay } from "#app/lib/dates.ts";
import { figure } from "#app/lib/words.ts";
import type { Answer, ItemStatus, ItemType } from "./request.ts";

/** What stands in an item's field: one line or text, or the options chosen. */
export type Value = string | string[];

/** What somebody typed in an item's field, as its answer. An item's files are not in its field. */
export function answerFrom(type: ItemType, typed: unknown): Answer {
  const one = (Array.isArray(typed) ? typed.map(String).join("\n") : typeof typed === "string" ? typed : "").replace(/\r\n?/g, "\n").trim();
  if (type === "number") return { number: one };
  if (type === "date") return { day: one };
  if (type === "choice") return { chosen: one ? [one] : [] };
  if (type === "choices") return { chosen: [typed ?? []].flat().map(String).filter(Boolean) };
  return type === "file" || type === "files" ? { files: [] } : { words: one };
}

/** An answer as it stands in its field again. */
export function valueIn(answer: Answer | null): Value {
  if (!answer || "files" in answer) return "";
  return "words" in answer ? answer.words : "number" in answer ? answer.number : "day" in answer ? answer.day : answer.chosen;
}

export const isEmpty = (answer: Answer) => ("words" in answer ? !answer.words.trim() : "number" in answer ? !answer.number.trim() : "day" in answer ? !answer.day : "chosen" in answer ? answer.chosen.length === 0 : answer.files.length === 0);

const spelled = (answer: Answer | null) => {
  if (!answer || isEmpty(answer)) return "";
  return JSON.stringify("files" in answer ? answer.files.map(({ id }) => id) : valueIn(answer));
};
export const saysTheSame = (one: Answer | null, other: Answer | null) => spelled(one) === spelled(other);

/** What an item's field shows before anybody types: the draft, else what was sent last. */
export interface Shown {
  status: ItemStatus;
  edition: number;
  number: number;
  answer: Answer | null;
}

/** A mark of what an item's field showed, carried by the form: which draft, which submission, and what it said. */
export const markOf = ({ edition, number, answer }: Shown) => `${edition}.${number}.${digest(spelled(answer))}`;

/**
 * How what somebody typed meets what stands there now. "fresh": nobody came between. "same": others wrote the same.
 * "untouched": others wrote, and this person did not. "conflict": both wrote, and not the same. Whoever submits
 * `meansAll` that stands there, also what they left as it was.
 */
export function meeting(typed: Answer, seen: string | undefined, now: Shown, { meansAll = false } = {}): "fresh" | "same" | "untouched" | "conflict" {
  if (seen === undefined || seen === markOf(now)) return "fresh";
  if (saysTheSame(typed, now.answer)) return "same";
  if (isEmpty(typed) || (!meansAll && seen.split(".")[2] === digest(spelled(typed)))) return "untouched";
  return spelled(now.answer) === "" && now.status !== "submitted" ? "fresh" : "conflict";
}

/** 53 bits of a text, the same on both sides of the wire: to tell whether it was changed, never to prove anything. */
function digest(text: string) {
  let [one, two] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 2654435761);
    two = Math.imul(two ^ code, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return (4294967296 * (2097151 & two) + (one >>> 0)).toString(36);
}

/** What is wrong with an answer for its item, in a sentence; undefined where nothing is. */
export function faultOf({ type, options, label }: { type: ItemType; options: string[]; label: string }, answer: Answer): string | undefined {
  if (isEmpty(answer)) return type === "file" || type === "files" ? `Choose a file for “${label}”` : `Answer “${label}”, or say that you don’t have it`;
  if (type === "text" || type === "long_text") return "words" in answer && [...answer.words].length <= LONGEST[type] ? undefined : `“${label}” is too long: at most ${figure(LONGEST[type])} characters`;
  if (type === "number") return "number" in answer && /^[-−]?\d{1,15}([.,]\d{1,6})?$/.test(answer.number.trim()) ? undefined : `Enter a number for “${label}”, for example 12 or 12.5`;
  if (type === "date") return "day" in answer && isDay(answer.day) ? undefined : `Enter a day for “${label}”, for example 2026-03-31`;
  if (type === "choice" || type === "choices") return "chosen" in answer && answer.chosen.every((one) => options.includes(one)) && (type === "choices" || answer.chosen.length === 1) ? undefined : `Choose from the options of “${label}”`;
  return "files" in answer ? undefined : `Choose a file for “${label}”`;
}

/** Characters an answer may have. */
export const LONGEST = { text: 500, long_text: 20_000 };
/** Files one item takes. */
export const MOST_FILES = 50;

/** The names of an item's field, and of the mark of what it showed. */
export const fieldOf = (itemId: string) => `item-${itemId}`;
export const seenOf = (itemId: string) => `seen-${itemId}`;
