import { useActionData, useLoaderData } from "@remix-run/react";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { projects } from "#app/projects/projects.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, Select, TextField, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { changeDocument, detailsOf } from "../changing.server.ts";
import { endingOf } from "../document.ts";
import { documents } from "../documents.server.ts";
import { DocumentForm, type DocumentInput } from "../forms.server.ts";
import { labelsOf } from "../labels.server.ts";

/** More projects of one client than fit a choice: the newest of them. */
const CHOICES = 500;

export const loader = asMember(({ member, params }) => {
  const { id, name, projectId, clientId } = documents(member).find(params.id!);
  const details = detailsOf(member, id);
  const project = projects(member).find(projectId);
  const others = projects(member).page({ limit: CHOICES, offset: 0 }, { clientId });
  return {
    id,
    name,
    ending: endingOf(name),
    clientName: project.clientName,
    labels: labelsOf(member, projectId).map(({ label }) => label),
    projects: (others.some((other) => other.id === projectId) ? others : [project, ...others]).map(({ id, name }) => ({ value: id, label: name })),
    seen: stampOf(details),
    form: blank(DocumentForm, member, `/staff/documents/${id}/edit`, details),
  };
});

export const meta = titled<{ name: string }>(({ name }) => `Change ${name}`);

// After a refusal too: the form must know what stands there now.
export const shouldRevalidate = () => true;

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, DocumentForm, (tx, value) => {
    const { id, name } = changeDocument(tx, member, params.id!, value);
    return done(`/staff/documents/${id}`, `${name} is saved.`);
  }),
);

export default function EditDocument() {
  const { id, name, ending, clientName, labels, projects, seen, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<DocumentInput>(given, useActionData<typeof action>());
  return (
    <div className="max-w-letter">
      <Breadcrumb trail={[{ to: `/staff/documents/${id}`, label: name }]} here="Name and label" />
      <PageTitle>Change name and label</PageTitle>
      <Form of={form}>
        <input type="hidden" name="seen" value={seen} />
        <TextField of={fields.name} label="Name" hint={ending ? `Without its ending: ${ending} stays.` : "As it is shown and downloaded."} />
        <TextField of={fields.label} label="Label" hint={`A word or two, such as “Contracts”. ${clientName} sees it too.`} suggestions={labels} className="max-w-note" optional />
        <Select of={fields.projectId} label="Project" hint={`One of ${clientName}’s. A document never moves to another client.`} className="max-w-note" options={projects} />
        <div className="flex flex-wrap gap-3">
          <Button kind="brand">Save document</Button>
          <a className="btn" href={`/staff/documents/${id}`}>
            Go back
          </a>
        </div>
      </Form>
    </div>
  );
}
