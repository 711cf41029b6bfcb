import { clockTime, dayIn, daysBetween, longDay, shortDay } from "#app/lib/dates.ts";
import { useRoot } from "#app/ui/agency.tsx";
import type { Sentence } from "./sentence.ts";

/** One line of the trail, for one reader: "You" where it was they, a link only where they may go. */
export interface TrailEntry extends Sentence {
  seq: number;
  at: Date | string;
  /** The client an actor belongs to, where that needs saying. */
  company: string | null;
  to: string | null;
}

/** Time in the margin, then who did what to which. */
export const Trail = ({ entries }: { entries: TrailEntry[] }) => (
  <ol className="timeline">
    {entries.map(({ seq, at, actor, company, before, subject, after, to }) => (
      <li key={seq}>
        <Lately at={at} />
        <p className="break-words">
          <strong>{actor}</strong>
          {company && `, ${company},`} {before}
          {to ? <a href={to}>{subject}</a> : subject}
          {after}
        </p>
      </li>
    ))}
  </ol>
);

/** "9:14 am" today, then "Yesterday", "18 Nov", "18 Nov 2024": as narrow as a margin. */
function Lately({ at }: { at: Date | string }) {
  const { agency, present } = useRoot();
  const date = new Date(at);
  const [day, today] = [date, new Date(present)].map((instant) => dayIn(agency.timeZone, instant)) as [string, string];
  const ago = daysBetween(day, today);
  const words = ago === 0 ? clockTime(agency.timeZone, date) : ago === 1 ? "Yesterday" : day.slice(0, 4) === today.slice(0, 4) ? shortDay(day) : longDay(day);
  return <time dateTime={date.toISOString()}>{words}</time>;
}
