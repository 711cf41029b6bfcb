import { Icon } from "#app/ui/icon.tsx";
import type { FieldOf } from "#app/ui/field.tsx";
import { lineNetTyped } from "../typed.ts";
import { Amount, type Intents, type LinesField, type TaxChoice } from "./writing.tsx";

const heads = ["Description", "Quantity", "Unit", "Price", "Discount", "Tax", "Amount"] as const;
const widths: Record<string, string> = { Quantity: "n sm:w-24", Unit: "sm:w-20", Price: "n sm:w-28", Discount: "n sm:w-20", Tax: "sm:w-32", Amount: "n sm:w-28" };

/** What is billed, a table of fields: one line each, with what it comes to. */
export function Lines({ of, action, intents, taxes, currency, locale }: { of: LinesField; action: string; intents: Intents; taxes: TaxChoice[]; currency: string; locale: string }) {
  const all = of.getFieldList();
  if (all.length === 0) return <p className="border-t border-line py-3 text-ink-2">No lines yet.</p>;
  return (
    <table className="ledger stack lines" role="table">
      <caption className="sr-only">Invoice lines</caption>
      <thead role="rowgroup">
        <tr role="row">
          {heads.map((head) => (
            <th key={head} scope="col" role="columnheader" className={widths[head]}>
              {head === "Price" ? `Price, ${currency}` : head}
            </th>
          ))}
          <th scope="col" role="columnheader" className="sm:w-36">
            <span className="sr-only">Move or remove</span>
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {all.map((line, index) => {
          const { id, description, quantity, unit, price, discount, taxId } = line.getFieldset();
          const name = (field: string) => `Line ${index + 1}, ${field}`;
          return (
            <tr role="row" key={line.key ?? index}>
              <td role="cell" data-label="Description">
                <input key={id.key} type="hidden" name={id.name} form={id.formId} defaultValue={textIn(id)} />
                <Box of={description} label={name("description")} fresh={!textIn(id) && !textIn(description)} />
              </td>
              <td role="cell" data-label="Quantity">
                <Box of={quantity} label={name("quantity")} figure />
              </td>
              <td role="cell" data-label="Unit">
                <Box of={unit} label={name("unit")} />
              </td>
              <td role="cell" data-label={`Price, ${currency}`}>
                <Box of={price} label={name(`price in ${currency}`)} figure />
              </td>
              <td role="cell" data-label="Discount">
                <Box of={discount} label={name("discount, an amount or a share")} figure />
              </td>
              <td role="cell" data-label="Tax">
                <select key={taxId.key} id={taxId.id} name={taxId.name} form={taxId.formId} defaultValue={textIn(taxId)} className="input" aria-label={name("tax")}>
                  <option value="">None</option>
                  {taxes.map((tax) => (
                    <option key={tax.id} value={tax.id}>
                      {tax.label}
                    </option>
                  ))}
                </select>
              </td>
              <td role="cell" className="n" data-label="Amount">
                <Amount of={lineNetTyped(line.value as never, currency, locale)} currency={currency} locale={locale} />
              </td>
              <td role="cell" className="n">
                <span className="flex gap-1 sm:justify-end">
                  {[index - 1, index + 1].map(
                    (to) =>
                      all[to] && (
                        <button key={to} className="btn btn-small px-2!" formAction={`${action}#lines`} {...intents.reorder.getButtonProps({ name: of.name, from: index, to })}>
                          <span className="sr-only">{`Move line ${index + 1} ${to < index ? "up" : "down"}`}</span>
                          <span aria-hidden="true">{to < index ? "↑" : "↓"}</span>
                        </button>
                      ),
                  )}
                  <button className="btn btn-small" formAction={`${action}#lines`} {...intents.remove.getButtonProps({ name: of.name, index })}>
                    Remove<span className="sr-only"> line {index + 1}</span>
                  </button>
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const textIn = ({ initialValue }: Pick<FieldOf, "initialValue">) => (typeof initialValue === "string" ? initialValue : "");

/** A field of a cell: its label is heard, its error stands under it. A fresh line's is where one goes on writing. */
export const Box = ({ of, label, figure, fresh, className = "" }: { of: FieldOf; label: string; figure?: boolean; fresh?: boolean; className?: string }) => (
  <>
    <input
      key={of.key}
      id={of.id}
      name={of.name}
      form={of.formId}
      maxLength={of.maxLength}
      defaultValue={textIn(of)}
      className={`input ${figure ? "num" : ""} ${className}`}
      inputMode={figure ? "decimal" : undefined}
      aria-label={label}
      aria-invalid={of.errors ? true : undefined}
      aria-describedby={of.errors ? of.errorId : undefined}
      autoComplete="off"
      autoFocus={fresh}
    />
    {of.errors && (
      <span className="error mt-1" id={of.errorId}>
        <Icon name="alert" />
        <span>{of.errors.join(" ")}</span>
      </span>
    )}
  </>
);
