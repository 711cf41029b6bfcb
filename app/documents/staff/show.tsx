import { Link, useLoaderData, useOutlet } from "@remix-run/react";
import { WhoSees } from "#app/clients/audience.tsx";
import { trail } from "#app/events/trail.server.ts";
import { Trail } from "#app/events/parts.tsx";
import { uploadLimit } from "#app/agency/limits.server.ts";
import { blank } from "#app/lib/form.server.ts";
import { count, list } from "#app/lib/words.ts";
import { projects } from "#app/projects/projects.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, Folio, PageTitle } from "#app/ui/page.tsx";
import { Table } from "#app/ui/table.tsx";
import { audienceOfDocument } from "../audience.server.ts";
import { documents } from "../documents.server.ts";
import { downloadLog } from "../download-log.server.ts";
import { VersionForm } from "../forms.server.ts";
import { Look, SharedBadge, pictureAt } from "../parts.tsx";
import { pictureOf } from "../pictures.server.ts";
import { UploadVersion } from "../upload.tsx";
import { versionsOf } from "../versions.server.ts";
import { versionColumns } from "./version-columns.tsx";

export const loader = asMember(({ member, params }) => {
  const { id, name, label, version, sharedAt, projectId } = documents(member).find(params.id!);
  const { picture, pages, state, why } = pictureOf(member, id, "preview");
  const project = projects(member).find(projectId);
  const here = `/staff/documents/${id}`;
  const log = downloadLog(member, id);
  return {
    document: { id, name, label, version, shared: sharedAt !== null },
    look: { picture: picture && pictureAt("staff", "preview", id, picture), pages, state, why },
    project: { id: projectId, name: project.name },
    client: { id: project.clientId, name: project.clientName },
    versions: versionsOf(member, id),
    audience: audienceOfDocument(member, id),
    later: sharedAt ? null : audienceOfDocument(member, id, { shared: true }),
    downloads: { total: log.count(), notYet: log.notYet().map(({ name }) => name) },
    limit: uploadLimit(),
    form: blank(VersionForm, member, `${here}/version`, { version }),
    history: trail(member).of({ kind: "document", id }, 50),
  };
});

export const meta = titled<{ document: { name: string } }>(({ document: { name } }) => name);

export default function Document() {
  const { document, look, project, client, versions, audience, later, downloads, limit, form, history } = useLoaderData<typeof loader>();
  const handedBack = useOutlet();
  return (
    <>
      <Breadcrumb
        trail={[
          { to: `/staff/clients/${client.id}`, label: client.name },
          { to: `/staff/projects/${project.id}/documents`, label: project.name },
        ]}
        here={document.name}
      />
      <div className="mb-2 flex flex-wrap items-center gap-x-4">
        <SharedBadge shared={document.shared} />
        {document.label && <bdi className="text-small text-ink-2">{document.label}</bdi>}
      </div>
      <PageTitle
        actions={
          <>
            <Link className="btn" to={`/staff/documents/${document.id}/edit`}>
              Change name and label
            </Link>
            <Link className="btn" to={`/staff/documents/${document.id}/${document.shared ? "unshare" : "share"}`}>
              {document.shared ? "Unshare document…" : "Share document…"}
            </Link>
            <Link className="btn" to={`/staff/documents/${document.id}/acceptance`}>
              Ask for acceptance…
            </Link>
            <Link className="btn btn-stop" to={`/staff/documents/${document.id}/removal`}>
              Remove document…
            </Link>
          </>
        }
      >
        <bdi className="wrap-anywhere">{document.name}</bdi>
      </PageTitle>
      <WhoSees of={audience} because="it is not shared" later={later} />
      <Folio title="Versions" hint="On the portal only the newest is offered.">
        <div className="grid gap-5">
          {handedBack ?? <UploadVersion given={form} limit={limit} version={document.version} shared={document.shared} audience={audience} />}
          <Table caption={`Versions of ${document.name}`} columns={versionColumns} rows={versions.map((version) => ({ ...version, id: document.id }))} rowKey={({ version }) => String(version)} mid />
        </div>
      </Folio>
      <Folio title="Downloads" hint="The client never sees this.">
        {downloads.notYet.length > 0 && <p>Not yet opened by {list(downloads.notYet)}.</p>}
        <p>
          {downloads.total ? (
            <a href={`/staff/documents/${document.id}/downloads`}>{count(downloads.total, "download")}, and from where</a>
          ) : (
            "Nobody has opened it yet."
          )}
        </p>
      </Folio>
      <Folio title="Preview">
        <Look name={document.name} picture={look.picture} pages={look.pages} />
        {!look.picture && <p className="text-ink-2">{look.state === "waiting" ? "A picture of it is being made. Open the page again in a moment." : `There is no picture of this file${look.why ? `. ${look.why}` : ""}.`}</p>}
      </Folio>
      <Folio title="History">
        <Trail entries={history} />
      </Folio>
    </>
  );
}
