import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { Refused } from "#app/lib/refused.ts";
import { TextField, useFormOf } from "#app/ui/form.tsx";
import { mustSend } from "../duty.server.ts";
import { startProjectFrom } from "../following.server.ts";
import { ProjectFromForm } from "../forms.server.ts";

const pathOf = (id: string) => `/staff/proposals/${id}`;

export const loader = asMember(({ member, params }) => {
  const { id, title, clientName, projectId } = mustSend(member, params.id!, "start_project");
  if (projectId) throw new Refused(409, "A project was started from this proposal already.");
  return { id, title, clientName, form: blank(ProjectFromForm, member, `${pathOf(id)}/project`, { name: title }) };
});

export const meta = titled<{ title: string }>(({ title }) => `Start a project from ${title}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, ProjectFromForm, (tx, { name }) => {
    const project = startProjectFrom(tx, member, params.id!, name);
    return done(`/staff/projects/${project}`, `${name} has begun.`);
  }),
);

export default function Project() {
  const { title, clientName, id, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof ProjectFromForm>>(given, useActionData<typeof action>());
  return (
    <Confirm of={form} kind="brand" question={`Start a project from ${title}?`} consequence={`${clientName} sees it on their portal at once. You manage it; more people can be added afterwards.`} verb="Start project" back={pathOf(id)}>
      <TextField of={fields.name} label="Name" />
    </Confirm>
  );
}
