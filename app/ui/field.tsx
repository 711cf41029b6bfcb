import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

/** One field as conform describes it: its names, its constraints, what stands in it, what is wrong with it. */
export interface FieldOf {
  key?: string;
  id: string;
  name: string;
  formId: string;
  errorId: string;
  errors?: string[];
  initialValue?: unknown;
  required?: boolean;
  minLength?: number;
  maxLength?: number;
  min?: string | number;
  max?: string | number;
  step?: string | number;
  pattern?: string;
}

/** What every control is given from its field; a hint and an error are read with it. */
const controlOf = ({ id, name, formId, errors, errorId, required, minLength, maxLength, min, max, step, pattern }: FieldOf, hint?: ReactNode) => ({
  id,
  name,
  form: formId,
  required,
  minLength,
  maxLength,
  min,
  max,
  step,
  pattern,
  "aria-invalid": errors ? true : undefined,
  "aria-describedby": [hint && `${id}-hint`, errors && errorId].filter(Boolean).join(" ") || undefined,
});
const textIn = ({ initialValue }: FieldOf) => (typeof initialValue === "string" || typeof initialValue === "number" ? String(initialValue) : "");

/** Label, hint, error, control, in that order. Optional fields say so; required ones need no mark. */
export const Field = ({ of, label, hint, children, optional }: { of: Pick<FieldOf, "id" | "errors" | "errorId">; label: ReactNode; hint?: ReactNode; children: ReactNode; optional?: boolean }) => (
  <div className={of.errors ? "field field-error" : "field"}>
    <label htmlFor={of.id}>
      {label}
      {optional && <Optional />}
    </label>
    <Hint of={of}>{hint}</Hint>
    <Wrong of={of} />
    {children}
  </div>
);

type InputExtra = { autoComplete?: string; inputMode?: "text" | "numeric" | "decimal" | "tel" | "email"; className?: string; autoFocus?: boolean };
type TextType = "text" | "email" | "password" | "tel" | "date" | "number" | "search" | "url";

/** A field with one line of text. `label`, then an optional `hint`; width suggests the answer by `className`; `suggestions` are offered, none is required. */
export const TextField = ({ of, label, hint, type = "text", optional, className = "", suggestions, ...extra }: { of: FieldOf; label: ReactNode; hint?: ReactNode; type?: TextType; optional?: boolean; suggestions?: string[] } & InputExtra) => (
  <Field of={of} label={label} hint={hint} optional={optional}>
    <input key={of.key} type={type} {...controlOf(of, hint)} defaultValue={type === "password" ? undefined : textIn(of)} {...extra} list={suggestions?.length ? `${of.id}-suggestions` : undefined} className={`input ${className}`} />
    {suggestions && suggestions.length > 0 && (
      <datalist id={`${of.id}-suggestions`}>
        {suggestions.map((suggestion) => (
          <option key={suggestion}>{suggestion}</option>
        ))}
      </datalist>
    )}
  </Field>
);

export function TextArea({ of, label, hint, rows = 4, optional, ...extra }: { of: FieldOf; label: ReactNode; hint?: ReactNode; rows?: number; optional?: boolean } & InputExtra) {
  const { min: _min, max: _max, step: _step, pattern: _pattern, ...control } = controlOf(of, hint);
  return (
    <Field of={of} label={label} hint={hint} optional={optional}>
      <textarea key={of.key} {...control} defaultValue={textIn(of)} {...extra} rows={rows} className="input" />
    </Field>
  );
}

export interface Option {
  value: string;
  label: string;
  /** What it stands under, where there are many; those of one group stand together. */
  group?: string;
}

export const Select = ({ of, label, hint, options, optional, className = "" }: { of: FieldOf; label: ReactNode; hint?: ReactNode; options: Option[]; optional?: boolean; className?: string }) => {
  const { id, name, form, required, "aria-invalid": invalid, "aria-describedby": describedBy } = controlOf(of, hint);
  const groups = [...new Set(options.map(({ group }) => group))];
  const listed = (all: Option[]) =>
    all.map(({ value, label: words }) => (
      <option key={value} value={value}>
        {words}
      </option>
    ));
  return (
    <Field of={of} label={label} hint={hint} optional={optional}>
      <select key={of.key} {...{ id, name, form, required }} aria-invalid={invalid} aria-describedby={describedBy} defaultValue={textIn(of)} className={`input ${className}`}>
        {groups.map((group) =>
          group === undefined ? (
            listed(options.filter((option) => option.group === undefined))
          ) : (
            <optgroup key={group} label={group}>
              {listed(options.filter((option) => option.group === group))}
            </optgroup>
          ),
        )}
      </select>
    </Field>
  );
};

/** A value the form carries along unseen. */
export const Hidden = ({ of, value }: { of: FieldOf; value?: string }) => <input key={of.key} type="hidden" name={of.name} form={of.formId} defaultValue={value ?? textIn(of)} />;

/** A field for files, under what stands there now. Stands last in its form, whose `limit` is the largest taken, in bytes. Never filled in again: browsers do not. */
export const FileField = ({ of, label, hint, several, optional, children }: { of: FieldOf; label: ReactNode; hint: ReactNode; several?: boolean; optional?: boolean; children?: ReactNode }) => (
  <Field of={of} label={label} hint={hint} optional={optional}>
    {children}
    <input type="file" id={of.id} name={of.name} form={of.formId} required={!optional} multiple={several} className="input" aria-invalid={of.errors ? true : undefined} aria-describedby={[`${of.id}-hint`, of.errors && of.errorId].filter(Boolean).join(" ")} />
  </Field>
);

/** One box to tick, its sentence under it. */
export const Choice = ({ of, label, hint }: { of: FieldOf; label: ReactNode; hint?: ReactNode }) => (
  <label className="choice">
    <input
      type="checkbox"
      id={of.id}
      name={of.name}
      form={of.formId}
      value="on"
      defaultChecked={of.initialValue === "on" || of.initialValue === true || of.initialValue === "true"}
      aria-invalid={of.errors ? true : undefined}
      aria-describedby={of.errors ? of.errorId : undefined}
    />
    <span>{label}</span>
    {hint && <span className="hint">{hint}</span>}
    <Wrong of={of} className="col-start-2" />
  </label>
);

/** One of several, or several of them, each a line: radio buttons, or boxes where `several`. */
export const Choices = ({ of, label, hint, options, several, optional }: { of: FieldOf; label: ReactNode; hint?: ReactNode; options: { value: string; label: ReactNode; hint?: ReactNode }[]; several?: boolean; optional?: boolean }) => {
  const chosen = ([] as unknown[]).concat(of.initialValue ?? []);
  return (
    <fieldset className={of.errors ? "field field-error" : "field"} id={of.id} tabIndex={-1} aria-describedby={[hint && `${of.id}-hint`, of.errors && of.errorId].filter(Boolean).join(" ") || undefined}>
      <legend>
        {label}
        {optional && <Optional />}
      </legend>
      <Hint of={of}>{hint}</Hint>
      <Wrong of={of} />
      <div>
        {options.map(({ value, label: words, hint: about }) => (
          <label key={value} className="choice">
            <input type={several ? "checkbox" : "radio"} name={of.name} form={of.formId} value={value} defaultChecked={chosen.includes(value)} required={several ? undefined : of.required} />
            <span>{words}</span>
            {about && <span className="hint">{about}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  );
};

const Optional = () => <span className="font-normal text-ink-3"> (optional)</span>;

const Hint = ({ of, children }: { of: Pick<FieldOf, "id">; children: ReactNode }) =>
  children ? (
    <p className="hint" id={`${of.id}-hint`}>
      {children}
    </p>
  ) : null;

/** What is wrong with a field. Spans, since it also stands in a label. */
const Wrong = ({ of, className = "" }: { of: Pick<FieldOf, "errors" | "errorId">; className?: string }) =>
  of.errors ? (
    <span className={`error ${className}`.trim()} id={of.errorId}>
      <Icon name="alert" />
      <span>
        <span className="sr-only">Error: </span>
        {of.errors.join(" ")}
      </span>
    </span>
  ) : null;
