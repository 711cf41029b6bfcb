import { FilterChoice } from "#app/ui/filters.tsx";
import { Runs } from "#app/ui/runs.tsx";
import type { Comparison } from "./comparing.server.ts";
import type { Jsonified } from "./parts.tsx";

type Compared = Jsonified<Comparison>;

/** Two rounds: side by side, then over one another by CSS alone; texts word by word. */
export function Compare({ of }: { of: Compared }) {
  const { deliverable, face, rounds, places, place, page, pages, from, to, before, after, isSame, words } = of;
  const here = `/${face}/approvals/${deliverable.id}/compare`;
  const at = (more: Record<string, number>) => `${here}?${new URLSearchParams(Object.entries({ from, to, piece: place, ...more }).map(([name, value]) => [name, String(value)]))}`;
  const choices = rounds.map((number) => ({ value: String(number), label: `Round ${number}` }));
  if (rounds.length < 2) return <p>There is only one round so far, so there is nothing to compare it with. <a href={`/${face}/approvals/${deliverable.id}`}>Look at round {to}</a></p>;
  return (
    <>
      <form className="filters" aria-label="Which rounds">
        <FilterChoice name="from" label="From" value={String(from)} options={choices} />
        <FilterChoice name="to" label="To" value={String(to)} options={choices} />
        {places.length > 1 && <FilterChoice name="piece" label="File" value={String(place)} options={places.map(({ place, title }) => ({ value: String(place), label: title }))} />}
        <button className="btn">Compare</button>
      </form>
      {isSame && <p className="mb-6">This file is the same in both rounds, byte for byte.</p>}
      {words ? <Text of={words} from={from} to={to} /> : <Pictures of={of} />}
      {!words && !before?.picture && !after?.picture && <p className="text-ink-2">Neither round shows a picture here, so there is nothing to lay side by side. Download the originals to compare them.</p>}
      {pages > 1 && (
        <nav className="mt-6 flex flex-wrap gap-x-5 gap-y-1 text-small" aria-label="Pages">
          <span>
            Page {page} of {pages}
          </span>
          {page > 1 && <a href={at({ page: page - 1 })}>Page {page - 1}</a>}
          {page < pages && <a href={at({ page: page + 1 })}>Page {page + 1}</a>}
        </nav>
      )}
    </>
  );
}

const Text = ({ of, from, to }: { of: NonNullable<Compared["words"]>; from: number; to: number }) => (
  <section className="changes grid-cols-1!" aria-labelledby="words">
    <h2 id="words">Word by word</h2>
    {of.every(({ kind }) => kind === "same") && <p>Not a word changed from round {from} to round {to}.</p>}
    <p className="max-w-letter whitespace-pre-line wrap-anywhere">
      <Runs of={of} />
    </p>
  </section>
);

const shares = [
  { value: "0", label: "Earlier alone" },
  { value: "25", label: "A quarter of the later" },
  { value: "50", label: "Half of each" },
  { value: "75", label: "Mostly the later" },
  { value: "100", label: "Later alone" },
  { value: "difference", label: "Only what differs, in bright" },
];

function Pictures({ of: { before, after, from, to } }: { of: Compared }) {
  if (!before?.picture && !after?.picture) return null;
  return (
    <>
      <section aria-labelledby="side-by-side">
        <h2 id="side-by-side" className="mb-3">
          Side by side
        </h2>
        <div className="grid gap-6 md:grid-cols-2">
          {[{ side: before, number: from }, { side: after, number: to }].map(({ side, number }) => (
            <figure key={number} className="min-w-0">
              {side?.picture ? <img {...side.picture} alt={`Round ${number}: ${side.alt || side.title}`} className="h-auto w-full border border-rule" /> : <p className="empty">{side ? "No picture of it." : "Not in this round."}</p>}
              <figcaption className="mt-2 text-small text-ink-3 wrap-anywhere">
                Round {number}
                {side && `, ${side.title}`}
              </figcaption>
            </figure>
          ))}
        </div>
      </section>
      {before?.picture && after?.picture && (
        <section className="layers mt-12 border-t border-line pt-4" aria-labelledby="overlaid">
          <h2 id="overlaid" className="mb-3">
            One over the other
          </h2>
          <fieldset className="mb-4 border-0 p-0">
            <legend className="sr-only">How much of the later round is seen</legend>
            <div className="flex flex-wrap gap-x-6">
              {shares.map(({ value, label }) => (
                <label key={value} className="choice">
                  <input type="radio" name="share" value={value} defaultChecked={value === "50"} />
                  <span>{label}</span>
                </label>
              ))}
            </div>
          </fieldset>
          <div className="overlay border border-rule">
            <img {...before.picture} alt={`Round ${from} and round ${to} over one another`} />
            <img {...after.picture} alt="" className="over" />
          </div>
        </section>
      )}
    </>
  );
}
