import { longDay } from "#app/lib/dates.ts";
import { BadgeOf } from "#app/ui/badge.tsx";
import { ItemField } from "../item-field.tsx";
import { itemBadge } from "../request.ts";
import type { ItemRow } from "../requests.server.ts";

type Item = Pick<ItemRow, "id" | "label" | "help" | "type" | "options" | "required" | "dueOn">;
const nowhere = { loose: [], open: { formAction: "", name: "", value: "" } };

/** A request as the client will find it: its fields can be looked at, not filled in. */
export const Preview = ({ title, intro, facts, items }: { title: string; intro: string; facts: string[]; items: Item[] }) => (
  <section aria-label="As the client will read it" className="border border-line p-5 sm:p-8">
    <h2 className="wrap-anywhere">{title}</h2>
    {facts.length > 0 && <p className="mt-1 text-small text-ink-3 wrap-anywhere">{facts.join(", ")}</p>}
    {intro && <p className="mt-4 whitespace-pre-line wrap-anywhere">{intro}</p>}
    {items.length === 0 && <p className="mt-4 text-ink-3">There are no items yet.</p>}
    <fieldset disabled className="min-w-0">
      <legend className="sr-only">Fields, not to be filled in here</legend>
      <ol className="mt-6">
        {items.map((item, index) => (
          <li key={item.id} className="border-t border-rule py-6">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
              <h3 className="min-w-0 text-base font-semibold wrap-anywhere">
                <span className="num mr-2 font-normal text-ink-3">{index + 1}</span>
                {item.label}
                {!item.required && <span className="font-normal text-ink-3"> (optional)</span>}
              </h3>
              <BadgeOf of={itemBadge.pending} />
            </div>
            {item.dueOn && (
              <p className="mt-1 text-small text-ink-3 sm:ml-6">
                Needed by <time dateTime={item.dueOn}>{longDay(item.dueOn)}</time>
              </p>
            )}
            <div className="mt-3 sm:ml-6">
              <ItemField item={{ ...item, ...nowhere }} value="" errors={null} isAlone />
            </div>
          </li>
        ))}
      </ol>
    </fieldset>
  </section>
);
