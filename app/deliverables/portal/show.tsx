import { useLoaderData } from "@remix-run/react";
import { Trail } from "#app/events/parts.tsx";
import { trail } from "#app/events/trail.server.ts";
import { asContact } from "#app/portal/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb } from "#app/ui/page.tsx";
import { noteOpened } from "../deciding.server.ts";
import { isOpen } from "../deliverable.ts";
import { deliverables, subjectOf } from "../deliverables.server.ts";
import { DeliverableBadge, Hurry } from "../parts.tsx";
import { reviewFor } from "../review.server.ts";
import { Answers, Part, type ReviewShown, RoundsPart, Said, Work } from "../reviewing.tsx";

export const loader = asContact(async ({ contact, request, params }) => {
  const found = deliverables(contact).find(params.id!);
  if (!params.round) noteOpened(contact, found, request);
  const number = params.round === undefined ? undefined : Number(params.round) || 0;
  return { review: await reviewFor(contact, found.id, request, number), history: trail(contact).of(subjectOf(found), 30) };
});

export const meta = titled<{ review: { deliverable: { title: string }; round: { number: number } } }>(({ review: { deliverable, round } }) => `${deliverable.title}, round ${round.number}`);

export default function Approval() {
  const { review: of, history } = useLoaderData<typeof loader>();
  const review = of as ReviewShown;
  const { deliverable, round } = review;
  return (
    <>
      <Breadcrumb trail={[{ to: "/portal/approvals", label: "Approvals" }, ...(round.isCurrent ? [] : [{ to: `/portal/approvals/${deliverable.id}`, label: deliverable.title }])]} here={round.isCurrent ? deliverable.title : `Round ${round.number}`} />
      <div className="mb-7 max-w-letter">
        <p className="mb-3 flex flex-wrap gap-2">
          <DeliverableBadge status={round.status} />
          {round.isCurrent && <Hurry of={deliverable.due} />}
        </p>
        <h1 className="wrap-anywhere">
          {deliverable.title}, round {round.number}
        </h1>
        <Said of={review} project={`/portal/projects/${deliverable.projectId}`} />
        {!round.isCurrent && (
          <p className="mt-3">
            This is an earlier round, to read. <a href={`/portal/approvals/${deliverable.id}`}>See round {deliverable.round}, the newest</a>
          </p>
        )}
      </div>
      <Work of={review} />
      <Answer of={review} />
      <RoundsPart of={review} />
      {history.length > 0 && (
        <Part id="history" title="History">
          <Trail entries={history} />
        </Part>
      )}
    </>
  );
}

/** How it stands for this person, and what they can do about it. */
function Answer({ of: review }: { of: ReviewShown }) {
  const { deliverable, round, mine, myVerdict, others, decisions, asked } = review;
  const at = `/portal/approvals/${deliverable.id}`;
  const mayChange = round.isCurrent && isOpen(round.status) && myVerdict !== null && deliverable.policy === "all";
  return (
    <section className="slip mt-10 grid gap-x-12 gap-y-6 lg:grid-cols-[11rem_minmax(0,1fr)]" aria-labelledby="answer">
      <h2 id="answer">{mine || mayChange ? "Your answer" : "Answer"}</h2>
      <div className="max-w-letter min-w-0">
        <Answers of={review} />
        {mine && (
          <>
            <p className="mb-4 font-semibold">{deliverable.meter}</p>
            <div className="flex flex-wrap gap-3 noprint">
              <a className="btn btn-brand" href={`${at}/approval`}>
                Approve round {round.number}…
              </a>
              <a className="btn" href={`${at}/revisions`}>
                Request revisions…
              </a>
            </div>
            <p className="hint mt-3">Nothing is recorded yet: the next page asks you once more. Your answer is kept with your name and the time.</p>
          </>
        )}
        {mayChange && (
          <p className="mt-4 flex flex-wrap gap-3 noprint">
            <a className="btn" href={`${at}/${myVerdict === "approved" ? "revisions" : "approval"}`}>
              {myVerdict === "approved" ? "Change my answer: request revisions…" : "Change my answer: approve…"}
            </a>
          </p>
        )}
        {isOpen(round.status) && round.isCurrent && (
          <p className="mt-4 text-small text-ink-2">
            {deliverable.policy === "all"
              ? `Everyone asked answers: ${asked.map(({ name, verdict }) => `${name} (${verdict === "approved" ? "approved" : verdict ? "requested revisions" : "not yet"})`).join(", ")}.`
              : mine
                ? others && `${others} can answer in your place. The first answer counts.`
                : others && `${others} can answer this for your company.`}
          </p>
        )}
        {!isOpen(round.status) && decisions.length === 0 && round.status !== "withdrawn" && <p className="text-ink-3">Nothing was answered on this round.</p>}
      </div>
    </section>
  );
}
