import { Notice } from "#app/ui/page.tsx";
import { When } from "#app/ui/when.tsx";

export interface StandingOf {
  id: string;
  version: number;
  status: string;
  mine: boolean;
  others: string;
  until: { words: string };
  decided: { by: string; at: string | Date; receiptId: string | null } | null;
  why: string;
  timeAsk: { name: string } | null;
}

/** Leads to the answer, with the lines chosen here. */
export const toAnswer = (id: string, chosen: string[], what: "acceptance" | "decline" = "acceptance") => {
  const query = new URLSearchParams(chosen.map((line) => ["chosen", line]));
  return `/portal/proposals/${id}/${what}${query.size && what === "acceptance" ? `?${query}` : ""}`;
};

/** How it stands for this person, and the one thing they can do about it. */
export function Standing({ of: { id, status, mine, others, until, decided, why, timeAsk }, chosen = [], fee }: { of: StandingOf; chosen?: string[]; fee?: string }) {
  const at = `/portal/proposals/${id}`;
  if (status === "withdrawn")
    return (
      <Notice tone="move">
        <p>We took this proposal back, so there is nothing to answer here{why ? `: ${why}` : "."}</p>
        <p>
          <a href="/portal/proposals">Show your other proposals</a>
        </p>
      </Notice>
    );
  return (
    <section className={status === "sent" && mine ? "slip mt-10" : "mt-10 border-t border-line pt-6"} aria-labelledby="answer">
      <h2 id="answer">{status === "sent" && mine ? "Your answer" : "The answer"}</h2>
      <div className="mt-4 grid gap-4">
        {decided && (
          <Notice tone={status === "accepted" ? "done" : "move"}>
            <p>
              {decided.by} {status === "accepted" ? "accepted" : "declined"} this, <When at={decided.at} />.
            </p>
            {decided.receiptId && (
              <p>
                <a href={`/portal/receipts/${decided.receiptId}`}>See the receipt</a>
              </p>
            )}
          </Notice>
        )}
        {status === "sent" && mine && (
          <>
            <div className="flex flex-wrap gap-3">
              <a className="btn btn-brand" href={toAnswer(id, chosen)}>
                Accept for {fee}…
              </a>
              <a className="btn" href={toAnswer(id, chosen, "decline")}>
                Decline…
              </a>
            </div>
            <p className="hint">
              You type your name on the next page; nothing is decided before. {others && `${others} can answer in your place. `}Questions first? <a href={`${at}/question`}>Ask us</a>.
            </p>
          </>
        )}
        {status === "sent" && !mine && <p>{others ? `${others} can accept this for your company.` : "Nobody at your company can answer proposals here now. Ask us to switch it on."}</p>}
        {status === "expired" && (
          <>
            <Notice tone="soon">
              <p>This proposal was open until {until.words}. It can no longer be accepted as it stands.</p>
            </Notice>
            {timeAsk ? (
              <p>{timeAsk.name} asked for more time. We will answer.</p>
            ) : (
              <p className="noprint">
                <a className="btn" href={`${at}/more-time`}>
                  Ask for more time
                </a>
              </p>
            )}
          </>
        )}
      </div>
    </section>
  );
}
