import { Link } from "@remix-run/react";
import { BadgeOf } from "#app/ui/badge.tsx";
import { ActionButton } from "#app/ui/posting.tsx";
import { When } from "#app/ui/when.tsx";
import { AnswerShown } from "../parts.tsx";
import { filePath, itemPath } from "../paths.ts";
import { staffItemBadge } from "../request.ts";
import { ItemAsked } from "./item-asked.tsx";
import type { Reviewed } from "./page.server.ts";

/** An item the client has: what was answered, earlier answers under it, and what may be done with the newest. */
export function ReviewItem({ of, id }: { of: Reviewed; id: string }) {
  const { label, status, due, waivedWhy, accept, may, answers } = of;
  const [latest, ...earlier] = answers;
  const to = (path: string) => `${itemPath(id, of.id)}/${path}`;
  return (
    <ItemAsked of={of} due={due} state={<BadgeOf of={staffItemBadge[status]} />}>
      {status === "waived" && <p className="mt-3 wrap-anywhere">No longer needed: {waivedWhy}</p>}
      {latest && <AnswerLine of={latest} />}
      {earlier.length > 0 && (
        <details className="mt-3">
          <summary className="text-small">{earlier.length === 1 ? "One earlier answer" : `${earlier.length} earlier answers`}</summary>
          {earlier.map((answer) => (
            <AnswerLine key={answer.id} of={answer} replaced />
          ))}
        </details>
      )}
      {(accept || may.return || may.undo || may.reword || may.waive) && (
        <div className="noprint mt-4 flex flex-wrap gap-2">
          {accept && (
            <ActionButton given={accept.given} fields={{ submission: accept.submission }} kind="brand">
              Accept<span className="sr-only"> {label}</span>
            </ActionButton>
          )}
          {may.return && <Move to={to("return")} words="Return…" label={label} />}
          {may.undo && <Move to={to("undo")} words="Undo acceptance…" label={label} />}
          {may.reword && <Move to={to("edit")} words="Reword" label={label} />}
          {may.waive && <Move to={to("waiver")} words="Waive…" label={label} />}
        </div>
      )}
    </ItemAsked>
  );
}

const Move = ({ to, words, label }: { to: string; words: string; label: string }) => (
  <Link className="btn btn-small" to={to}>
    {words}
    <span className="sr-only"> {label}</span>
  </Link>
);

type Answer = Reviewed["answers"][number];

const AnswerLine = ({ of: { answer, note, byName, submittedAt, acceptedAt, rejectedAt, reviewerName, reason }, replaced }: { of: Answer; replaced?: boolean }) => (
  <div className="mt-3 border-l-2 border-rule-2 pl-4">
    <AnswerShown of={answer} note={note} fileAt={filePath} />
    <p className="mt-1 text-small text-ink-3 wrap-anywhere">
      {byName}, <When at={submittedAt} />
      {acceptedAt && <>. Accepted by {reviewerName}, <When at={acceptedAt} /></>}
      {rejectedAt && <>. Returned by {reviewerName}, <When at={rejectedAt} />: {reason}</>}
      {replaced && !acceptedAt && !rejectedAt && ". Replaced before anybody reviewed it"}
      {!/[.!?…]$/.test(rejectedAt ? reason : "") && "."}
    </p>
  </div>
);
