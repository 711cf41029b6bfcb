import type { Run } from "#app/lib/differences.server.ts";
import { Runs } from "#app/ui/runs.tsx";
import type { Change } from "./changes.server.ts";

/** Two versions side by side, part by part. What stands in only one is marked, drawn and said aloud. */
export function Changes({ of, from, to }: { of: Change[]; from: string; to: string }) {
  const changed = of.filter(({ changed }) => changed);
  const same = of.filter(({ changed }) => !changed);
  return (
    <>
      {changed.length === 0 && <p>Nothing in the text or the price changed between these versions.</p>}
      {changed.map(({ id, heading, before, after }) => (
        <section key={id} className="changes" aria-label={heading}>
          <h2 className="wrap-anywhere">{heading}</h2>
          <Side label={from} runs={before} without={`Not in ${from}`} />
          <Side label={to} runs={after} without={`Taken out in ${to}`} />
        </section>
      ))}
      {same.length > 0 && changed.length > 0 && <p className="mt-8 text-small text-ink-3 wrap-anywhere">Unchanged: {[...new Set(same.map(({ heading }) => heading))].join(", ")}.</p>}
    </>
  );
}

const Side = ({ label, runs, without }: { label: string; runs: Run[] | null; without: string }) => (
  <div className="min-w-0">
    <h3 className="text-fine font-normal text-ink-3">{label}</h3>
    {runs ? (
      <p className="mt-1 whitespace-pre-line wrap-anywhere">
        <Runs of={runs} />
      </p>
    ) : (
      <p className="mt-1 text-ink-3">{without}</p>
    )}
  </div>
);
