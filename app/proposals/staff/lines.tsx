import { money } from "#app/lib/money.ts";
import { Choice, Hidden, TextField } from "#app/ui/field.tsx";
import { lineTotalTyped } from "../typed.ts";
import { AddRow, type FieldsOf, type Intents, RowButtons } from "./rows.tsx";

/** What is offered at a price, line by line, each with what it comes to. */
export function Lines({ of, action, intents, currency, locale }: { of: FieldsOf<"lines">; action: string; intents: Intents; currency: string; locale: string }) {
  const all = of.getFieldList();
  const place = { of, action, intents, at: "lines" };
  return (
    <div className="grid gap-5">
      {all.map((line, index) => {
        const { id, description, quantity, unit, price, optional } = line.getFieldset();
        const total = lineTotalTyped(line.value as never, currency, locale);
        return (
          <fieldset key={line.key ?? index} className="grid gap-3 border-t border-rule pt-3 first:border-0 first:pt-0">
            <legend className="sr-only">Line {index + 1}</legend>
            <Hidden of={id} />
            <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_5rem_6rem_8rem_7rem] sm:items-end">
              <TextField of={description} label={<>Description<span className="sr-only"> of line {index + 1}</span></>} />
              <TextField of={quantity} label="Quantity" inputMode="decimal" className="num" />
              <TextField of={unit} label="Unit" />
              <TextField of={price} label={`Price, ${currency}`} inputMode="decimal" className="num" />
              <p className="num pb-1.5 sm:text-right">
                <span className="sr-only">Comes to </span>
                <Amount of={total} currency={currency} locale={locale} />
              </p>
            </div>
            <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
              <Choice of={optional} label="Optional: the client chooses" />
              <RowButtons {...place} index={index} count={all.length} what={`line ${index + 1}`} />
            </div>
          </fieldset>
        );
      })}
      <div>
        <AddRow {...place} row={{ quantity: "1" }}>
          {all.length ? "Add another line" : "Add a line"}
        </AddRow>
      </div>
    </div>
  );
}

/** An amount that follows what is typed. Browsers may space money differently than the server did: what stood there is kept until it changes. */
export const Amount = ({ of: minor, currency, locale }: { of: number | null; currency: string; locale: string }) =>
  minor === null ? <span className="text-ink-3">–</span> : <span suppressHydrationWarning>{money(minor, currency, locale)}</span>;
