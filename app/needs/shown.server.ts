import { DAY, now } from "#app/lib/clock.ts";
import { distance } from "#app/lib/dates.ts";
import { type Need, keyOf } from "#app/lib/waits.ts";

/** A need as pages draw it: plain data, and no more of it than is drawn. */
export const shown = (need: Need) => {
  const { label, title, to, why, verb, hurry, others, deadline } = need;
  return { key: keyOf(need), label, title, to, why, verb, hurry, left: deadline && !hurry ? leftUntil(deadline) : null, others, file: deadline ? `/portal/calendar/${encodeURIComponent(keyOf(need))}.ics` : null };
};

/** "In 6 days": how far off what does not hurry is; nothing of what is further than two months. */
const leftUntil = (deadline: Date) => (deadline.getTime() - now().getTime() < 60 * DAY ? distance(deadline, now()).replace(/^i/, "I") : null);

export type ShownNeed = ReturnType<typeof shown>;
