import type { SerializeFrom } from "@remix-run/node";
import { Day } from "#app/ui/when.tsx";
import { portalPath } from "../paths.ts";
import type { Page } from "./page.server.ts";
import { RateIt } from "./rate.tsx";

/** What became of it, where it is over; and for what was resolved, whether it truly is. */
export function Settled({ of: { ticket, may, rate } }: { of: SerializeFrom<Page> }) {
  const { id, status, declinedWhy, resolvedAt, closesAt, rating } = ticket;
  if (status === "declined")
    return (
      <section className="mt-2 border-t border-line pt-6" aria-labelledby="outcome">
        <h2 id="outcome">We cannot take this on</h2>
        <p className="mt-2 whitespace-pre-line wrap-anywhere">{declinedWhy}</p>
      </section>
    );
  if (status === "cancelled")
    return (
      <p className="mt-2 border-t border-line pt-6 text-ink-2">This request was cancelled. Nothing more happens with it.</p>
    );
  if (!resolvedAt) return null;
  return (
    <section className="mt-2 border-t border-line pt-6" aria-labelledby="outcome">
      <h2 id="outcome">{status === "closed" ? "This is closed" : "Is it solved?"}</h2>
      <p className="mt-2 text-ink-2">
        Resolved on <Day at={resolvedAt} />.{" "}
        {status === "closed" ? "Nobody wrote for seven days." : closesAt && (
          <>
            If nobody writes, it closes by itself on <Day at={closesAt} />.
          </>
        )}
      </p>
      {may.reopen && (
        <p className="mt-4">
          <a className="btn" href={`${portalPath(id)}/reopening`}>
            It is not solved…
          </a>
        </p>
      )}
      {rate && (
        <div className="mt-7">
          <RateIt given={rate} />
        </div>
      )}
      {rating && (
        <p className="mt-4">
          You rated it: <strong>{rating}</strong>.{" "}
          {may.rate && (
            <a className="inline-flex min-h-6 items-center" href={`${portalPath(id)}/rating`}>
              Change the rating
            </a>
          )}
        </p>
      )}
    </section>
  );
}
