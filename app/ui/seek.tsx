import { useId } from "react";
import { Icon } from "./icon.tsx";

/** A field that looks for something: a GET form, so that what is found has an address. `shortcut` is a letter that leads here, with Control or Command. */
export function SearchField({ action, label, value, shortcut, large }: { action: string; label: string; value?: string; shortcut?: string; large?: boolean }) {
  const id = useId();
  return (
    <search>
      <form action={action} aria-label={label}>
        <label htmlFor={id} className={large ? "label mb-1.5 block" : "sr-only"}>
          {label}
        </label>
        <div className="seek">
          <input id={id} name="q" type="search" className="input" defaultValue={value} placeholder={large ? undefined : "Search"} aria-keyshortcuts={shortcut && `Control+${shortcut} Meta+${shortcut}`} autoComplete="off" />
          <button>
            <Icon name="search" />
            <span className="sr-only">Search</span>
          </button>
        </div>
      </form>
    </search>
  );
}
