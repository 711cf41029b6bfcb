import { useActionData, useLoaderData } from "@remix-run/react";
import { followVersion } from "#app/acceptances/asking.server.ts";
import { uploadLimit } from "#app/agency/limits.server.ts";
import { blank, done } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { audienceOfDocument } from "../audience.server.ts";
import { addVersion, documents } from "../documents.server.ts";
import { VersionForm } from "../forms.server.ts";
import { UploadVersion } from "../upload.tsx";
import { submitFiles } from "../uploads.server.ts";

const pathOf = (id: string) => `/staff/documents/${id}`;

export const meta = titled("Upload a new version");

export const loader = asMember(({ member, params }) => {
  const { id, version, sharedAt } = documents(member).find(params.id!);
  return { version, shared: sharedAt !== null, audience: audienceOfDocument(member, id), limit: uploadLimit(), form: blank(VersionForm, member, `${pathOf(id)}/version`, { version }) };
});

export const action = asMember(({ member, request, params }) => {
  const { id } = documents(member).find(params.id!);
  return submitFiles(
    { request, viewer: member },
    VersionForm,
    (tx, { version: seen, note }, [file]) => {
      const { version } = addVersion(tx, member, id, seen, file!, note);
      followVersion(tx, member, { id, version });
      return done(pathOf(id), `Version ${version} is in its place.`);
    },
    { most: 1 },
  );
});

export default function Version() {
  const { version, shared, audience, limit, form } = useLoaderData<typeof loader>();
  return <UploadVersion given={form} answer={useActionData<typeof action>()} limit={limit} version={version} shared={shared} audience={audience} />;
}
