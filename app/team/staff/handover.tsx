import { figure, count } from "#app/lib/words.ts";
import { type FieldOf, type Option, Select } from "#app/ui/form.tsx";

/** One kind of what somebody leaves behind. */
export interface Left {
  kind: "projects" | "tasks" | "clients" | "tickets";
  label: string;
  things: { id: string; name: string; of: string }[];
}

/** How many things can be given one by one; the rest goes with its kind. */
const SHOWN = 100;

/** Who takes all of a kind, and below, who takes one of them instead. */
export const Handover = ({ of: { label, things }, field, each, colleagues }: { of: Left; field: FieldOf; each: FieldOf; colleagues: Option[] }) => {
  const chosen = ([] as unknown[]).concat(each.initialValue ?? []).map(String);
  const single = [{ value: "", label: "As above" }, { value: "nobody", label: "Nobody yet" }, ...colleagues];
  return (
    <div className="border-t border-rule pt-5">
      <Select of={field} label={`${label}: ${figure(things.length)}`} hint="Who takes them." options={[{ value: "", label: "Nobody yet" }, ...colleagues]} className="max-w-note" />
      <details className="mt-3" open={things.some(({ id }) => chosen.some((choice) => choice.startsWith(`${id}:`)))}>
        <summary className="inline-flex min-h-6 items-center">{things.length === 1 ? "Which one" : "Choose for each"}</summary>
        <ul className="mt-2 grid gap-3">
          {things.slice(0, SHOWN).map(({ id, name, of }) => (
            <li key={id} className="grid items-center gap-x-6 gap-y-1 border-t border-rule pt-3 sm:grid-cols-[minmax(0,1fr)_14rem]">
              <label htmlFor={`each-${id}`} className="wrap-anywhere">
                {name}
                {of && <span className="block text-fine text-ink-3">{of}</span>}
              </label>
              <select id={`each-${id}`} name={each.name} form={each.formId} defaultValue={chosen.find((choice) => choice.startsWith(`${id}:`)) ?? ""} className="input">
                {single.map(({ value, label: words }) => (
                  <option key={value} value={value && `${id}:${value}`}>
                    {words}
                  </option>
                ))}
              </select>
            </li>
          ))}
        </ul>
        {things.length > SHOWN && <p className="mt-3 text-ink-3">And {count(things.length - SHOWN, "more thing")}, which go to who is chosen above.</p>}
      </details>
    </div>
  );
};
