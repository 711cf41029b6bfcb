import { useLoaderData } from "@remix-run/react";
import { pageOf, sliceFrom } from "#app/lib/pages.ts";
import { asContact } from "#app/portal/door.server.ts";
import { projects } from "#app/projects/projects.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { FilterChoice, FilterField } from "#app/ui/filters.tsx";
import { Empty, PageTitle } from "#app/ui/page.tsx";
import { type Column, Pages, Table } from "#app/ui/table.tsx";
import { documentsFrom } from "../asked.ts";
import { orders } from "../document.ts";
import { documents } from "../documents.server.ts";
import { labelsOf } from "../labels.server.ts";
import { zipPath } from "../links.server.ts";
import { type DocumentRow, ZipLink, downloadColumn, nameColumn, sizeColumn, uploadedColumn } from "../parts.tsx";

export const meta = titled("Documents");

/** More projects than fit a choice: the newest of them; the others by the file's name. */
const CHOICES = 200;

export const loader = asContact(({ contact, request }) => {
  const url = new URL(request.url);
  const asked = { ...documentsFrom(url), projectId: url.searchParams.get("project") ?? "" };
  const slice = sliceFrom(url);
  const mine = documents(contact);
  return {
    asked,
    isNarrowed: Boolean(asked.name || asked.projectId || asked.label),
    documents: mine.page(slice, asked, asked.order).map(({ sharedAt: _, ...row }) => row),
    // By a part of a name nothing is gathered: what comes is what a project or a label holds.
    zip: asked.name ? null : zipPath("portal", asked),
    pages: pageOf(url, slice, mine.count(asked)),
    labels: labelsOf(contact).map(({ label }) => ({ value: label, label })),
    projects: projects(contact).page({ limit: CHOICES, offset: 0 }).map(({ id, name }) => ({ value: id, label: name })),
  };
});

const project: Column<DocumentRow & { projectId: string; projectName: string }> = { head: "Project", cell: ({ projectId, projectName }) => <a href={`/portal/projects/${projectId}`}>{projectName}</a> };
const columns = [nameColumn("portal"), project, sizeColumn, uploadedColumn, downloadColumn("portal")];

export default function Documents() {
  const { asked, isNarrowed, documents, zip, pages, labels, projects } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle lead="Every file we have shared with you, across all projects." actions={zip && documents.length > 0 && <ZipLink to={zip} />}>
        Documents
      </PageTitle>
      <search>
        <form className="mb-8 grid gap-4 sm:grid-cols-2 sm:items-end lg:grid-cols-[minmax(0,1fr)_minmax(0,13rem)_minmax(0,11rem)_minmax(0,10rem)_auto]" aria-label="Documents" action="/portal/documents">
          <FilterField name="q" label="File name" value={asked.name} />
          <FilterChoice name="project" label="Project" value={asked.projectId} options={[{ value: "", label: "All projects" }, ...projects]} />
          {labels.length > 0 && <FilterChoice name="label" label="Label" value={asked.label} options={[{ value: "", label: "All labels" }, ...labels]} />}
          <FilterChoice name="order" label="Order" value={asked.order} options={Object.entries(orders).map(([value, label]) => ({ value, label }))} />
          <div className="lg:col-start-5">
            <button className="btn">Show files</button>
          </div>
        </form>
      </search>
      {documents.length > 0 ? (
        <Table caption={isNarrowed ? "Shared documents that match" : "All shared documents"} columns={columns} rows={documents} rowKey={({ id }) => id} mid />
      ) : isNarrowed ? (
        <Empty title="No file matches" action={<a href="/portal/documents">Show all files</a>}>
          Try part of its name, another label, or another project.
        </Empty>
      ) : (
        <Empty title="No documents yet">As soon as we share a file with you, it stands here.</Empty>
      )}
      <Pages of={pages} label="Pages of documents" />
      {documents.length > 0 && <p className="mt-8 max-w-letter text-small text-ink-3">Each download link is made for you and stops working after five minutes. If one has gone stale, come back here and press Download again.</p>}
    </>
  );
}
