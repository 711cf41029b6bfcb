import { useLoaderData } from "@remix-run/react";
import { pageOf, sliceFrom } from "#app/lib/pages.ts";
import { asContact } from "#app/portal/door.server.ts";
import { projects } from "#app/projects/projects.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Empty } from "#app/ui/page.tsx";
import { Pages, Table } from "#app/ui/table.tsx";
import { documents } from "../documents.server.ts";
import { downloadColumn, nameColumn, sizeColumn, uploadedColumn } from "../parts.tsx";

export const loader = asContact(({ contact, request, params }) => {
  const { id: projectId, name } = projects(contact).find(params.id!);
  const url = new URL(request.url);
  const slice = sliceFrom(url);
  const mine = documents(contact);
  return {
    project: name,
    documents: mine.page(slice, { projectId }).map(({ id, name, size, uploadedAt }) => ({ id, name, size, uploadedAt })),
    pages: pageOf(url, slice, mine.count({ projectId })),
  };
});

export const meta = titled<{ project: string }>(({ project }) => `${project}: documents`);

const columns = [nameColumn, sizeColumn, uploadedColumn, downloadColumn("portal")];

export default function Documents() {
  const { project, documents, pages } = useLoaderData<typeof loader>();
  return (
    <div className="mb-16">
      <h2 className="sr-only">Documents</h2>
      {documents.length ? <Table caption={`Documents shared on ${project}`} columns={columns} rows={documents} rowKey={({ id }) => id} mid /> : <Empty title="No documents yet">As soon as we share a file on this project, it stands here.</Empty>}
      <Pages of={pages} label="Pages of documents" />
    </div>
  );
}
