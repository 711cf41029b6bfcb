import { useLoaderData } from "@remix-run/react";
import { pageOf, sliceFrom } from "#app/lib/pages.ts";
import { asContact } from "#app/portal/door.server.ts";
import { projects } from "#app/projects/projects.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Empty } from "#app/ui/page.tsx";
import { Pages, Table } from "#app/ui/table.tsx";
import { documents } from "../documents.server.ts";
import { labelsOf } from "../labels.server.ts";
import { zipPath } from "../links.server.ts";
import { Labels, ZipLink, downloadColumn, nameColumn, sizeColumn, uploadedColumn } from "../parts.tsx";

export const loader = asContact(({ contact, request, params }) => {
  const { id: projectId, name } = projects(contact).find(params.id!);
  const url = new URL(request.url);
  const slice = sliceFrom(url);
  const asked = { projectId, label: url.searchParams.get("label") ?? "" };
  const mine = documents(contact);
  return {
    project: name,
    here: `/portal/projects/${projectId}`,
    label: asked.label,
    zip: zipPath("portal", asked),
    labels: labelsOf(contact, projectId),
    total: mine.count({ projectId }),
    documents: mine.page(slice, asked).map(({ sharedAt: _, ...row }) => row),
    pages: pageOf(url, slice, mine.count(asked)),
  };
});

export const meta = titled<{ project: string }>(({ project }) => `${project}: documents`);

const columns = [nameColumn("portal"), sizeColumn, uploadedColumn, downloadColumn("portal")];

export default function Documents() {
  const { project, here, label, labels, zip, total, documents, pages } = useLoaderData<typeof loader>();
  return (
    <div className="mb-16">
      <h2 className="sr-only">Documents</h2>
      {documents.length > 0 && (
        <div className="mb-5 flex flex-wrap items-center justify-between gap-x-8 gap-y-3">
          <Labels labels={labels} chosen={label} here={here} total={total} />
          <ZipLink to={zip} label={label} />
        </div>
      )}
      {documents.length ? (
        <Table caption={label ? `Documents on ${project} under ${label}` : `Documents shared on ${project}`} columns={columns} rows={documents} rowKey={({ id }) => id} mid />
      ) : label ? (
        <Empty title={`Nothing stands under ${label}`} action={<a href={here}>Show all files</a>} />
      ) : (
        <Empty title="No documents yet">As soon as we share a file on this project, it stands here.</Empty>
      )}
      <Pages of={pages} label="Pages of documents" />
    </div>
  );
}
