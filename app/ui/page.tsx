import { type ReactNode, useId } from "react";
import { Icon } from "./icon.tsx";

/** The title of a page, one opening sentence, and what can be done from here. */
export const PageTitle = ({ children, lead, actions }: { children: ReactNode; lead?: ReactNode; actions?: ReactNode }) => (
  <div className="page-title flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
    <div className="max-w-letter min-w-0">
      <h1 className="wrap-anywhere">{children}</h1>
      {lead && <p className="page-lead text-ink-2">{lead}</p>}
    </div>
    {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
  </div>
);

/** Where this page stands: links, then the page itself as text. */
export const Breadcrumb = ({ trail, here }: { trail: { to: string; label: string }[]; here: string }) => (
  <nav aria-label="Breadcrumb" className="noprint mb-2.5 text-small text-ink-3">
    <ol className="flex flex-wrap items-center gap-x-2">
      {trail.map(({ to, label }) => (
        <li key={to} className="flex min-w-0 items-center gap-x-2">
          <a className="inline-flex min-h-6 min-w-0 items-center wrap-anywhere text-ink-2" href={to}>
            {label}
          </a>
          <span aria-hidden="true">/</span>
        </li>
      ))}
      <li aria-current="page" className="min-w-0 wrap-anywhere">{here}</li>
    </ol>
  </nav>
);

/** The house layout: heading in the margin, matter in the column. */
export function Folio({ title, hint, children, id }: { title: string; hint?: ReactNode; children: ReactNode; id?: string }) {
  const made = useId();
  const heading = id ?? made;
  return (
    <section className="folio" aria-labelledby={heading}>
      <header>
        <h2 id={heading}>{title}</h2>
        {hint && <p className="hint mt-1">{hint}</p>}
      </header>
      <div>{children}</div>
    </section>
  );
}

/** What is absent, what will make it appear, and one way on. */
export const Empty = ({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) => (
  <div className="empty">
    <p className="font-semibold">{title}</p>
    {children && <p className="mt-1 text-ink-2">{children}</p>}
    {action && <p className="mt-4">{action}</p>}
  </div>
);

/** One sentence of result. Failures are alerts. */
export const Notice = ({ tone = "done", children }: { tone?: "done" | "stop" | "soon" | "move"; children: ReactNode }) => (
  <div className={`notice t-${tone} mb-6`} role={tone === "stop" ? "alert" : "status"}>
    <Icon name={tone === "done" ? "done" : tone === "stop" ? "refuse" : "info"} />
    <div>{children}</div>
  </div>
);

/** Tabs are links, each its own page. */
export const Tabs = ({ label, tabs }: { label: string; tabs: { to: string; label: string; count?: number | string; current: boolean }[] }) => (
  <nav className="tabs-nav" aria-label={label}>
    <ul className="tabs">
      {tabs.map(({ to, label: words, count, current }) => (
        <li key={to}>
          <a href={to} aria-current={current ? "page" : undefined}>
            {words}
            {count !== undefined && (
              <>
                {" "}
                <span className="count">{count}</span>
              </>
            )}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

/** Figures in cells, each under its own rule. */
export const Figures = ({ figures, className = "sm:grid-cols-3" }: { figures: { label: string; value: ReactNode }[]; className?: string }) => (
  <dl className={`cells figures ${className}`}>
    {figures.map(({ label, value }) => (
      <div key={label}>
        <dt className="figure-label text-ink-3">{label}</dt>
        <dd className="figure font-semibold">{value}</dd>
      </div>
    ))}
  </dl>
);

export const Avatar = ({ initials, you }: { initials: string; you?: boolean }) => (
  <span className={you ? "avatar avatar-you" : "avatar"} aria-hidden="true">
    {initials}
  </span>
);
