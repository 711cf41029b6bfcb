import { Link, useLoaderData } from "@remix-run/react";
import { WhoSees } from "#app/clients/audience.tsx";
import { Trail } from "#app/events/parts.tsx";
import { trail } from "#app/events/trail.server.ts";
import { NoFields, blank } from "#app/lib/form.server.ts";
import { size } from "#app/lib/words.ts";
import { viewsOf } from "#app/questions/questions.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { FileName } from "#app/ui/file.tsx";
import { ActionButton } from "#app/ui/form.tsx";
import { Breadcrumb, Empty, Notice, PageTitle } from "#app/ui/page.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { When } from "#app/ui/when.tsx";
import { audienceOfDeliverable, audienceOnceSent } from "../audience.server.ts";
import { isOpen, life, roundMeter } from "../deliverable.ts";
import { approversOf, deliverables, piecesOf, subjectOf } from "../deliverables.server.ts";
import { draftOf } from "../drafting.server.ts";
import { DeliverableBadge, Hurry } from "../parts.tsx";
import { reviewFor } from "../review.server.ts";
import { Answers, Part, type ReviewShown, RoundsPart, Said, Work } from "../reviewing.tsx";
import { proofAt } from "../shown.server.ts";

const pathOf = (id: string) => `/staff/approvals/${id}`;

export const loader = asMember(async ({ member, request, params }) => {
  const found = deliverables(member).find(params.id!);
  const { id, clientId, round, roundId, status } = found;
  const number = params.round === undefined ? undefined : Number(params.round) || 0;
  const draft = draftOf(member, found);
  const views = viewsOf(found).filter(({ version }) => version === round);
  const asked = round ? approversOf({ id: roundId, clientId }) : [];
  const can = (move: Parameters<typeof life.can>[1]) => life.can(status, move);
  return {
    review: await reviewFor(member, id, request, number),
    people: asked.map((one) => ({ ...one, viewedAt: views.find(({ contactId }) => contactId === one.contactId)?.at ?? null })),
    stalled: found.stalledNotedAt !== null && isOpen(status),
    may: { withdraw: can("withdraw"), record: can("record_approval"), publish: can("publish"), reopen: can("reopen") },
    next: can("publish") || can("reopen") ? { number: round + 1, pieces: draft ? piecesOf(draft).map((piece) => ({ id: piece.id, title: piece.title, alt: piece.alt, url: piece.url, size: piece.size, state: piece.state, why: piece.why, picture: piece.fileId && piece.thumbnail ? proofAt("staff", id, piece.fileId, piece.thumbnail, "small") : null })) : [], over: round > 0 ? blank(NoFields, member, `${pathOf(id)}/taken-over`) : null } : null,
    audience: audienceOfDeliverable(member, id),
    later: round ? null : audienceOnceSent(member, id),
    history: trail(member).of(subjectOf(found), 60),
  };
});

export const meta = titled<{ review: { deliverable: { title: string }; round: { number: number } } }>(({ review: { deliverable, round } }) => `${deliverable.title}, round ${round.number}`);

type Data = ReturnType<typeof useLoaderData<typeof loader>>;
type Person = Data["people"][number];

const columns: Column<Person>[] = [
  { head: "Contact", cell: ({ name, role, endedAt, mayApprove }) => (<>{name}<span className="block text-fine font-normal text-ink-3">{endedAt ? "Access ended" : mayApprove ? role : "May not approve work any more"}</span></>) },
  { head: "Opened", cell: ({ viewedAt }) => (viewedAt ? <When at={viewedAt} start /> : <span className="text-ink-3">Not yet</span>) },
  { head: "Answer", cell: ({ verdict, decidedAt }) => (verdict ? <>{verdict === "approved" ? "Approved" : "Requested revisions"}, <When at={decidedAt!} /></> : <span className="text-ink-3">Not yet</span>) },
];

export default function Approval() {
  const { review: of, people, stalled, may, next, audience, later, history } = useLoaderData<typeof loader>();
  const review = of as ReviewShown;
  const { deliverable, round } = review;
  const { id, title, clientId, clientName, roundsIncluded, policy } = deliverable;
  const at = pathOf(id);
  const isDraft = !round.publishedAt;
  return (
    <>
      <Breadcrumb trail={[{ to: "/staff/approvals", label: "Approvals" }, { to: `/staff/clients/${clientId}`, label: clientName }, ...(round.isCurrent ? [] : [{ to: at, label: title }])]} here={round.isCurrent ? title : `Round ${round.number}`} />
      <p className="mb-3 flex flex-wrap gap-2">
        <DeliverableBadge status={round.status} />
        {round.isCurrent && <Hurry of={deliverable.due} />}
      </p>
      <PageTitle
        lead={`${roundMeter(round.number, roundsIncluded)}.`}
        actions={
          round.isCurrent && (
            <>
              <Link className="btn" to={`${at}/edit`}>Edit details</Link>
              {may.record && <Link className="btn" to={`${at}/outside-answer`}>Record their approval…</Link>}
              {may.withdraw && <Link className="btn btn-stop" to={`${at}/withdrawal`}>Withdraw…</Link>}
            </>
          )
        }
      >
        {deliverable.round > 0 ? `${title}, round ${round.number}` : title}
      </PageTitle>
      {isDraft && !round.isCurrent ? <Notice tone="move">Only your team sees round {round.number}: it is not published yet.</Notice> : <WhoSees of={audience} because="no round is published yet" later={later} />}
      {stalled && <Notice tone="soon">Nobody is left at {clientName} who could answer this: whoever was asked has no access, or may not approve work any more. It stays open. Record an approval given elsewhere, or withdraw it.</Notice>}
      {isDraft && review.piece && (
        <Work of={review} />
      )}
      {!isDraft && (
        <>
          <div className="mb-6 max-w-letter">
            <Said of={review} project={`/staff/projects/${deliverable.projectId}`} />
          </div>
          <Work of={review} />
          <Part id="answers" title="Answers">
            <Answers of={review} />
            {round.isCurrent && people.length > 0 && (
              <>
                <p className="mb-3 text-ink-2">{policy === "all" ? "Asked of all of these; it waits for the last." : "Asked of these; the first answer of anybody who may approve counts."}</p>
                <Table caption="Who was asked" columns={columns} rows={people} rowKey={({ contactId }) => contactId} />
              </>
            )}
          </Part>
        </>
      )}
      {(round.isCurrent || isDraft) && next && <Next of={next} at={at} reopens={may.reopen} clientName={clientName} seen={isDraft} />}
      <RoundsPart of={review} />
      <Part id="history" title="History">
        <Trail entries={history} />
      </Part>
    </>
  );
}

type Piece = NonNullable<Data["next"]>["pieces"][number];

/** The round that is prepared: what it will show, and the way to put it before the client. */
function Next({ of: { number, pieces, over }, at, reopens, clientName, seen }: { of: NonNullable<Data["next"]>; at: string; reopens: boolean; clientName: string; seen: boolean }) {
  const columns: Column<Piece>[] = [
    {
      head: "File",
      cell: ({ title, alt, picture, url, state, why }) => (
        <FileName name={title} picture={picture}>
          <span className="block text-fine font-normal text-ink-3 wrap-anywhere">{url ?? (alt || (state === "waiting" ? "Its pictures are being made" : why || "Not described yet"))}</span>
        </FileName>
      ),
    },
    { head: "Size", right: true, cell: ({ size: bytes }) => bytes !== null && size(bytes) },
    {
      head: "Change",
      quiet: true,
      right: true,
      cell: ({ id, title }) => (
        <span className="flex flex-wrap justify-end gap-x-4">
          <Link to={`${at}/pieces/${id}`}>Describe<span className="sr-only"> {title}</span></Link>
          <Link to={`${at}/pieces/${id}/removal`}>Take out…<span className="sr-only"> {title}</span></Link>
        </span>
      ),
    },
  ];
  return (
    <Part id="next" title={`Round ${number}`}>
      {reopens && <p className="mb-4 max-w-letter text-ink-2">It is approved. Prepare another round only where something has to change after all: publishing it opens the work again.</p>}
      {pieces.length > 0 ? <Table caption={`What round ${number} will show`} columns={columns} rows={pieces} rowKey={({ id }) => id} mid /> : <Empty title="No file yet">Only staff see what is added here, until the round is published.</Empty>}
      <div className="mt-4 flex flex-wrap gap-3">
        {pieces.length > 0 && (
          <Link className="btn btn-brand" to={`${at}/${reopens ? "reopening" : "publication"}`}>
            {reopens ? `Reopen with round ${number}…` : `Put round ${number} before ${clientName}…`}
          </Link>
        )}
        <Link className={pieces.length ? "btn" : "btn btn-brand"} to={`${at}/files`}>Add files…</Link>
        <Link className="btn" to={`${at}/link`}>Add a link…</Link>
        {!seen && pieces.length > 0 && <Link className="btn" to={`${at}/rounds/${number}`}>See it as they will</Link>}
        {over && pieces.length === 0 && (
          <ActionButton given={over} small={false}>
            Take over the files of round {number - 1}
          </ActionButton>
        )}
      </div>
    </Part>
  );
}
