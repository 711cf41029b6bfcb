import { size } from "#app/lib/words.ts";
import { Icon } from "#app/ui/icon.tsx";
import { Day } from "#app/ui/when.tsx";
import type { Offer } from "../offer.server.ts";
import { OptionalLines } from "../parts.tsx";

/** "Expires in 31 hours": amber and words, while little time is left. */
export const RunningOut = ({ words }: { words: string }) => (
  <span className="badge badge-open t-soon">
    <Icon name="clock" />
    {words}
  </span>
);

/** The last day and how far it is; amber when it is near. */
export const Deadline = ({ of: { day, words, distance, hurry } }: { of: { day: string; words: string; distance: string | null; hurry: string | null } }) => (
  <>
    {hurry ? <strong className="text-soon"><time dateTime={day}>{words}</time></strong> : <time dateTime={day}>{words}</time>}
    {distance && <span className={`mt-0.5 block text-fine ${hurry ? "text-soon" : "text-ink-3"}`}>{distance}</span>}
  </>
);

/** Optional lines: boxes to tick and a button that shows the new total, while the proposal is open to this reader; else what became of them. */
export function Options({ of: { price }, action, chosen, open }: { of: Pick<Offer, "price">; action: string; chosen: string[]; open: boolean }) {
  if (price.options.length === 0) return null;
  if (!open)
    return (
      <section className="offer-part">
        <h2>Optional parts</h2>
        <OptionalLines of={price} />
      </section>
    );
  return (
    <section className="offer-part noprint" aria-labelledby="options">
      <h2 id="options">You may add</h2>
      <form action={`${action}#price`} className="mt-3 grid gap-4">
        <fieldset>
          <legend className="sr-only">Optional parts</legend>
          {price.options.map(({ id, description, quantity, each, total }) => (
            <label key={id} className="choice">
              <input type="checkbox" name="chosen" value={id} defaultChecked={chosen.includes(id)} />
              <span className="flex flex-wrap justify-between gap-x-6">
                <span className="wrap-anywhere">{description}</span>
                <span className="num">{total}</span>
              </span>
              {quantity !== "1" && (
                <span className="hint">
                  {quantity} at {each}
                </span>
              )}
            </label>
          ))}
        </fieldset>
        <div>
          <button className="btn">Show the new total</button>
        </div>
      </form>
    </section>
  );
}

export const Files = ({ of, at }: { of: Offer["files"]; at: string }) =>
  of.length === 0 ? null : (
    <section className="offer-part" aria-labelledby="files">
      <h2 id="files">Files</h2>
      <ul className="rows">
        {of.map(({ name, size: bytes, place }) => (
          <li key={place}>
            <a className="inline-flex min-h-6 items-center gap-2 wrap-anywhere" href={`${at}/files/${place}`}>
              <Icon name="clip" />
              {name}, {size(bytes)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );

/** The versions that stood before this one, and what changed since. */
export function Earlier({ id, versions }: { id: string; versions: { version: number; sentAt: string | Date; decision: string | null }[] }) {
  const [newest, ...before] = versions;
  if (!newest || before.length === 0) return null;
  return (
    <div className="notice t-move noprint mb-6">
      <Icon name="info" />
      <div>
        <p>
          This is version {newest.version}, sent on <Day at={newest.sentAt} />. <a href={`/portal/proposals/${id}/changes?from=${before[0]!.version}&to=${newest.version}`}>See what changed</a>
        </p>
        <p>
          {before.map(({ version, sentAt, decision }) => (
            <span key={version} className="mr-4">
              <a href={`/portal/proposals/${id}/versions/${version}`}>Version {version}</a>, <Day at={sentAt} />
              {decision && `, ${decision}`}
            </span>
          ))}
        </p>
      </div>
    </div>
  );
}
