import { useLoaderData, useOutlet } from "@remix-run/react";
import { uploadLimit } from "#app/agency/limits.server.ts";
import { type FormGiven, NoFields, blank } from "#app/lib/form.server.ts";
import { pageOf, sliceFrom } from "#app/lib/pages.ts";
import { projects } from "#app/projects/projects.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { ActionButton } from "#app/ui/form.tsx";
import { FileName } from "#app/ui/file.tsx";
import { Empty } from "#app/ui/page.tsx";
import { type Column, Pages, Table } from "#app/ui/table.tsx";
import { documents } from "../documents.server.ts";
import { UploadForm } from "../forms.server.ts";
import { type DocumentRow, SharedBadge, sizeColumn, uploadedColumn } from "../parts.tsx";
import { UploadTo } from "../upload.tsx";

export const loader = asMember(({ member, request, params }) => {
  const { id: projectId, name, clientName } = projects(member).find(params.id!);
  const url = new URL(request.url);
  const slice = sliceFrom(url);
  const all = documents(member);
  return {
    project: name,
    clientName,
    limit: uploadLimit(),
    form: blank(UploadForm, member, `/staff/projects/${projectId}/documents/upload`, { share: true }),
    documents: all.page(slice, { projectId }).map(({ id, name, size, uploadedAt, sharedAt, version }) => ({ id, name, size, uploadedAt, version, shared: sharedAt !== null, sharing: blank(NoFields, member, `/staff/documents/${id}/${sharedAt ? "unshare" : "share"}`) })),
    pages: pageOf(url, slice, all.count({ projectId })),
  };
});

export const meta = titled<{ project: string }>(({ project }) => `${project}: documents`);

type Row = DocumentRow & { version: number; shared: boolean; sharing: FormGiven };

const columns: Column<Row>[] = [
  {
    head: "Name",
    cell: ({ id, name, version }) => (
      <>
        <FileName name={name} to={`/staff/documents/${id}`} />
        {version > 1 && <span className="block text-fine font-normal text-ink-3">Version {version}</span>}
      </>
    ),
  },
  { head: "Portal", cell: ({ shared }) => <SharedBadge shared={shared} /> },
  sizeColumn,
  uploadedColumn,
  {
    head: "Actions",
    quiet: true,
    right: true,
    cell: ({ name, shared, sharing }) => (
      <ActionButton given={sharing}>
        {shared ? "Unshare" : "Share"}
        <span className="sr-only"> {name}</span>
      </ActionButton>
    ),
  },
];

export default function Documents() {
  const { project, clientName, limit, form, documents, pages } = useLoaderData<typeof loader>();
  const handedBack = useOutlet();
  return (
    <>
      <h2 className="sr-only">Documents</h2>
      {handedBack ?? <UploadTo given={form} limit={limit} clientName={clientName} />}
      {documents.length ? <Table caption={`Documents on ${project}`} columns={columns} rows={documents} rowKey={({ id }) => id} mid /> : <Empty title="No documents yet">Add the first above. {clientName} sees those you share, and no others.</Empty>}
      <Pages of={pages} label="Pages of documents" />
    </>
  );
}
