import type { Need } from "#app/lib/waits.ts";
import { spelled } from "#app/lib/words.ts";

/** "Five things are waiting for you. One has little time left." */
export function waiting(needs: readonly Pick<Need, "hurry">[]) {
  const hurried = needs.filter(({ hurry }) => hurry).length;
  const all = needs.length === 1 ? "One thing is waiting for you." : `${sentence(spelled(needs.length))} things are waiting for you.`;
  if (hurried === 0) return all;
  return `${all} ${needs.length === 1 ? "It has" : hurried === 1 ? "One has" : `${sentence(spelled(hurried))} have`} little time left, or none.`;
}
const sentence = (words: string) => words[0]!.toUpperCase() + words.slice(1);
