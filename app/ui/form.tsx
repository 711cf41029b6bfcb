import { getFormProps, useForm } from "@conform-to/react";
import { Form as RemixForm, useNavigation } from "@remix-run/react";
import { type ReactNode, useEffect, useRef } from "react";
import type { FormAnswer, FormGiven } from "#app/lib/form.server.ts";
import { Icon } from "./icon.tsx";

/**
 * The form a loader gave and what an action answered, joined. The browser's own checks stay on where JavaScript never
 * comes. `Shape` is the form's input: `useFormOf<z.input<typeof CommentForm>>(…)`, by `import type`.
 */
export function useFormOf<Shape extends Record<string, unknown>>(given: FormGiven, answer: unknown) {
  const handedBack = answer && typeof answer === "object" && "initialValue" in answer ? (answer as FormAnswer) : undefined;
  const [form, fields] = useForm<Shape>({
    id: given.id,
    lastResult: handedBack,
    defaultValue: given.values as never,
    constraint: given.constraint as never,
    defaultNoValidate: false,
    shouldRevalidate: "onSubmit",
  });
  const { id, errors, allErrors } = form;
  return [{ id, errors, allErrors, given, handedBack: handedBack !== undefined, props: getFormProps(form) } as FormOf, fields] as const;
}

export interface FormOf {
  id: string;
  errors?: string[];
  allErrors: Record<string, string[]>;
  given: FormGiven;
  handedBack: boolean;
  props: object;
}

/** One field as conform describes it: its names, its constraints, what stands in it, what is wrong with it. */
interface FieldOf {
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

/** A form with its key, its error summary and, where something was kept, a word about it. Posts to its own address. */
export function Form({ of, children, className = "grid gap-5", summary = true, refused, limit }: { of: FormOf; children: ReactNode; className?: string; summary?: boolean; refused?: string; limit?: number }) {
  const self = useEmptiedWhenDone(of);
  // With files the browser sends it, or app/ui/script.ts, which shows how far it is.
  const withFiles = limit === undefined ? {} : { encType: "multipart/form-data" as const, reloadDocument: true, "data-limit": limit };
  return (
    <RemixForm ref={self} method="post" action={of.given.action} {...of.props} {...withFiles} className={className}>
      {of.given.key && <input type="hidden" name="_key" value={of.given.key} />}
      {summary && <ErrorSummary of={of} refused={refused} />}
      {of.given.restored && <p className="notice t-move">You were signed out while you were writing. This is what you had typed; nothing was sent yet.</p>}
      {children}
    </RemixForm>
  );
}

/** Where JavaScript runs, the page stays after a form is sent: once it is done, it is emptied for the next. */
function useEmptiedWhenDone({ given, handedBack }: FormOf) {
  const self = useRef<HTMLFormElement>(null);
  const sent = useRef(false);
  const { state, formAction } = useNavigation();
  useEffect(() => {
    if (state === "submitting" && formAction === given.action) sent.current = true;
    if (state !== "idle" || !sent.current) return;
    sent.current = false;
    if (handedBack) return;
    document.title = document.title.replace(/^Error: /, "");
    self.current?.reset();
  }, [state, formAction, given.action, handedBack]);
  return self;
}

const counted = ["Nothing needs", "One thing needs", "Two things need", "Three things need", "Four things need", "Five things need"];

/** What went wrong, counted, each line a link to its field. Takes the focus, so that it is heard first. `refused` heads what no field is to blame for. */
export function ErrorSummary({ of, refused = "Nothing was recorded" }: { of: FormOf; refused?: string }) {
  const all = Object.entries(of.allErrors).flatMap(([name, errors]) => errors.map((error) => ({ name, error })));
  const box = useRef<HTMLDivElement>(null);
  const said = JSON.stringify(all);
  // Where the page stays and only the answer comes: the focus and the title, as the server gives them to a new page.
  useEffect(() => {
    if (!box.current) return;
    box.current.focus();
    if (!document.title.startsWith("Error: ")) document.title = `Error: ${document.title}`;
  }, [said]);
  if (all.length === 0) return null;
  return (
    <div className="errors" role="alert" aria-labelledby={`${of.id}-errors`} tabIndex={-1} autoFocus ref={box}>
      <h2 id={`${of.id}-errors`}>{of.errors?.length ? refused : `${counted[all.length] ?? `${all.length} things need`} fixing`}</h2>
      <ul className="mt-2 grid gap-1">
        {all.map(({ name, error }) => (
          <li key={`${name}${error}`}>{name ? <a href={`#${of.id}-${name}`}>{error}</a> : error}</li>
        ))}
      </ul>
    </div>
  );
}

/** Label, hint, error, control, in that order. Optional fields say so; required ones need no mark. */
export const Field = ({ of, label, hint, children, optional }: { of: Pick<FieldOf, "id" | "errors" | "errorId">; label: ReactNode; hint?: ReactNode; children: ReactNode; optional?: boolean }) => (
  <div className={of.errors ? "field field-error" : "field"}>
    <label htmlFor={of.id}>
      {label}
      {optional && <span className="font-normal text-ink-3"> (optional)</span>}
    </label>
    {hint && (
      <p className="hint" id={`${of.id}-hint`}>
        {hint}
      </p>
    )}
    {of.errors && (
      <p className="error" id={of.errorId}>
        <Icon name="alert" />
        <span>
          <span className="sr-only">Error: </span>
          {of.errors.join(" ")}
        </span>
      </p>
    )}
    {children}
  </div>
);

type InputExtra = { autoComplete?: string; inputMode?: "numeric" | "decimal" | "tel" | "email"; className?: string; autoFocus?: boolean };
type TextType = "text" | "email" | "password" | "tel" | "date" | "number" | "search" | "url";

/** A field with one line of text. `label`, then an optional `hint`; width suggests the answer by `className`. */
export const TextField = ({ of, label, hint, type = "text", optional, className = "", ...extra }: { of: FieldOf; label: ReactNode; hint?: ReactNode; type?: TextType; optional?: boolean } & InputExtra) => (
  <Field of={of} label={label} hint={hint} optional={optional}>
    <input key={of.key} type={type} {...controlOf(of, hint)} defaultValue={type === "password" ? undefined : textIn(of)} {...extra} className={`input ${className}`} />
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

export const Select = ({ of, label, hint, options, optional, className = "" }: { of: FieldOf; label: ReactNode; hint?: ReactNode; options: { value: string; label: string }[]; optional?: boolean; className?: string }) => {
  const { id, name, form, required, "aria-invalid": invalid, "aria-describedby": describedBy } = controlOf(of, hint);
  return (
    <Field of={of} label={label} hint={hint} optional={optional}>
      <select key={of.key} {...{ id, name, form, required }} aria-invalid={invalid} aria-describedby={describedBy} defaultValue={textIn(of)} className={`input ${className}`}>
        {options.map(({ value, label: words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </Field>
  );
};

/** A value the form carries along unseen. */
export const Hidden = ({ of, value }: { of: FieldOf; value?: string }) => <input key={of.key} type="hidden" name={of.name} form={of.formId} defaultValue={value ?? textIn(of)} />;

/** A field for files. Stands last in its form, whose `limit` is the largest taken, in bytes. Never filled in again: browsers do not. */
export const FileField = ({ of, label, hint, several }: { of: FieldOf; label: ReactNode; hint: ReactNode; several?: boolean }) => (
  <Field of={of} label={label} hint={hint}>
    <input type="file" id={of.id} name={of.name} form={of.formId} required multiple={several} className="input" aria-invalid={of.errors ? true : undefined} aria-describedby={[`${of.id}-hint`, of.errors && of.errorId].filter(Boolean).join(" ")} />
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
    {of.errors && (
      <span className="error col-start-2" id={of.errorId}>
        <Icon name="alert" />
        <span>
          <span className="sr-only">Error: </span>
          {of.errors.join(" ")}
        </span>
      </span>
    )}
  </label>
);

/** One of several, or several of them, each a line: radio buttons, or boxes where `several`. */
export const Choices = ({ of, label, hint, options, several, optional }: { of: FieldOf; label: ReactNode; hint?: ReactNode; options: { value: string; label: ReactNode; hint?: ReactNode }[]; several?: boolean; optional?: boolean }) => {
  const chosen = ([] as unknown[]).concat(of.initialValue ?? []);
  return (
    <fieldset className={of.errors ? "field field-error" : "field"} id={of.id} tabIndex={-1} aria-describedby={[hint && `${of.id}-hint`, of.errors && of.errorId].filter(Boolean).join(" ") || undefined}>
      <legend>
        {label}
        {optional && <span className="font-normal text-ink-3"> (optional)</span>}
      </legend>
      {hint && (
        <p className="hint" id={`${of.id}-hint`}>
          {hint}
        </p>
      )}
      {of.errors && (
        <p className="error" id={of.errorId}>
          <Icon name="alert" />
          <span>
            <span className="sr-only">Error: </span>
            {of.errors.join(" ")}
          </span>
        </p>
      )}
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

/** The button that sends its form. Where JavaScript runs it says that it is at work and takes no second press. */
export function Button({ children, kind = "plain", small, className = "", name, value }: { children: ReactNode; kind?: "brand" | "plain" | "stop"; small?: boolean; className?: string; name?: string; value?: string }) {
  const busy = useNavigation().state === "submitting";
  return (
    <button className={`btn${kind === "plain" ? "" : ` btn-${kind}`}${small ? " btn-small" : ""} ${className}`.trim()} name={name} value={value} aria-disabled={busy || undefined} onClick={busy ? (event) => event.preventDefault() : undefined}>
      {children}
    </button>
  );
}

/** A form that is one button: sharing, moving, ending. `given` comes from `blank(NoFields, …)`. */
export function ActionButton({ given, children, kind = "plain", small = true, fields }: { given: FormGiven; children: ReactNode; kind?: "brand" | "plain" | "stop"; small?: boolean; fields?: Record<string, string> }) {
  return (
    <RemixForm method="post" action={given.action}>
      <input type="hidden" name="_key" value={given.key} />
      {Object.entries(fields ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button kind={kind} small={small}>
        {children}
      </Button>
    </RemixForm>
  );
}
