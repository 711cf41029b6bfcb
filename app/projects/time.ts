/** The least and the most one entry may hold, in minutes: more than a day of work has no place on one day. */
export const LEAST_MINUTES = 1;
export const MOST_MINUTES = 24 * 60;

/**
 * Minutes from hours as people write them: "1.5", "1,5", ".25" or "1:30", rounded to the minute. Undefined for anything
 * else; the bounds are not checked here.
 */
export function minutesFrom(hours: string): number | undefined {
  const text = hours.trim();
  const clock = /^(\d{1,3}):([0-5]\d)$/.exec(text);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  if (!/^(\d{1,3}([.,]\d{1,4})?|[.,]\d{1,4})$/.test(text)) return undefined;
  return Math.round(Number(text.replace(",", ".")) * 60);
}
