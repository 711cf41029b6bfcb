import { Link, useLoaderData, useOutlet } from "@remix-run/react";
import { uploadLimit } from "#app/agency/limits.server.ts";
import { blank } from "#app/lib/form.server.ts";
import { pageOf, sliceFrom } from "#app/lib/pages.ts";
import { projects } from "#app/projects/projects.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { CsvLink } from "#app/ui/csv.tsx";
import { FilterChoice, FilterField, Filters } from "#app/ui/filters.tsx";
import { Empty } from "#app/ui/page.tsx";
import { type Column, Pages, Table } from "#app/ui/table.tsx";
import { addressOf, documentsFrom } from "../asked.ts";
import { audienceOfUpload } from "../audience.server.ts";
import { orders } from "../document.ts";
import { documents } from "../documents.server.ts";
import { UploadForm } from "../forms.server.ts";
import { labelsOf } from "../labels.server.ts";
import { zipPath } from "../links.server.ts";
import { type DocumentRow, Labels, SharedBadge, ZipLink, nameColumn, sizeColumn, uploadedColumn } from "../parts.tsx";
import { UploadTo } from "../upload.tsx";

export const loader = asMember(({ member, request, params }) => {
  const { id: projectId, name, clientName } = projects(member).find(params.id!);
  const url = new URL(request.url);
  const slice = sliceFrom(url);
  const asked = documentsFrom(url);
  const { name: searched, label, order } = asked;
  const chosen = { projectId, name: searched, label };
  const all = documents(member);
  return {
    project: name,
    clientName,
    audience: audienceOfUpload(member, projectId),
    limit: uploadLimit(),
    form: blank(UploadForm, member, `/staff/projects/${projectId}/documents/upload`, { share: true }),
    here: `/staff/projects/${projectId}`,
    asked,
    // By a part of a name nothing is gathered: what comes is what a label holds.
    zip: searched ? null : zipPath("staff", { projectId, label }),
    labels: labelsOf(member, projectId),
    total: all.count({ projectId }),
    documents: all.page(slice, chosen, order).map(({ sharedAt, ...row }) => ({ ...row, shared: sharedAt !== null })),
    pages: pageOf(url, slice, all.count(chosen)),
    file: `/staff/projects/${projectId}/documents.csv${addressOf(asked)}`,
  };
});

export const meta = titled<{ project: string }>(({ project }) => `${project}: documents`);

type Row = DocumentRow & { shared: boolean };

const columns: Column<Row>[] = [
  nameColumn("staff"),
  { head: "Portal", cell: ({ shared }) => <SharedBadge shared={shared} /> },
  sizeColumn,
  uploadedColumn,
  {
    head: "Actions",
    quiet: true,
    right: true,
    // A page of its own says who will see it, or no longer will, before it is done.
    cell: ({ id, name, shared }) => (
      <Link className="btn btn-small" to={`/staff/documents/${id}/${shared ? "unshare" : "share"}`}>
        {shared ? "Unshare…" : "Share…"}
        <span className="sr-only"> {name}</span>
      </Link>
    ),
  },
];

export default function Documents() {
  const { project, clientName, audience, here, limit, form, asked, labels, zip, total, documents, pages, file } = useLoaderData<typeof loader>();
  const handedBack = useOutlet();
  const { label } = asked;
  return (
    <>
      <h2 className="sr-only">Documents</h2>
      {handedBack ?? <UploadTo given={form} limit={limit} audience={audience} labels={labels.map(({ label }) => label)} />}
      {total > 0 && (
        <>
          <div className="mb-5 flex flex-wrap items-center justify-between gap-x-8 gap-y-3">
            <Labels labels={labels} chosen={label} here={`${here}/documents`} total={total} />
            <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
              {labels.length > 0 && (
                <Link className="btn btn-small" to={`${here}/labels${label ? `?${new URLSearchParams({ label })}` : ""}`}>
                  Rename a label
                </Link>
              )}
              {zip && documents.length > 0 && <ZipLink to={zip} label={label} />}
            </p>
          </div>
          <Filters label="Narrow the list" reset={addressOf(asked) ? `${here}/documents` : null}>
            {label && <input type="hidden" name="label" value={label} />}
            <FilterField name="q" label="File name" value={asked.name} />
            <FilterChoice name="order" label="Order" value={asked.order} options={Object.entries(orders).map(([value, label]) => ({ value, label }))} />
          </Filters>
        </>
      )}
      {documents.length ? (
        <Table caption={label ? `Documents on ${project} under ${label}` : `Documents on ${project}`} columns={columns} rows={documents} rowKey={({ id }) => id} mid />
      ) : asked.name ? (
        <Empty title={label ? `No file under ${label} matches` : "No file matches"} action={<a href={`${here}/documents`}>Show all documents</a>}>
          Try a shorter part of its name.
        </Empty>
      ) : label ? (
        <Empty title={`Nothing stands under ${label}`} action={<a href={`${here}/documents`}>Show all documents</a>} />
      ) : (
        <Empty title="No documents yet">Add the first above. {clientName} sees those you share, and no others.</Empty>
      )}
      <Pages of={pages} label="Pages of documents" />
      {documents.length > 0 && <CsvLink to={file} apart />}
    </>
  );
}
