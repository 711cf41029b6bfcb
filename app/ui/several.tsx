import { type ReactNode, useEffect, useRef, useState } from "react";

/** A box in a row that puts it among the several a form elsewhere on the page is for. */
export const Pick = ({ form, name, value, label }: { form: string; name: string; value: string; label: string }) => (
  <label className="pick">
    <input type="checkbox" form={form} name={name} value={value} />
    <span className="sr-only">{label}</span>
  </label>
);

/** One press for a whole page of boxes, and how many are ticked. Only where JavaScript runs: without it there is nothing to see. */
export function PickAll({ form, name }: { form: string; name: string }) {
  const self = useRef<HTMLInputElement>(null);
  const [picked, setPicked] = useState<number | null>(null);
  useEffect(() => {
    const boxes = () => [...document.querySelectorAll<HTMLInputElement>(`input[type=checkbox][name="${name}"][form="${form}"]`)];
    const count = () => {
      const [all, on] = [boxes(), boxes().filter(({ checked }) => checked).length];
      setPicked(on);
      if (self.current) Object.assign(self.current, { checked: on > 0 && on === all.length, indeterminate: on > 0 && on < all.length });
    };
    count();
    const changed = ({ target }: Event) => {
      if (target === self.current) for (const box of boxes()) box.checked = self.current!.checked;
      count();
    };
    document.addEventListener("change", changed);
    document.addEventListener("reset", count);
    return () => {
      document.removeEventListener("change", changed);
      document.removeEventListener("reset", count);
    };
  }, [form, name]);
  if (picked === null) return null;
  return (
    <label className="pick-all inline-flex min-h-9 items-center gap-2.5">
      <input ref={self} type="checkbox" />
      <span aria-live="polite">{picked ? `${picked} chosen` : "Choose all"}</span>
    </label>
  );
}

/** What can be done with the rows that are ticked, on one line. */
export const ForSeveral = ({ children }: { children: ReactNode }) => <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-3 text-small">{children}</div>;

/** What an answer complains of, in sentences. */
export const saidIn = (answer: unknown) => Object.values((answer as { error?: Record<string, string[] | null> | null } | undefined)?.error ?? {}).flatMap((lines) => lines ?? []);

/** Where a form for several rows ends that could not be done, without JavaScript: why, and the way back to the rows. */
export function Unchosen({ title, back, answer }: { title: string; back: string; answer: unknown }) {
  const said = saidIn(answer);
  return (
    <div className="max-w-letter">
      <h1>{title}</h1>
      {said.length > 0 && (
        <div className="errors mt-6" role="alert" tabIndex={-1} autoFocus>
          <h2>Nothing was recorded</h2>
          {said.map((sentence) => (
            <p key={sentence} className="mt-2">
              {sentence}
            </p>
          ))}
        </div>
      )}
      <p className="mt-6">
        <a className="btn" href={back}>
          Back to the list
        </a>
      </p>
    </div>
  );
}
