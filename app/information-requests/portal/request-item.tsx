import { BadgeOf } from "#app/ui/badge.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Day, When } from "#app/ui/when.tsx";
import { type Value, seenOf, valueIn } from "../answer.ts";
import { AnswerShown, DueBy } from "../parts.tsx";
import { itemBadge } from "../request.ts";
import { type Item, ItemField, idOf, isGroup, takesFiles } from "../item-field.tsx";
import type { Standing } from "./standing.ts";

export const fileAt = (id: string) => `/portal/request-files/${id}`;

/** One item of a request: what is asked, how it stands, and its field where it may be answered. */
export function RequestItem({ item, standing: { value, isOpen, clashes, mark }, errors, path }: { item: Item; standing: Standing; errors?: string[] | null; path: string }) {
  const { id, place, label, status, latest, draft, due } = item;
  const isLabelled = isOpen && !isGroup(item) && !takesFiles(item);
  return (
    <li id={`item-${place}`} className="border-t border-rule py-6 first:border-t-0 first:pt-1">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="min-w-0 text-base font-semibold wrap-anywhere">
          <span className="num mr-2 font-normal text-ink-3">{place}</span>
          {isLabelled ? <label htmlFor={idOf(id)}>{label}</label> : label}
          {isOpen && !item.required && <span className="font-normal text-ink-3"> (optional)</span>}
        </h3>
        <BadgeOf of={itemBadge[status]} />
      </div>
      {due && (
        <p className="mt-1 text-small text-ink-3 sm:ml-6">
          <DueBy of={due} />
        </p>
      )}
      {status === "rejected" && latest && <Returned latest={latest} />}
      {clashes && <Clash item={item} value={value} />}
      <div className="mt-3 sm:ml-6">
        {isOpen ? (
          <>
            <input type="hidden" name={seenOf(id)} value={mark} />
            <ItemField item={item} value={value} errors={errors} />
            {draft && !clashes && (
              <p className="mt-2 text-small text-ink-3">
                Saved by {draft.by === "You" ? "you" : draft.by}, <When at={draft.at} />. Not sent yet.
              </p>
            )}
            <p className="noprint mt-3 flex flex-wrap gap-x-5 gap-y-1 text-small">
              {(!takesFiles(item) || item.loose.length > 0) && <Quiet {...item.answer} says="Submit this answer" about={label} />}
              {status !== "submitted" && <Quiet {...item.open} says="We don’t have this" about={label} />}
            </p>
          </>
        ) : (
          <Settled item={item} path={path} typed={value} />
        )}
      </div>
    </li>
  );
}

/** A small button of the page's one form: it saves what was typed elsewhere, too. */
const Quiet = ({ says, about, ...sends }: { says: string; about: string; formAction: string; name: string; value: string }) => (
  <button className="btn-text" {...sends}>
    {says}
    <span className="sr-only">: {about}</span>
  </button>
);

export const Returned = ({ latest }: { latest: NonNullable<Item["latest"]> }) => (
  <div className="mt-3">
    <div className="notice t-late">
      <Icon name="back" />
      <div>
        <p className="font-semibold">{latest.reviewer} asks for another look</p>
        <p className="mt-0.5 text-small whitespace-pre-line wrap-anywhere">
          {latest.reason} <span className="text-ink-3">{latest.reviewedAt && <When at={latest.reviewedAt} />}</span>
        </p>
      </div>
    </div>
    <div className="mt-3 text-small sm:ml-6">
      <p className="text-ink-3">
        {latest.by} sent, <Day at={latest.at} />:
      </p>
      <AnswerShown of={latest.answer} note={latest.note} fileAt={fileAt} />
    </div>
  </div>
);

/** Two people answered one item: both answers, side by side. Theirs stays until somebody sends again, knowingly. */
const Clash = ({ item: { status, latest, draft, shown }, value }: { item: Item; value: Value }) => {
  const who = status === "submitted" && latest ? latest.by : (draft?.by ?? latest?.by ?? "Somebody else");
  const both = [
    [`${who} ${status === "submitted" ? "sent" : "saved"}`, valueIn(shown.answer), status === "submitted" && latest && !latest.answer ? `Not available. ${latest.note}` : ""],
    ["You typed", value, ""],
  ] as const;
  return (
    <div className="notice t-soon mt-3">
      <Icon name="info" />
      <div>
        <p className="font-semibold">Two of you answered this at once</p>
        <dl className="mt-2 grid gap-4 sm:grid-cols-2">
          {both.map(([said, words, otherwise]) => (
            <div key={said} className="min-w-0">
              <dt className="text-small text-ink-3">{said}</dt>
              <dd className="wrap-anywhere whitespace-pre-line">{otherwise || [words].flat().join("\n") || "Nothing"}</dd>
            </div>
          ))}
        </dl>
        <p className="mt-2 text-small">Your words are in the field. Send them again if they should stand, or change them first; to leave the other answer, empty the field.</p>
      </div>
    </div>
  );
};

function Settled({ item, path, typed }: { item: Item; path: string; typed: Value }) {
  const { id, status, latest, waivedWhy, label } = item;
  const words = [typed].flat().join("\n");
  return (
    <>
      {status === "waived" && <p className="text-ink-3">No longer needed. {waivedWhy}</p>}
      {latest && <AnswerShown of={latest.answer} note={latest.note} fileAt={fileAt} />}
      {!latest && status !== "waived" && <p className="text-ink-3">Not answered.</p>}
      {latest && (
        <p className="mt-1 text-small text-ink-3">
          {latest.by} sent this, <Day at={latest.at} />.{" "}
          {status === "submitted" && (
            <span className="noprint">
              You can <a href={`${path}/items/${id}`}>change it<span className="sr-only">: {label}</span></a> until we check it.
            </span>
          )}
        </p>
      )}
      {words && (
        <div className="field mt-3">
          <label htmlFor={`kept-${id}`}>What you typed, to copy</label>
          <textarea id={`kept-${id}`} className="input" rows={3} readOnly defaultValue={words} />
        </div>
      )}
    </>
  );
}

