import { clockTime, dayIn, exactMoment, longDay, moment, offsetIn } from "#app/lib/dates.ts";
import { useRoot } from "./agency.tsx";

type Instant = Date | string | number;
const dateOf = (at: Instant) => (at instanceof Date ? at : new Date(at));

/** "20 Nov 2025": for lists. Also takes a plain day, YYYY-MM-DD. */
export function Day({ at }: { at: Instant }) {
  const { timeZone } = useRoot().agency;
  if (typeof at === "string" && at.length === 10) return <time dateTime={at}>{longDay(at)}</time>;
  const date = dateOf(at);
  return <time dateTime={date.toISOString()}>{longDay(dayIn(timeZone, date))}</time>;
}

/** "today, 9:14 am": for what is fresh. `start` begins a sentence with it. */
export function When({ at, start }: { at: Instant; start?: boolean }) {
  const { agency, present } = useRoot();
  const date = dateOf(at);
  const words = moment(agency.timeZone, date, new Date(present));
  return <time dateTime={date.toISOString()}>{start ? words[0]!.toUpperCase() + words.slice(1) : words}</time>;
}

/** To the second: for the audit trail. With `zone` also how far the agency's clock stood from UTC. */
export function Exactly({ at, zone }: { at: Instant; zone?: boolean }) {
  const date = dateOf(at);
  const { timeZone } = useRoot().agency;
  return (
    <time dateTime={date.toISOString()}>
      {exactMoment(timeZone, date)}
      {zone && ` ${offsetIn(timeZone, date)}`}
    </time>
  );
}

/** "10:42 am": for what is over within the hour. */
export function ClockTime({ at }: { at: Instant }) {
  const date = dateOf(at);
  return <time dateTime={date.toISOString()}>{clockTime(useRoot().agency.timeZone, date)}</time>;
}
