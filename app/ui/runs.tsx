import type { Run } from "#app/lib/differences.server.ts";

/** Words of two texts: what stands in only one is marked, drawn and said aloud. */
export const Runs = ({ of }: { of: Run[] }) => (
  <>
    {of.map((run, index) => (
      <Words key={index} of={run} />
    ))}
  </>
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
