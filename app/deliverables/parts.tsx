import { BadgeOf } from "#app/ui/badge.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Day, When } from "#app/ui/when.tsx";
import { type DeliverableStatus, badge } from "./deliverable.ts";
import type { Review } from "./review.server.ts";
import type { Shown } from "./shown.server.ts";

export const DeliverableBadge = ({ status }: { status: DeliverableStatus }) => <BadgeOf of={badge[status]} />;

/** "Due in 31 hours", "Was due 2 days ago": amber and words, while an answer is waited for. */
export const Hurry = ({ of: due }: { of: Shown["due"] }) =>
  due?.hurry ? (
    <span className="badge badge-open t-soon">
      <Icon name="clock" />
      {due.hurry}
    </span>
  ) : null;

/** Everything a page draws travelled as JSON. */
export type Jsonified<T> = T extends Date ? string | Date : T extends (infer One)[] ? Jsonified<One>[] : T extends object ? { [Key in keyof T]: Jsonified<T[Key]> } : T;

/** What was answered on a round, oldest first; one that was changed later stays. */
export const Decisions = ({ of, face }: { of: Jsonified<Review["decisions"]>; face: "portal" | "staff" }) => (
  <ul className="rows">
    {of.map(({ id, name, byAgency, verdict, note, receiptId, decidedAt, replacedAt }) => (
      <li key={id}>
        <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <strong className="wrap-anywhere">{name}</strong> {byAgency ? "recorded an approval given elsewhere" : verdict === "approved" ? "approved this round" : "requested revisions"}
          <span className="text-small text-ink-3">
            <When at={decidedAt} />
          </span>
          {replacedAt && <span className="text-small text-ink-3">changed later</span>}
        </p>
        {note && <p className="mt-1 whitespace-pre-line wrap-anywhere">{note}</p>}
        <p className="mt-1">
          <a className="inline-flex min-h-6 items-center" href={`/${face}/receipts/${receiptId}`}>
            See the receipt<span className="sr-only"> of {name}, {verdict === "approved" ? "approved" : "revisions"}{replacedAt ? ", changed later" : ""}</span>
          </a>
        </p>
      </li>
    ))}
  </ul>
);

/** Every round that was published, each readable at its own address. */
export const Rounds = ({ of, at }: { of: Jsonified<Review["rounds"]>; at: string }) => (
  <ul className="rows">
    {of.map(({ number, status, publishedAt, current }, index) => (
      <li key={number} className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {current ? (
          <strong>Round {number}, shown here</strong>
        ) : (
          <a className="inline-flex min-h-6 items-center" href={index === 0 ? at : `${at}/rounds/${number}`}>
            Round {number}
          </a>
        )}
        <DeliverableBadge status={status} />
        {publishedAt && (
          <span className="text-small text-ink-3">
            Sent <Day at={publishedAt} />
          </span>
        )}
        {index + 1 < of.length && (
          <a className="inline-flex min-h-6 items-center text-small" href={`${at}/compare?from=${of[index + 1]!.number}&to=${number}`}>
            Compare with round {of[index + 1]!.number}
            <span className="sr-only">, round {number}</span>
          </a>
        )}
      </li>
    ))}
  </ul>
);
