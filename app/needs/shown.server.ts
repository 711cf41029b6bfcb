import { type Need, keyOf } from "#app/lib/waits.ts";

/** A need as pages draw it: plain data, and no more of it than is drawn. */
export const shown = (need: Need) => {
  const { label, title, to, why, verb, hurry, others } = need;
  return { key: keyOf(need), label, title, to, why, verb, hurry, others, file: need.deadline ? `/portal/calendar/${encodeURIComponent(keyOf(need))}.ics` : null };
};
export type ShownNeed = ReturnType<typeof shown>;
