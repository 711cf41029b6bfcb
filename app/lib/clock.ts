let shift = 0;
let still: number | undefined;

/** The time, from the one place that knows it (UTC). */
export const now = (): Date => new Date(still ?? Date.now() + shift);

/** For tests and the seeds: stand at an instant until `resume`. */
export const standAt = (instant: Date) => void (still = instant.getTime());
/** For tests: let `milliseconds` pass. */
export const pass = (milliseconds: number) => void (still === undefined ? (shift += milliseconds) : (still += milliseconds));
export const resume = () => void ((still = undefined), (shift = 0));

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
