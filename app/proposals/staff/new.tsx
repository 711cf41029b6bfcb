import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { clients } from "#app/clients/clients.server.ts";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Choices, Form, Select, TextField, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { beginProposal } from "../following.server.ts";
import { NewProposalForm } from "../forms.server.ts";
import { feeModels } from "../proposal.ts";
import { proposalTemplates } from "../templates.server.ts";

export const meta = titled("New proposal");

// At two addresses: under a client, which is then chosen already, and by itself.
const pathOf = (clientId: string | undefined) => (clientId ? `/staff/clients/${clientId}/proposals/new` : "/staff/proposals/new");

export const loader = asMember(({ member, params, request }) => {
  const client = params.id ? clients(member).find(params.id) : null;
  const templates = proposalTemplates(member).all();
  const asked = new URL(request.url).searchParams.get("template");
  return {
    client: client && { id: client.id, name: client.name },
    clients: clients(member).active(),
    templates: templates.map(({ id, name, content }) => ({ value: id, label: name, hint: `${feeModels[content.fee.model]}, ${content.sections.length} ${content.sections.length === 1 ? "section" : "sections"}` })),
    form: blank(NewProposalForm, member, pathOf(params.id), { clientId: params.id ?? "", title: "", templateId: templates.find(({ id }) => id === asked)?.id ?? "" }),
  };
});

export const action = asMember(({ member, request }) =>
  submit({ request, viewer: member }, NewProposalForm, (tx, begun) => done(`/staff/proposals/${beginProposal(tx, member, begun)}/edit`)),
);

export default function NewProposal() {
  const { client, clients, templates, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof NewProposalForm>>(given, useActionData<typeof action>());
  const trail = client ? [{ to: "/staff/clients", label: "Clients" }, { to: `/staff/clients/${client.id}`, label: client.name }] : [{ to: "/staff/proposals", label: "Proposals" }];
  return (
    <div className="max-w-letter">
      <Breadcrumb trail={trail} here="New proposal" />
      <PageTitle lead="Nothing is sent before you have checked it.">New proposal</PageTitle>
      <Form of={form}>
        <Select of={fields.clientId} label="Client" className="max-w-note" options={[{ value: "", label: "Choose a client" }, ...clients.map(({ id, name }) => ({ value: id, label: name }))]} />
        <TextField of={fields.title} label="Title" hint="As the client reads it: “Spring menu and table cards”." />
        {templates.length > 0 && <Choices of={fields.templateId} label="Start from" options={[{ value: "", label: "A blank page" }, ...templates]} />}
        <div className="flex flex-wrap gap-3">
          <Button kind="brand">Start writing</Button>
          <a className="btn" href={client ? `/staff/clients/${client.id}` : "/staff/proposals"}>
            Go back
          </a>
        </div>
      </Form>
    </div>
  );
}
