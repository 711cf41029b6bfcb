import { useActionData, useLoaderData } from "@remix-run/react";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { count } from "#app/lib/words.ts";
import { projects } from "#app/projects/projects.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, Select, TextField, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, Empty, PageTitle } from "#app/ui/page.tsx";
import { LabelForm, type LabelInput } from "../forms.server.ts";
import { labelsOf, renameLabel } from "../labels.server.ts";

const listOf = (id: string) => `/staff/projects/${id}/documents`;

export const loader = asMember(({ member, params, request }) => {
  const { id, name, clientName } = projects(member).find(params.id!);
  const label = new URL(request.url).searchParams.get("label") ?? "";
  return { id, project: name, clientName, labels: labelsOf(member, id), form: blank(LabelForm, member, `/staff/projects/${id}/labels`, { label }) };
});

export const meta = titled<{ project: string }>(({ project }) => `${project}: labels`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, LabelForm, (tx, value) => {
    const changed = count(renameLabel(tx, member, params.id!, value), "document");
    return done(listOf(params.id!), value.to ? `${value.label} is now ${value.to}, on ${changed}.` : `${value.label} is taken off ${changed}.`);
  }),
);

export default function RenameLabel() {
  const { id, project, clientName, labels, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<LabelInput>(given, useActionData<typeof action>());
  return (
    <div className="max-w-letter">
      <Breadcrumb trail={[{ to: listOf(id), label: project }]} here="Labels" />
      <PageTitle lead={`For every document of this project at once. ${clientName} sees the labels of what is shared.`}>Rename a label</PageTitle>
      {labels.length ? (
        <Form of={form}>
          <Select of={fields.label} label="Label" className="max-w-note" options={labels.map(({ label, documents }) => ({ value: label, label: `${label} (${documents})` }))} />
          <TextField of={fields.to} label="New name" hint="An existing label joins the two. Leave it empty to take the label off." className="max-w-note" optional />
          <div className="flex flex-wrap gap-3">
            <Button kind="brand">Rename label</Button>
            <a className="btn" href={listOf(id)}>
              Go back
            </a>
          </div>
        </Form>
      ) : (
        <Empty title="No labels yet" action={<a href={listOf(id)}>Back to the documents</a>}>
          A document gets one as it is uploaded, or on its own page.
        </Empty>
      )}
    </div>
  );
}
