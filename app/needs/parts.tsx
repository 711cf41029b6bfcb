import { list, spelled } from "#app/lib/words.ts";
import { Icon } from "#app/ui/icon.tsx";
import type { ShownNeed } from "./shown.server.ts";

/** What waits for somebody, most urgent first. The first of them has the page's one primary button. */
export const Needs = ({ of }: { of: ShownNeed[] }) => (
  <ul className="rows">
    {of.map(({ key, label, title, to, why, verb, hurry, left, others, file }, index) => (
      <li key={key} className="grid gap-x-6 gap-y-2 sm:grid-cols-[6.5rem_minmax(0,1fr)_auto] sm:items-baseline">
        <p className="text-small text-ink-3">{label}</p>
        <div className="min-w-0">
          <h3 className="font-semibold wrap-anywhere">
            <a className="text-ink" href={to}>
              {title}
            </a>
          </h3>
          <p className="mt-0.5 text-small text-ink-2">
            {hurry && (
              <>
                <span className={`tone t-${hurry.tone}`}>
                  <Icon name={hurry.tone === "soon" ? "clock" : "alert"} />
                  {hurry.words}
                </span>
                {". "}
              </>
            )}
            {left && `${left}. `}
            {why}
          </p>
          {(others.length > 0 || file) && (
            <p className="flex flex-wrap items-center gap-x-3 text-small text-ink-3">
              {others.length > 0 && <span>{instead(others)}</span>}
              {file && (
                <a className="link noprint inline-flex min-h-6 items-center text-ink-3" href={file}>
                  Add to calendar<span className="sr-only">: {title}</span>
                </a>
              )}
            </p>
          )}
        </div>
        <p className="mt-1 sm:mt-0">
          <a className={index === 0 ? "btn btn-small btn-brand sm:min-w-36" : "btn btn-small sm:min-w-36"} href={to}>
            {verb}
            <span className="sr-only">: {title}</span>
          </a>
        </p>
      </li>
    ))}
  </ul>
);

/** "Luis Ortega or Bea Marsh can do this too." */
function instead(others: string[]) {
  const named = others.length > 3 ? [...others.slice(0, 2), `${spelled(others.length - 2)} others`] : others;
  return `${list(named).replace(/ and (?=[^,]*$)/, " or ")} can do this too.`;
}
