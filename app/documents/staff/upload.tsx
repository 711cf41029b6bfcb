import { useActionData, useLoaderData } from "@remix-run/react";
import { uploadLimit } from "#app/agency/limits.server.ts";
import { blank, done } from "#app/lib/form.server.ts";
import { count } from "#app/lib/words.ts";
import { projects } from "#app/projects/projects.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { audienceOfUpload } from "../audience.server.ts";
import { upload } from "../documents.server.ts";
import { UploadForm } from "../forms.server.ts";
import { labelsOf } from "../labels.server.ts";
import { UploadTo } from "../upload.tsx";
import { submitFiles } from "../uploads.server.ts";

const listOf = (id: string) => `/staff/projects/${id}/documents`;

export const meta = titled("Upload files");

export const loader = asMember(({ member, params }) => {
  const { id } = projects(member).find(params.id!);
  return { audience: audienceOfUpload(member, id), limit: uploadLimit(), labels: labelsOf(member, id).map(({ label }) => label), form: blank(UploadForm, member, `${listOf(id)}/upload`, { share: true }) };
});

export const action = asMember(({ member, request, params }) => {
  const { id, clientName } = projects(member).find(params.id!);
  return submitFiles({ request, viewer: member }, UploadForm, (tx, form, files) => {
    upload(tx, member, id, form, files);
    return done(listOf(id), form.share ? `${count(files.length, "file")} shared with ${clientName}.` : `${count(files.length, "file")} uploaded. Only staff see ${files.length === 1 ? "it" : "them"}.`);
  });
});

export default function Upload() {
  const { audience, limit, labels, form } = useLoaderData<typeof loader>();
  return <UploadTo given={form} answer={useActionData<typeof action>()} limit={limit} audience={audience} labels={labels} />;
}
