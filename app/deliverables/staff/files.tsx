import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { uploadLimit } from "#app/agency/limits.server.ts";
import { limitsInWords } from "#app/documents/parts.tsx";
import { blank, done } from "#app/lib/form.server.ts";
import { count } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, FileField, Form, TextArea, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { deliverables } from "../deliverables.server.ts";
import { addFiles } from "../drafting.server.ts";
import { FilesForm } from "../forms.server.ts";
import { submitPieces } from "../readying.server.ts";

const pathOf = (id: string) => `/staff/approvals/${id}`;

export const loader = asMember(({ member, params }) => {
  const { id, title, round } = deliverables(member).find(params.id!);
  return { id, title, next: round + 1, limit: uploadLimit(), form: blank(FilesForm, member, `${pathOf(id)}/files`) };
});

export const meta = titled<{ title: string }>(({ title }) => `Add files to ${title}`);

export const action = asMember(({ member, request, params }) => {
  const { id } = deliverables(member).find(params.id!);
  return submitPieces({ request, viewer: member }, FilesForm, (tx, { alt }, files) => {
    addFiles(tx, member, id, alt, files);
    return done(`${pathOf(id)}#next`, `${count(files.length, "file")} added. Only staff see ${files.length === 1 ? "it" : "them"} until the round is published.`);
  });
});

export default function Files() {
  const { id, title, next, limit, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof FilesForm> & { files: string }>(given, useActionData<typeof action>());
  return (
    <>
      <Breadcrumb
        trail={[
          { to: "/staff/approvals", label: "Approvals" },
          { to: pathOf(id), label: title },
        ]}
        here="Add files"
      />
      <PageTitle lead="Pictures and PDFs are shown page by page; texts (.md, .txt) paragraph by paragraph; anything else is there to download.">Add files to round {next}</PageTitle>
      <Form of={form} limit={limit} className="grid max-w-letter gap-5">
        <TextArea of={fields.alt} label="What is to be seen" hint="For people who do not see the picture. Each file’s words can be changed afterwards." rows={2} optional />
        <FileField of={fields.files} label="Files" hint={limitsInWords(limit, true)} several />
        <div className="flex flex-wrap gap-3">
          <Button kind="brand">Add files</Button>
          <a className="btn" href={pathOf(id)}>
            Go back
          </a>
        </div>
      </Form>
    </>
  );
}
