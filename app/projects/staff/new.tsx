import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { clients } from "#app/clients/clients.server.ts";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { requireDuty } from "#app/team/duties.ts";
import { members } from "#app/team/members.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, Select, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { NewProjectForm } from "../forms.server.ts";
import { setPeople } from "../people.server.ts";
import { startProject } from "../projects.server.ts";
import { ProjectFields } from "./fields.tsx";

export const meta = titled("Start a project");

// At two addresses: under a client, which is then chosen already, and by itself.
const pathOf = (clientId: string | undefined) => (clientId ? `/staff/clients/${clientId}/projects/new` : "/staff/projects/new");

export const loader = asMember(({ member, params }) => {
  if (params.id) clients(member).find(params.id);
  requireDuty(member, "projects");
  return {
    clients: clients(member).active(),
    colleagues: members(member).active(),
    form: blank(NewProjectForm, member, pathOf(params.id), { clientId: params.id ?? "", managerId: member.id, team: "agency" }),
  };
});

export const action = asMember(({ member, request }) =>
  submit({ request, viewer: member }, NewProjectForm, (tx, { clientId, managerId, ...project }) => {
    const id = startProject(tx, member, clientId, project);
    if (managerId && managerId !== member.id) setPeople(tx, member, id, { members: [], managers: [managerId] });
    return done(`/staff/projects/${id}`, `${project.name} has begun.`);
  }),
);

export default function NewProject() {
  const { clients, colleagues, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof NewProjectForm>>(given, useActionData<typeof action>());
  const choose = (options: { id: string; name: string }[]) => options.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className="max-w-letter">
      <Breadcrumb trail={[{ to: "/staff/projects", label: "Projects" }]} here="Start a project" />
      <PageTitle>Start a project</PageTitle>
      <Form of={form}>
        <Select of={fields.clientId} label="Client" className="max-w-note" options={[{ value: "", label: "Choose a client" }, ...choose(clients)]} />
        <ProjectFields fields={fields} />
        <Select of={fields.managerId} label="Project manager" hint="More people can be added afterwards." className="max-w-note" options={choose(colleagues)} />
        <div className="flex flex-wrap gap-3">
          <Button kind="brand">Start project</Button>
          <a className="btn" href="/staff/projects">
            Go back
          </a>
        </div>
      </Form>
    </div>
  );
}
