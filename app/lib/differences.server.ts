import { diffArrays } from "diff";

/** A run of words: in both texts, only in the earlier, or only in the later. */
export interface Run {
  kind: "same" | "gone" | "new";
  text: string;
}

/** So many words at most are compared one by one; longer text is compared line by line, so that no text keeps others waiting. */
const MOST_WORDS = 4000;

/** What became of a text, word by word. */
export function compared(before: string, after: string): Run[] {
  const by = (text: string) => (before.length + after.length > MOST_WORDS * 6 ? text.split(/(?<=\n)/) : (text.match(/\s+|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? []));
  const [one, other] = [by(before), by(after)];
  const found = diffArrays(one, other, { timeout: 500 });
  if (!found) return [{ kind: "gone", text: before }, { kind: "new", text: after }];
  return found.map(({ value, added, removed }) => ({ kind: added ? "new" : removed ? "gone" : "same", text: value.join("") }));
}
