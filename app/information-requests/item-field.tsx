import { size } from "#app/lib/words.ts";
import { Button } from "#app/ui/form.tsx";
import { FileName } from "#app/ui/file.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { type Value, fieldOf } from "./answer.ts";
import type { Filling } from "./filling.server.ts";

export type Item = Filling["items"][number];
interface Drawn {
  item: Pick<Item, "id" | "label" | "help" | "type" | "options" | "loose" | "open">;
  value: Value;
  errors: string[] | null | undefined;
  /** On a page of its own the page's title is what it is called by. */
  isAlone?: boolean;
}

/** The field of an item has this id: its label and the summary of errors lead to it. */
export const idOf = (itemId: string) => `answers-${fieldOf(itemId)}`;
export const isGroup = ({ type }: Pick<Item, "type">) => type === "choice" || type === "choices";
export const takesFiles = ({ type }: Pick<Item, "type">) => type === "file" || type === "files";

const hints = { text: "", long_text: "", number: "A number, for example 12 or 12.5.", date: "", choice: "Choose one.", choices: "Choose all that apply.", file: "", files: "" };

/** The field of one item, by its type: hint, error, control. Its label is the heading above it. */
export function ItemField({ item, value, errors, isAlone }: Drawn) {
  const id = idOf(item.id);
  const hint = [item.help, item.help ? "" : hints[item.type]].filter(Boolean).join(" ");
  const described = [hint && `${id}-hint`, errors && `${id}-error`].filter(Boolean).join(" ") || undefined;
  const control = { id, name: fieldOf(item.id), "aria-describedby": described, "aria-invalid": errors ? true : undefined, "aria-label": isAlone ? item.label : undefined };
  const wrong = errors && (
    <span className="error" id={`${id}-error`}>
      <Icon name="alert" />
      <span>
        <span className="sr-only">Error: </span>
        {errors.join(" ")}
      </span>
    </span>
  );
  const said = hint && (
    <p className="hint whitespace-pre-line wrap-anywhere" id={`${id}-hint`}>
      {hint}
    </p>
  );
  const frame = errors ? "field field-error" : "field";
  if (isGroup(item))
    return (
      <fieldset className={frame} id={id} tabIndex={-1} aria-describedby={described}>
        <legend className="sr-only">{item.label}</legend>
        {said}
        {wrong}
        <div>
          {item.options.map((option) => (
            <label key={option} className="choice">
              <input type={item.type === "choices" ? "checkbox" : "radio"} name={control.name} value={option} defaultChecked={[value].flat().includes(option)} />
              <span className="wrap-anywhere">{option}</span>
            </label>
          ))}
        </div>
      </fieldset>
    );
  if (takesFiles(item))
    return (
      <div className={frame} id={id} tabIndex={-1}>
        {said}
        {wrong}
        {item.loose.length > 0 && <LooseFiles of={item.loose} />}
        <div>
          <Button small {...item.open}>
            <Icon name="clip" />
            {item.loose.length ? (item.type === "files" ? "Add or remove files" : "Change the file") : item.type === "files" ? "Add files" : "Add a file"}
            <span className="sr-only"> for {item.label}</span>
          </Button>
        </div>
      </div>
    );
  const text = String(value);
  return (
    <div className={frame}>
      {said}
      {wrong}
      {item.type === "long_text" ? (
        <textarea {...control} className="input" rows={4} maxLength={20_000} defaultValue={text} />
      ) : item.type === "date" ? (
        <input {...control} className="input max-w-56" type="date" defaultValue={text} />
      ) : (
        <input {...control} className={`input${item.type === "number" ? " max-w-56" : ""}`} type="text" inputMode={item.type === "number" ? "decimal" : undefined} maxLength={item.type === "text" ? 500 : 30} defaultValue={text} />
      )}
    </div>
  );
}

/** Files that were uploaded and not yet submitted. */
const LooseFiles = ({ of: files }: { of: Item["loose"] }) => (
  <ul className="mb-3 grid gap-2">
    {files.map(({ id, name, size: bytes, byName }) => (
      <li key={id}>
        <FileName name={name}>
          <span className="block text-small text-ink-3">
            {size(bytes)}, added by {byName}, not sent yet
          </span>
        </FileName>
      </li>
    ))}
  </ul>
);
