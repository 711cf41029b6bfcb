import { Form, Link } from "@remix-run/react";
import { useEffect, useState } from "react";
import { type TimerShown, elapsedBrief, elapsedWords, ticking } from "./timer.ts";

/** The timer in the rail: what for, how long, and Stop. Words from the server; where JavaScript runs, they count. */
export const TimerInRail = ({ timer: { on, project, running, elapsed, stop } }: { timer: TimerShown }) => (
  <section className="mt-4 border-t border-rule px-3.5 pt-3 text-fine" aria-label="Timer">
    <p className="text-ink-3">{running ? "Timer running" : "Timer stopped"}</p>
    <p className="font-semibold wrap-anywhere">
      <Link className="link" to="/staff/timer">
        {on}
      </Link>
    </p>
    {project && <p className="wrap-anywhere text-ink-2">{project}</p>}
    <p className="num mt-1">{running ? <Elapsed since={elapsed} /> : elapsedWords(elapsed)}</p>
    <div className="mt-2">
      {stop ? (
        <Form method="post" action={stop.action}>
          <input type="hidden" name="_key" value={stop.key} />
          <button className="btn btn-small">Stop timer</button>
        </Form>
      ) : (
        <Link className="btn btn-small" to="/staff/timer">
          Log it
        </Link>
      )}
    </div>
  </section>
);

/** Where the rail is folded into a menu: how long the timer has run, and the way to it. */
export const TimerInBar = ({ timer: { on, running, elapsed } }: { timer: TimerShown }) => (
  <Link className="btn btn-small num whitespace-nowrap lg:hidden" to="/staff/timer">
    <span className="sr-only">{running ? "Timer running" : "Timer stopped"} on {on}, </span>
    {running ? <Elapsed since={elapsed} brief /> : elapsedBrief(elapsed)}
  </Link>
);

/** Time since the timer was started: in words as the page came, `brief` where there is little room; counting the seconds where JavaScript runs. */
export function Elapsed({ since, brief }: { since: number; brief?: boolean }) {
  const [counted, setCounted] = useState<number | null>(null);
  useEffect(() => {
    const drawn = performance.now();
    const tick = () => setCounted(since + performance.now() - drawn);
    tick();
    const beat = setInterval(tick, 1000);
    return () => clearInterval(beat);
  }, [since]);
  return counted === null ? <>{brief ? elapsedBrief(since) : elapsedWords(since)}</> : <span role="timer">{ticking(counted)}</span>;
}
