import { Notice } from "#app/ui/page.tsx";
import { When } from "#app/ui/when.tsx";
import type { StandingOf } from "../review.server.ts";

/** As it comes from the loader: instants may have become text on the way. */
type Drawn = Pick<StandingOf, "mine" | "others" | "anew"> & {
  acceptance: Pick<StandingOf["acceptance"], "id" | "title" | "status" | "withdrawnWhy" | "until" | "policy">;
  people: { name: string; acceptedAt: string | Date | null; receiptId: string | null }[];
  timeAsk: { name: string } | null;
};

/** How it stands for this person, and the one thing they can do about it. */
export function Standing({ of: { acceptance, people, mine, others, timeAsk, anew } }: { of: Drawn }) {
  const { id, status, withdrawnWhy, until } = acceptance;
  const accepted = people.filter(({ acceptedAt }) => acceptedAt);
  return (
    <section className="slip mt-10" aria-label="Answer">
      {accepted.map(({ name, acceptedAt, receiptId }) => (
        <Notice key={name}>
          <p>
            {name} accepted this. <When at={acceptedAt!} start />.
          </p>
          <p>
            <a href={`/portal/receipts/${receiptId}`}>See the receipt</a>
          </p>
        </Notice>
      ))}
      {mine && (
        <p className="noprint">
          <a className="btn btn-brand" href={`/portal/acceptances/${id}/acceptance`}>
            Review &amp; Accept
          </a>
        </p>
      )}
      {status === "pending" && !mine && others && <p>{others} can accept this for your company.</p>}
      {mine && others && <p className="hint mt-3">{acceptance.policy === "all" ? `${others} must accept it too.` : `${others} can do it in your place.`}</p>}
      {status === "withdrawn" && (
        <Notice tone="move">
          <p>We took this back, so there is nothing to accept here{withdrawnWhy ? `: ${withdrawnWhy}` : ""}.</p>
          {anew && (
            <p>
              <a href={`/portal/acceptances/${anew.id}`}>Version {anew.version} takes its place</a>
            </p>
          )}
        </Notice>
      )}
      {status === "expired" && (
        <>
          <Notice tone="soon">
            <p>The time to accept this passed on {until}. It can no longer be accepted.</p>
            {anew && (
              <p>
                <a href={`/portal/acceptances/${anew.id}`}>We sent it again, open until {anew.until}</a>
              </p>
            )}
          </Notice>
          {timeAsk && !anew && <p>{timeAsk.name} asked for more time. We will answer.</p>}
          {!timeAsk && !anew && (
            <p className="noprint">
              <a className="btn" href={`/portal/acceptances/${id}/more-time`}>
                Ask for more time
              </a>
            </p>
          )}
        </>
      )}
    </section>
  );
}
