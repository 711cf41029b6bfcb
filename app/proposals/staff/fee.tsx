import type { FieldMetadata } from "@conform-to/react";
import { Choices, Hidden, Select, TextField } from "#app/ui/field.tsx";
import { feeModels, periods } from "../cost.ts";
import { totalsTyped } from "../typed.ts";
import { Amount } from "./lines.tsx";
import { AddRow, type Intents, RowButtons } from "./rows.tsx";
import type { Typed } from "./writing.tsx";

type Fields = { [K in keyof Required<Typed>]: FieldMetadata<Required<Typed>[K], Typed, string[]> };
interface Of {
  fields: Fields;
  action: string;
  intents: Intents;
  currency: string;
  locale: string;
}

const about = { fixed: "One price for all of it.", hourly: "Billed on time logged.", retainer: "The same each period.", milestone: "Paid in stages." };
const models = (Object.keys(feeModels) as (keyof typeof feeModels)[]).map((model) => ({ value: model, label: feeModels[model], hint: about[model] }));
const spans = Object.entries(periods).map(([value, label]) => ({ value, label: `Paid ${label.replace(/^a /, "each ")}` }));

/** The fee's model, what each needs, and what it all comes to. What the other models need is not shown where the browser can hide it, and never counts. */
export function Fee({ fields, action, intents, currency, locale, again }: Of & { again: object }) {
  return (
    <div className="fee grid max-w-letter gap-5">
      <Choices of={fields.model} label="Fee model" options={models} />
      <fieldset className="for-fixed grid gap-3 sm:grid-cols-2">
        <legend className="sr-only">Fixed Fee and Retainer</legend>
        <TextField of={fields.amount} label={`Fee, ${currency}`} hint="For a Fixed Fee, leave it empty where the lines above add up to it." inputMode="decimal" className="num max-w-48" />
        <div className="for-retainer">
          <Select of={fields.period} label="Retainer" hint="How often it is paid." options={spans} className="max-w-48" />
        </div>
      </fieldset>
      <fieldset className="for-hourly grid gap-3 sm:grid-cols-2">
        <legend className="sr-only">Hourly Rate</legend>
        <TextField of={fields.rate} label={`Rate an hour, ${currency}`} inputMode="decimal" className="num max-w-48" />
        <TextField of={fields.estimate} label="Estimate, in hours" inputMode="decimal" className="num max-w-48" />
      </fieldset>
      <Milestones of={fields.milestones} action={action} intents={intents} currency={currency} />
      <Totals {...{ fields, action, currency, locale }} again={again} />
    </div>
  );
}

function Milestones({ of, action, intents, currency }: { of: Fields["milestones"]; action: string; intents: Intents; currency: string }) {
  const all = of.getFieldList();
  const place = { of, action, intents, at: "fee" };
  return (
    <fieldset className="for-milestone grid gap-4">
      <legend className="sr-only">Milestones</legend>
      {all.map((milestone, index) => {
        const { id, name, amount, dueOn } = milestone.getFieldset();
        return (
          <div key={milestone.key ?? index} className="grid gap-3 border-t border-rule pt-3">
            <Hidden of={id} />
            <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_8rem_10rem] sm:items-end">
              <TextField of={name} label={`Milestone ${index + 1}`} />
              <TextField of={amount} label={`Amount, ${currency}`} inputMode="decimal" className="num" />
              <TextField of={dueOn} label="Due" type="date" optional />
            </div>
            <RowButtons {...place} index={index} count={all.length} what={`milestone ${index + 1}`} />
          </div>
        );
      })}
      <div>
        <AddRow {...place}>{all.length ? "Add another milestone" : "Add a milestone"}</AddRow>
      </div>
    </fieldset>
  );
}

function Totals({ fields, action, currency, locale, again }: Omit<Of, "intents"> & { again: object }) {
  const { least, most } = totalsTyped({ model: fields.model.value, amount: fields.amount.value, lines: fields.lines.value as never, milestones: fields.milestones.value as never }, currency, locale);
  const model = fields.model.value;
  const beside = model === "hourly" ? "Parts, beside the hours" : model === "retainer" ? "Parts, beside the retainer" : "Together";
  return (
    <div className="flex flex-wrap items-end justify-between gap-4 border-t border-rule pt-3" aria-live="polite">
      <dl className="facts">
        <div>
          <dt>{beside}</dt>
          <dd className="num font-semibold">
            <Amount of={least} currency={currency} locale={locale} />
          </dd>
        </div>
        {most !== least && (
          <div>
            <dt>With every optional line</dt>
            <dd className="num">
              <Amount of={most} currency={currency} locale={locale} />
            </dd>
          </div>
        )}
      </dl>
      <button className="btn btn-small" formAction={`${action}#fee`} {...again}>
        Update totals
      </button>
    </div>
  );
}
