import { useLoaderData } from "@remix-run/react";
import { size } from "#app/lib/words.ts";
import { asContact } from "#app/portal/door.server.ts";
import { projects } from "#app/projects/projects.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { When } from "#app/ui/when.tsx";
import { documents } from "../documents.server.ts";
import { Look, pictureAt } from "../parts.tsx";
import { pictureOf } from "../pictures.server.ts";
import { currentNote } from "../versions.server.ts";

export const loader = asContact(({ contact, params }) => {
  const { id, name, label, version, size, uploadedAt, projectId } = documents(contact).find(params.id!);
  const { picture, pages } = pictureOf(contact, id, "preview");
  return { id, name, label, version, size, uploadedAt, note: currentNote(contact, id), project: { id: projectId, name: projects(contact).find(projectId).name }, picture: picture && pictureAt("portal", "preview", id, picture), pages };
});

export const meta = titled<{ name: string }>(({ name }) => name);

export default function Document() {
  const { id, name, label, version, size: bytes, uploadedAt, note, project, picture, pages } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumb
        trail={[
          { to: "/portal/documents", label: "Documents" },
          { to: `/portal/projects/${project.id}`, label: project.name },
        ]}
        here={name}
      />
      <PageTitle
        actions={
          <a className="btn btn-brand" href={`/portal/files/${id}`}>
            <Icon name="download" />
            Download, {size(bytes)}
          </a>
        }
      >
        <bdi>{name}</bdi>
      </PageTitle>
      <dl className="facts mb-8">
        {label && (
          <div>
            <dt>Label</dt>
            <dd>
              <a href={`/portal/projects/${project.id}?${new URLSearchParams({ label })}`}>{label}</a>
            </dd>
          </div>
        )}
        <div>
          <dt>Version</dt>
          <dd>
            {version}, <When at={uploadedAt} />
          </dd>
        </div>
        {note && (
          <div className="max-w-letter sm:col-span-3">
            <dt>What changed</dt>
            <dd className="wide whitespace-pre-line wrap-anywhere">{note}</dd>
          </div>
        )}
      </dl>
      <Look name={name} picture={picture} pages={pages} />
    </>
  );
}
