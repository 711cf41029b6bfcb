import { useActionData, useLoaderData } from "@remix-run/react";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, TextField, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { PlaceForm } from "../forms.server.ts";
import { projects } from "../projects.server.ts";
import { listedAt, placeTask } from "../task-order.server.ts";
import { taskFor, tasks } from "../tasks.server.ts";

export const loader = asMember(({ member, params }) => {
  const project = projects(member).find(params.id!);
  const { id, title, position } = taskFor(member, project.id, params.task!);
  return { project: { id: project.id, name: project.name }, title, position, total: tasks(member).count(project.id), back: listedAt(member, project.id, id), form: blank(PlaceForm, member, `/staff/projects/${project.id}/tasks/${id}/place`, { place: String(position) }) };
});

export const meta = titled<{ title: string }>(({ title }) => `Move ${title}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, PlaceForm, (tx, { place }) => {
    placeTask(tx, member, params.id!, params.task!, place);
    const answer = done(listedAt(member, params.id!, params.task!, tx));
    // Dragged on the list itself, it is no step that going back should undo.
    answer.headers.set("X-Remix-Replace", "true");
    return answer;
  }),
);

export default function Place() {
  const { project, title, position, total, back, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<{ place: number }>(given, useActionData<typeof action>());
  return (
    <div className="max-w-letter">
      <Breadcrumb trail={[{ to: `/staff/projects/${project.id}`, label: project.name }, { to: back, label: "Tasks" }]} here="Move" />
      <PageTitle lead={`It stands at place ${position} of ${total}; the others close ranks.`}>Move “{title}”</PageTitle>
      <Form of={form}>
        <TextField of={fields.place} label="To place" hint={`From 1, the first, to ${total}, the last.`} inputMode="numeric" className="num max-w-28" />
        <div className="flex flex-wrap gap-3">
          <Button kind="brand">Move task</Button>
          <a className="btn" href={back}>
            Go back
          </a>
        </div>
      </Form>
    </div>
  );
}
