import { Link, useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { clients } from "#app/clients/clients.server.ts";
import { clientPath } from "#app/clients/paths.ts";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { projects } from "#app/projects/projects.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, Select, TextField, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, Empty, PageTitle } from "#app/ui/page.tsx";
import { draftRequest } from "../asking.server.ts";
import { NewRequestForm } from "../forms.server.ts";
import { staffPath } from "../paths.ts";
import { requestTemplates } from "../templates.server.ts";

export const meta = titled("Ask for something");

// At two addresses: under a client, which is then chosen already, and by itself.
const pathOf = (clientId: string | undefined) => (clientId ? `${clientPath(clientId)}/requests/new` : "/staff/requests/new");

export const loader = asMember(({ member, params, request }) => {
  const asked = new URL(request.url).searchParams;
  const clientId = params.id && clients(member).find(params.id).id;
  const mine = projects(member).page({ limit: 1000, offset: 0 }, { state: "active", clientId });
  const templates = requestTemplates(member).all();
  const [projectId, templateId] = [mine.find(({ id }) => id === asked.get("project"))?.id ?? "", templates.find(({ id }) => id === asked.get("template"))?.id ?? ""];
  return {
    clients: clients(member).active(),
    projects: mine.map(({ id, name, clientName }) => ({ value: id, label: name, ...(clientId ? {} : { group: clientName }) })),
    templates: templates.map(({ id, name }) => ({ value: id, label: name })),
    form: blank(NewRequestForm, member, pathOf(clientId), { clientId: clientId ?? "", projectId, templateId }),
  };
});

export const action = asMember(({ member, request }) =>
  submit({ request, viewer: member }, NewRequestForm, (tx, { clientId, templateId, ...words }) => {
    const template = templateId ? requestTemplates(member, tx).find(templateId).content : undefined;
    const id = draftRequest(tx, member, clientId, words, template);
    return done(template ? staffPath(id) : `${staffPath(id)}/items/new`, "The draft is kept. Nobody at the client sees it before you send it.");
  }),
);

export default function NewRequest() {
  const { clients, projects, templates, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof NewRequestForm>>(given, useActionData<typeof action>());
  return (
    <div className="max-w-letter">
      <Breadcrumb trail={[{ to: "/staff/requests", label: "Requests" }]} here="Ask for something" />
      <PageTitle lead="A list of questions and files. Nothing reaches the client before you have checked it and sent it.">Ask for something</PageTitle>
      {clients.length === 0 ? (
        <Empty title="There is no client to ask" action={<Link to="/staff/clients">Clients</Link>}>
          A request is always one client’s.
        </Empty>
      ) : (
        <Form of={form}>
          <Select of={fields.clientId} label="Client" className="max-w-note" options={[{ value: "", label: "Choose a client" }, ...clients.map(({ id, name }) => ({ value: id, label: name }))]} />
          <TextField of={fields.title} label="Title" hint="The client reads it: “Launch details for the online shop”." />
          <Select of={fields.projectId} label="Project" className="max-w-note" options={[{ value: "", label: "No project" }, ...projects]} optional />
          {templates.length > 0 && <Select of={fields.templateId} label="Begin with" className="max-w-note" options={[{ value: "", label: "A blank list" }, ...templates]} />}
          <div className="flex flex-wrap gap-3">
            <Button kind="brand">Begin draft</Button>
            <a className="btn" href="/staff/requests">
              Go back
            </a>
          </div>
        </Form>
      )}
    </div>
  );
}
