import { useActionData, useLoaderData } from "@remix-run/react";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { requireLead } from "../lead.server.ts";
import { finishProject, projects } from "../projects.server.ts";

export const loader = asMember(({ member, params }) => {
  const { id, name } = projects(member).find(params.id!);
  requireLead(undefined, member, { id, name });
  return { id, name, form: blank(NoFields, member, `/staff/projects/${id}/finish`) };
});

export const meta = titled<{ name: string }>(({ name }) => `Finish ${name}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, NoFields, (tx) => {
    finishProject(tx, member, params.id!);
    return done(`/staff/projects/${params.id!}`, "The project is finished.");
  }),
);

export default function Finish() {
  const { id, name, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf(given, useActionData<typeof action>());
  return <Confirm of={form} kind="brand" question={`Finish ${name}?`} consequence="It leaves the active projects. The client keeps its documents, tasks and comments, and you can take it up again." verb="Finish project" back={`/staff/projects/${id}`} />;
}
