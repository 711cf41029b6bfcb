import { type ReactNode, useId } from "react";

/** Narrowing a list: a GET form, its state in the URL. `reset` is where everything is shown again, when something is set; `sort` is kept. */
export const Filters = ({ label, reset, sort, children }: { label: string; reset: string | null; sort?: string | null; children: ReactNode }) => (
  <form className="filters" aria-label={label}>
    {sort && <input type="hidden" name="sort" value={sort} />}
    {children}
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <button className="btn">Filter</button>
      {reset && (
        <a className="inline-flex min-h-6 items-center" href={reset}>
          Show all
        </a>
      )}
    </div>
  </form>
);

export function FilterField({ name, label, value, type = "search" }: { name: string; label: string; value: string; type?: "search" | "date" }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} name={name} type={type} defaultValue={value} className="input" />
    </div>
  );
}

/** One of several; options that name the same `group` stand together under it, after those that name none. */
export function FilterChoice({ name, label, value, options }: { name: string; label: string; value: string; options: { value: string; label: string; group?: string }[] }) {
  const id = useId();
  const groups = [...new Set(options.map(({ group }) => group).filter((group) => group !== undefined))];
  const within = (wanted?: string) =>
    options
      .filter(({ group }) => group === wanted)
      .map(({ value: choice, label: words }) => (
        <option key={choice} value={choice}>
          {words}
        </option>
      ));
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} name={name} defaultValue={value} className="input">
        {within()}
        {groups.map((group) => (
          <optgroup key={group} label={group}>
            {within(group)}
          </optgroup>
        ))}
      </select>
    </div>
  );
}
