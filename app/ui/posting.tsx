import { Form as RemixForm, useNavigation } from "@remix-run/react";
import { type ReactNode, useEffect, useRef, useSyncExternalStore } from "react";
import type { FormAnswer, FormGiven } from "#app/lib/form.server.ts";
import type { FieldOf } from "./field.tsx";

const never = () => () => {};

/**
 * As `useFormOf` of form.tsx, by its own means: for pages that carry much else, since the form library weighs 10 kB. Flat
 * fields only.
 */
export function usePlainFormOf<Shape extends Record<string, unknown>>(given: FormGiven, answer: unknown) {
  const handedBack = answer && typeof answer === "object" && "initialValue" in answer ? (answer as FormAnswer) : undefined;
  const error: Record<string, string[] | null> = handedBack?.error ?? {};
  // Where JavaScript runs, the server's sentences are read in place of the browser's own.
  const noValidate = useSyncExternalStore(never, () => true, () => false);
  const allErrors = Object.fromEntries(Object.entries(error).flatMap(([name, lines]) => (lines ? [[name, lines]] : [])));
  const fields = new Proxy({} as Record<keyof Shape & string, FieldOf>, {
    get: (_, name: string): FieldOf => ({
      id: `${given.id}-${name}`,
      name,
      formId: given.id,
      errorId: `${given.id}-${name}-error`,
      errors: allErrors[name],
      initialValue: (handedBack?.initialValue ?? given.values)[name],
      ...given.constraint[name],
    }),
  });
  return [{ id: given.id, errors: allErrors[""], allErrors, given, handedBack: handedBack !== undefined, props: { id: given.id, noValidate } } as FormOf, fields] as const;
}

export interface FormOf {
  id: string;
  errors?: string[];
  allErrors: Record<string, string[]>;
  given: FormGiven;
  handedBack: boolean;
  props: object;
}

/** A form with its key, its error summary and, where something was kept, a word about it. Posts to its own address. */
export function Form({ of, children, className = "grid gap-5", summary = true, refused, limit }: { of: FormOf; children: ReactNode; className?: string; summary?: boolean; refused?: string; limit?: number }) {
  const self = useEmptiedWhenDone(of);
  // With files the browser sends it, or app/ui/script.ts, which shows how far it is.
  const withFiles = limit === undefined ? {} : { encType: "multipart/form-data" as const, reloadDocument: true, "data-limit": limit };
  return (
    <RemixForm ref={self} method="post" action={of.given.action} {...of.props} {...withFiles} className={className}>
      {of.given.key && <input type="hidden" name="_key" value={of.given.key} />}
      {summary && <ErrorSummary of={of} refused={refused} />}
      {of.given.restored && <p className="notice t-move">This is what you had typed here before; nothing was sent yet.</p>}
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

/** The button that sends its form, to `formAction` where it has an address of its own. Where JavaScript runs it says that it is at work and takes no second press. */
export function Button({ children, kind = "plain", small, className = "", ...sends }: { children: ReactNode; kind?: "brand" | "plain" | "stop"; small?: boolean; className?: string; name?: string; value?: string; formAction?: string }) {
  const busy = useNavigation().state === "submitting";
  return (
    <button className={`btn${kind === "plain" ? "" : ` btn-${kind}`}${small ? " btn-small" : ""} ${className}`.trim()} {...sends} aria-disabled={busy || undefined} onClick={busy ? (event) => event.preventDefault() : undefined}>
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
