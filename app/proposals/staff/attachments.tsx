import { useActionData, useLoaderData } from "@remix-run/react";
import { uploadLimit } from "#app/agency/limits.server.ts";
import { limitsInWords } from "#app/documents/parts.tsx";
import { blank, done } from "#app/lib/form.server.ts";
import { Refused } from "#app/lib/refused.ts";
import { size } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { FileField } from "#app/ui/field.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { Button, Form, usePlainFormOf } from "#app/ui/posting.tsx";
import { attach, attachmentsOf, submitAttachments } from "../attachments.server.ts";
import { AttachForm } from "../forms.server.ts";
import { mayWrite } from "../proposal.ts";
import { proposals } from "../proposals.server.ts";

const pathOf = (id: string) => `/staff/proposals/${id}`;

export const loader = asMember(({ member, params }) => {
  const found = proposals(member).find(params.id!);
  if (!mayWrite(found.status)) throw new Refused(409, "This proposal was decided or taken back, so its files stay as they are. Duplicate it to write another.");
  return { id: found.id, title: found.title, files: attachmentsOf(found), limit: uploadLimit(), form: blank(AttachForm, member, `${pathOf(found.id)}/attachments`) };
});

export const meta = titled<{ title: string }>(({ title }) => `Files of ${title}`);

export const action = asMember(({ member, request, params }) => {
  const { id } = proposals(member).find(params.id!);
  return submitAttachments({ request, viewer: member }, AttachForm, (tx, _, files) => {
    attach(tx, member, id, files);
    return done(`${pathOf(id)}/attachments`, files.length === 1 ? "Attached." : `${files.length} files are attached.`);
  });
});

export default function Attachments() {
  const { id, title, files, limit, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = usePlainFormOf<{ files: string }>(given, useActionData<typeof action>());
  return (
    <div className="max-w-letter">
      <Breadcrumb trail={[{ to: "/staff/proposals", label: "Proposals" }, { to: pathOf(id), label: title }]} here="Files" />
      <PageTitle lead="They go with the next version that is sent, each under its own fingerprint.">Files of {title}</PageTitle>
      {files.length > 0 && (
        <ul className="rows mb-6">
          {files.map(({ id: file, name, size: bytes }) => (
            <li key={file} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2">
              <span className="wrap-anywhere">
                <a href={`${pathOf(id)}/files/${file}`}>{name}</a> <span className="text-ink-3">{size(bytes)}</span>
              </span>
              <a className="btn btn-small" href={`${pathOf(id)}/attachments/${file}`}>
                Remove…<span className="sr-only"> {name}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      <Form of={form} limit={limit} className="grid gap-4 bg-desk p-4">
        <FileField of={fields.files} label="Attach PDF files" hint={limitsInWords(limit, true)} several />
        <div className="flex flex-wrap gap-2">
          <Button>Attach files</Button>
          <a className="btn" href={`${pathOf(id)}/edit`}>
            Go on writing
          </a>
        </div>
      </Form>
    </div>
  );
}
