import type { ReactNode } from "react";
import type { SerializeFrom } from "@remix-run/node";
import { count, figure } from "#app/lib/words.ts";
import { Empty, PageTitle, Tabs } from "#app/ui/page.tsx";
import { SearchField } from "#app/ui/seek.tsx";
import { Pages } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";
import { CEILING, type Piece } from "./query.ts";
import type { resultsFor } from "./results.server.ts";

export type ResultsOf = SerializeFrom<ReturnType<typeof resultsFor>>;

/** The page of results on both faces. `hint` says what is looked through; `wayOn` leads on where nothing is found. */
export const Results = ({ of: { q, asked, objection, tabs, list, hits, more, pages }, action, label, hint, wayOn }: { of: ResultsOf; action: string; label: string; hint: string; wayOn: ReactNode }) => (
  <>
    <PageTitle>Search</PageTitle>
    <div className="mb-8 grid max-w-letter gap-2">
      <SearchField action={action} label={label} value={q} large />
      {asked && objection ? <p role="alert">{objection}</p> : <p className="hint">{hint}</p>}
    </div>
    {tabs.length > 0 && <Tabs label="Results by kind" tabs={tabs} />}
    {asked && !objection && (
      <>
        <h2 className="sr-only">{list ?? "Results"}</h2>
        {pages.total > 0 && (
          <p className="mb-5 text-small text-ink-2">
            {more ? `More than ${figure(CEILING)} results. The best ${figure(CEILING)} are listed; another word narrows them.` : `${count(pages.total, "result")}, the best first.`}
          </p>
        )}
        {hits.length > 0 ? (
          <ol className="rows max-w-letter">
            {hits.map((hit) => (
              <Found key={hit.key} of={hit} />
            ))}
          </ol>
        ) : (
          <Empty title={pages.total ? "No more results" : `Nothing matches “${q}”`} action={pages.total ? <a href={`${action}?${new URLSearchParams({ q })}`}>Show the first results</a> : wayOn}>
            {pages.total ? "This page lies beyond the last one." : "All words must be there; the last may be the beginning of one. Try fewer of them, or another spelling."}
          </Empty>
        )}
        <Pages of={pages} label="Pages of results" />
      </>
    )}
  </>
);

const Found = ({ of: { to, one, title, excerpt, project, client, at } }: { of: ResultsOf["hits"][number] }) => (
  <li>
    <p className="font-semibold wrap-anywhere">
      <a href={to}>
        <Marked pieces={title} />
      </a>
    </p>
    {excerpt.length > 0 && (
      <p className="mt-0.5 text-ink-2 wrap-anywhere">
        <Marked pieces={excerpt} />
      </p>
    )}
    <p className="mt-0.5 text-fine text-ink-3 wrap-anywhere">
      {[one, project, client].filter((words) => words !== null).join(" · ")} · <Day at={at} />
    </p>
  </li>
);

const Marked = ({ pieces }: { pieces: Piece[] }) => <>{pieces.map(({ text, marked }, at) => (marked ? <mark key={at}>{text}</mark> : text))}</>;
