import { MINUTE } from "#app/lib/clock.ts";

/** Milliseconds a download link lives, ours and the store's. */
export const LINK_LIFE = 5 * MINUTE;
