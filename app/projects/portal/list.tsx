import { useLoaderData } from "@remix-run/react";
import { documentCounts } from "#app/documents/documents.server.ts";
import { pageOf, sliceFrom } from "#app/lib/pages.ts";
import { count } from "#app/lib/words.ts";
import { asContact } from "#app/portal/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Empty, PageTitle } from "#app/ui/page.tsx";
import { Pages } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";
import { projects } from "../projects.server.ts";

export const meta = titled("Projects");

export const loader = asContact(({ contact, request }) => {
  const url = new URL(request.url);
  const slice = sliceFrom(url, 24);
  const found = projects(contact).page(slice);
  const counts = documentCounts(contact, found.map(({ id }) => id));
  return {
    projects: found.map(({ id, name, summary, stage, finishedAt, lastActivityAt }) => ({ id, name, summary, stage: finishedAt ? "Finished" : stage, at: finishedAt ?? lastActivityAt, documents: counts[id] ?? 0 })),
    pages: pageOf(url, slice, projects(contact).count()),
  };
});

export default function Projects() {
  const { projects, pages } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle lead="Everything we are making together, newest activity first.">Projects</PageTitle>
      {projects.length === 0 && <Empty title="No projects yet">As soon as we begin work for you, it stands here.</Empty>}
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
