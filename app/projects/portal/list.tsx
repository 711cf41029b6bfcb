import { useLoaderData } from "@remix-run/react";
import { documentCounts } from "#app/documents/documents.server.ts";
import { pageOf, sliceFrom } from "#app/lib/pages.ts";
import { count } from "#app/lib/words.ts";
import { asContact } from "#app/portal/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { FilterChoice, FilterField } from "#app/ui/filters.tsx";
import { Empty, PageTitle } from "#app/ui/page.tsx";
import { Pages } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";
import { portalProjectsAsked, portalSorts, portalStates } from "../asked.ts";
import { projects } from "../projects.server.ts";

export const meta = titled("Projects");

/** So many projects are seen at a glance, and need no narrowing. */
const FEW = 6;

export const loader = asContact(({ contact, request }) => {
  const url = new URL(request.url);
  const { asked, filter, order } = portalProjectsAsked(url);
  const slice = sliceFrom(url, 24);
  const found = projects(contact).page(slice, filter, order);
  const total = projects(contact).count(filter);
  const counts = documentCounts(contact, found.map(({ id }) => id));
  return {
    projects: found.map(({ id, name, summary, stage, finishedAt, lastActivityAt }) => ({ id, name, summary, stage: finishedAt ? "Finished" : stage, at: finishedAt ?? lastActivityAt, documents: counts[id] ?? 0 })),
    pages: pageOf(url, slice, total),
    asked,
    isNarrowed: Boolean(filter.search || filter.state),
    isLong: total > FEW || url.search !== "",
  };
});

export default function Projects() {
  const { projects, pages, asked, isNarrowed, isLong } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle lead="Everything we are making together, newest activity first.">Projects</PageTitle>
      {isLong && (
        <search>
          <form className="mb-8 grid gap-4 sm:grid-cols-2 sm:items-end lg:grid-cols-[minmax(0,1fr)_12rem_12rem_auto]" aria-label="Projects" action="/portal/projects">
            <FilterField name="search" label="Name" value={asked.search} />
            <FilterChoice name="state" label="Show" value={asked.state} options={portalStates} />
            <FilterChoice name="sort" label="Order" value={asked.sort} options={portalSorts} />
            <div>
              <button className="btn">Show projects</button>
            </div>
          </form>
        </search>
      )}
      {projects.length === 0 && isNarrowed && (
        <Empty title="No project matches" action={<a href="/portal/projects">Show all projects</a>}>
          Try part of its name.
        </Empty>
      )}
      {projects.length === 0 && !isNarrowed && <Empty title="No projects yet">As soon as we begin work for you, it stands here.</Empty>}
      <ul className="cells sm:grid-cols-2 lg:grid-cols-3">
        {projects.map(({ id, name, summary, stage, at, documents }) => (
          <li key={id} className="card sm:min-h-48">
            <h2 className="wrap-anywhere">
              <a href={`/portal/projects/${id}`}>{name}</a>
            </h2>
            <p className="text-small text-ink-2">{summary}</p>
            <p className="mt-auto flex flex-wrap justify-between gap-x-4 pt-4 text-fine text-ink-3">
              <span className="num first-letter:uppercase">{count(documents, "document")}</span>
              <span>
                {stage && `${stage}, `}
                <Day at={at} />
              </span>
            </p>
          </li>
        ))}
      </ul>
      <Pages of={pages} label="Pages of projects" />
    </>
  );
}
