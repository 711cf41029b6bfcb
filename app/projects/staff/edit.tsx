import { useActionData, useLoaderData } from "@remix-run/react";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { ProjectChangeForm, type ProjectInput } from "../forms.server.ts";
import { requireLead } from "../lead.server.ts";
import { changeProject, detailsOf, projects } from "../projects.server.ts";
import { ProjectFields } from "./fields.tsx";

export const loader = asMember(({ member, params }) => {
  const { id, name } = projects(member).find(params.id!);
  requireLead(undefined, member, { id, name });
  const details = detailsOf(member, id);
  return { id, name, seen: stampOf(details), form: blank(ProjectChangeForm, member, `/staff/projects/${id}/edit`, details) };
});

export const meta = titled<{ name: string }>(({ name }) => `${name}: details`);

// After a refusal too: the form must know what stands there now.
export const shouldRevalidate = () => true;

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, ProjectChangeForm, (tx, project) => {
    changeProject(tx, member, params.id!, project);
    return done(`/staff/projects/${params.id!}`, "The details are saved.");
  }),
);

export default function EditProject() {
  const { id, name, seen, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<ProjectInput>(given, useActionData<typeof action>());
  return (
    <div className="max-w-letter">
      <Breadcrumb
        trail={[
          { to: "/staff/projects", label: "Projects" },
          { to: `/staff/projects/${id}`, label: name },
        ]}
        here="Details"
      />
      <PageTitle>Change the details</PageTitle>
      <Form of={form}>
        <input type="hidden" name="seen" value={seen} />
        <ProjectFields fields={fields} />
        <div className="flex flex-wrap gap-3">
          <Button kind="brand">Save details</Button>
          <a className="btn" href={`/staff/projects/${id}`}>
            Go back
          </a>
        </div>
      </Form>
    </div>
  );
}
