import type { Need } from "#app/lib/waits.ts";

/** A need as pages draw it: plain data, and no more of it than is drawn. */
export const shown = ({ kind, id, label, title, to, why, verb, hurry, others }: Need) => ({ key: `${kind}-${id}`, label, title, to, why, verb, hurry, others });
export type ShownNeed = ReturnType<typeof shown>;
