import type { Change, Run } from "./changes.server.ts";

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
        {runs.map((run, index) => (
          <Words key={index} of={run} />
        ))}
      </p>
    ) : (
      <p className="mt-1 text-ink-3">{without}</p>
    )}
  </div>
);

const Words = ({ of: { kind, text } }: { of: Run }) => {
  if (kind === "same") return text;
  return kind === "gone" ? (
    <del>
      <span className="sr-only"> [taken out: </span>
      {text}
      <span className="sr-only">] </span>
    </del>
  ) : (
    <ins>
      <span className="sr-only"> [new: </span>
      {text}
      <span className="sr-only">] </span>
    </ins>
  );
};
