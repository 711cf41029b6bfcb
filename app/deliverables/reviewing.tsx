import type { ReactNode } from "react";
import { Icon } from "#app/ui/icon.tsx";
import { Notice } from "#app/ui/page.tsx";
import { Day } from "#app/ui/when.tsx";
import type { Jsonified } from "./parts.tsx";
import { Decisions, Rounds } from "./parts.tsx";
import { type Note, Notes, Piece, Pieces } from "./proof.tsx";
import type { Review } from "./review.server.ts";

export type ReviewShown = Jsonified<Review>;

/** The work beside what was said of it: as the client and the agency see it. */
export function Work({ of }: { of: ReviewShown }) {
  const { deliverable, round, pieces, piece, pins, carried, mayPin, here, face } = of;
  const at = `/${face}/approvals/${deliverable.id}`;
  const spots = (piece?.spots ?? []).map(({ number }) => number);
  const open = pins.filter(({ settled }) => !settled).length;
  return (
    <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(16rem,22rem)]" data-review="">
      <div className="min-w-0">
        <Pieces of={pieces as Parameters<typeof Pieces>[0]["of"]} here={here} />
        {piece ? (
          <figure className="@container">
            <Piece of={piece as Parameters<typeof Piece>[0]["of"]} pin={mayPin ? { action: `${at}/pin`, place: piece.place } : undefined} here={here} />
            <figcaption className={`mt-3 flex flex-wrap${piece.picture ? " proof-caption" : ""} items-center justify-between gap-x-6 gap-y-2 text-small text-ink-3`}>
              <span className="min-w-0 wrap-anywhere">{piece.title}</span>
              {piece.original && (
                <a className="inline-flex min-h-6 items-center gap-1.5" href={piece.original}>
                  <Icon name="download" />
                  Download the original ({piece.size})
                </a>
              )}
            </figcaption>
          </figure>
        ) : (
          <p className="text-ink-3">Nothing to see yet.</p>
        )}
        {mayPin && piece && (
          <p className="mt-4 flex flex-wrap gap-3 noprint">
            <a className="btn" href={`${at}/pin?piece=${piece.place}${piece.page > 1 ? `&page=${piece.page}` : ""}`}>
              <Icon name="plus" />
              Add a pin
            </a>
            <a className="btn" href={`${at}/pin`}>
              Comment on the whole
            </a>
          </p>
        )}
      </div>
      {round.publishedAt && (
      <section aria-labelledby="pins" className="border-t border-line pt-4">
        <h2 id="pins" className="mb-4">
          Pins <span className="count">{pins.length}</span>
        </h2>
        {pins.length > 0 ? <Notes of={pins as Note[]} at={at} here={here} spots={spots} /> : <p className="text-ink-3">{!mayPin ? "Nothing was noted on this round." : piece?.paragraphs ? "Nothing is noted yet. Press Comment beside a paragraph to say something about it." : piece?.picture ? "Nothing is noted yet. Press the spot on the work that you want to say something about." : "Nothing is noted yet."}</p>}
        {pins.length > 0 && open === 0 && <p className="mt-2 text-small text-ink-3">All of them are settled.</p>}
        {carried.length > 0 && (
          <>
            <h3 className="mt-8 mb-1">Still open from earlier rounds</h3>
            <p className="mb-4 text-small text-ink-3">Carried to round {round.number} until somebody settles them.</p>
            {groups(carried as Note[]).map(([number, notes]) => (
              <div key={number} className="mb-4">
                <p className="mb-2 text-small">
                  <a href={`${at}/rounds/${number}`}>Round {number}</a>
                </p>
                <Notes of={notes} at={at} here={`${at}/rounds/${number}`} spots={[]} />
              </div>
            ))}
          </>
        )}
      </section>
      )}
    </div>
  );
}

const groups = (notes: Note[]): [number, Note[]][] => [...new Set(notes.map(({ round }) => round))].map((round) => [round, notes.filter((note) => note.round === round)]);

/** Who sent it, for what, by when; what was said with it; and why it was opened again. */
export const Said = ({ of: { deliverable, round, sentBy }, project }: { of: ReviewShown; project: string }) => (
  <>
    {round.publishedAt && (
      <p className="mt-2 text-ink-2">
        Sent by {sentBy} on <Day at={round.publishedAt} /> for <a href={project}>{deliverable.projectName}</a>.
        {round.isCurrent && deliverable.due && (
          <>
            {" "}
            Answer by <Day at={deliverable.due.on} />.
          </>
        )}
      </p>
    )}
    {round.reopenedWhy && <p className="mt-3 whitespace-pre-line wrap-anywhere">Opened again: {round.reopenedWhy}</p>}
    {round.note && <p className="mt-3 whitespace-pre-line wrap-anywhere">{round.note}</p>}
  </>
);

/** What was answered, and that nothing more is. */
export const Answers = ({ of: { decisions, round, deliverable, face } }: { of: ReviewShown }) => (
  <>
    {round.status === "withdrawn" && <Notice tone="move">{face === "portal" ? "We took this back, so there is nothing to answer" : "This was withdrawn"}{round.withdrawnWhy ? `: ${round.withdrawnWhy}` : "."}</Notice>}
    {decisions.length > 0 && <Decisions of={decisions as never} face={face} />}
    {round.status === "approved" && <p className="mt-3 text-small text-ink-3">This round is approved and locked: its files and pins stay as they are.</p>}
    {round.status === "needs_changes" && round.isCurrent && <p className="mt-3 text-small text-ink-3">{face === "portal" ? `We are working on what you asked for. Round ${deliverable.round + 1} will stand here.` : "The next round is prepared below."}</p>}
  </>
);

/** A part of the page under its heading, in the house layout. */
export const Part = ({ id, title, children }: { id: string; title: string; children: ReactNode }) => (
  <section className="mt-12 grid gap-x-12 gap-y-3 border-t border-line pt-4 lg:grid-cols-[11rem_minmax(0,1fr)]" aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    <div className="min-w-0">{children}</div>
  </section>
);

export const RoundsPart = ({ of: { rounds, face, deliverable } }: { of: ReviewShown }) =>
  rounds.length > 1 ? (
    <Part id="rounds" title="Rounds">
      <Rounds of={rounds as never} at={`/${face}/approvals/${deliverable.id}`} />
    </Part>
  ) : null;
