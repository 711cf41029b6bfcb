import { useLoaderData } from "@remix-run/react";
import { pageOf, sliceFrom } from "#app/lib/pages.ts";
import { asContact } from "#app/portal/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Empty, PageTitle } from "#app/ui/page.tsx";
import { Pages } from "#app/ui/table.tsx";
import { projects } from "../projects.server.ts";

export const meta = titled("Projects");

export const loader = asContact(({ contact, request }) => {
  const url = new URL(request.url);
  const slice = sliceFrom(url, 24);
  return { projects: projects(contact).page(slice).map(({ id, name, summary }) => ({ id, name, summary })), pages: pageOf(url, slice, projects(contact).count()) };
});

export default function Projects() {
  const { projects, pages } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle lead="Everything we are making together, newest activity first.">Projects</PageTitle>
      {projects.length === 0 && <Empty title="No projects yet">As soon as we begin work for you, it stands here.</Empty>}
      <ul className="cells sm:grid-cols-2 lg:grid-cols-3">
        {projects.map(({ id, name, summary }) => (
          <li key={id} className="card sm:min-h-48">
            <h2>
              <a href={`/portal/projects/${id}`}>{name}</a>
            </h2>
            <p className="text-small text-ink-2">{summary}</p>
          </li>
        ))}
      </ul>
      <Pages of={pages} label="Pages of projects" />
    </>
  );
}
