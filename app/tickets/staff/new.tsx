import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { uploadLimit } from "#app/agency/limits.server.ts";
import { clients } from "#app/clients/clients.server.ts";
import { clientPath } from "#app/clients/paths.ts";
import { submitFiles } from "#app/documents/uploads.server.ts";
import { blank, done } from "#app/lib/form.server.ts";
import { projects } from "#app/projects/projects.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { members } from "#app/team/members.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Choices, Hidden, Select, TextArea, TextField } from "#app/ui/field.tsx";
import { Breadcrumb, Empty, PageTitle } from "#app/ui/page.tsx";
import { Button, Form, usePlainFormOf } from "#app/ui/posting.tsx";
import { categories } from "../categories.server.ts";
import { TicketForClientForm } from "../forms.server.ts";
import { Attach, categoryOptions, kindOptions } from "../parts.tsx";
import { STAFF_LIST, staffPath } from "../paths.ts";
import { contactsToChoose, openForClient } from "../submitting.server.ts";
import { FILES_AT_ONCE } from "../ticket.ts";

export const meta = titled("Open for a client");

// At two addresses: under a client, which is then chosen already, and by itself.
const pathOf = (clientId: string | undefined) => (clientId ? `${clientPath(clientId)}/support/new` : `${STAFF_LIST}/new`);

export const loader = asMember(({ member, params }) => {
  const client = params.id ? clients(member).find(params.id) : undefined;
  const mine = projects(member).page({ limit: 1000, offset: 0 }, { state: "active", clientId: client?.id });
  const ungrouped = <O extends { group?: string }>(options: O[]) => (client ? options.map(({ group: _, ...option }) => option) : options);
  return {
    client: client ? { id: client.id, name: client.name } : null,
    clients: clients(member).active().map(({ id, name }) => ({ value: id, label: name })),
    contacts: ungrouped(contactsToChoose(member, client?.id)),
    projects: ungrouped(mine.map(({ id, name, clientName }) => ({ value: id, label: name, group: clientName }))),
    colleagues: members(member).active().map(({ id, name }) => ({ value: id, label: name })),
    categories: categories(member).all(),
    limit: uploadLimit(),
    form: blank(TicketForClientForm, member, pathOf(client?.id), { kind: "support", clientId: client?.id ?? "" }),
  };
});

export const action = asMember(({ member, request }) =>
  submitFiles({ request, viewer: member }, TicketForClientForm, (tx, asked, files) => done(staffPath(openForClient(tx, member, asked, files)), "It is open. The client’s contacts get a letter, and can reply."), { most: FILES_AT_ONCE, optional: true }),
);

export default function NewTicket() {
  const { client, clients, contacts, projects, colleagues, categories, limit, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = usePlainFormOf<z.input<typeof TicketForClientForm> & { files: string }>(given, useActionData<typeof action>());
  return (
    <div className="max-w-letter">
      <Breadcrumb trail={[{ to: STAFF_LIST, label: "Jobs & support" }, ...(client ? [{ to: clientPath(client.id), label: client.name }] : [])]} here="Open for a client" />
      <PageTitle lead="For what somebody asked on the telephone, or in a letter.">{client ? `Open for ${client.name}` : "Open for a client"}</PageTitle>
      {clients.length === 0 ? (
        <Empty title="There is no client to open it for">A job or ticket is always one client’s.</Empty>
      ) : (
        <Form of={form} limit={limit} className="by-kind grid gap-5">
          {client ? <Hidden of={fields.clientId} value={client.id} /> : <Select of={fields.clientId} label="Client" className="max-w-note" options={[{ value: "", label: "Choose a client" }, ...clients]} />}
          <Select of={fields.contactId} label="Who asked" className="max-w-note" options={[{ value: "", label: "Nobody in particular" }, ...contacts]} optional />
          <Choices of={fields.kind} label="What is this about?" options={kindOptions} />
          <Select of={fields.categoryId} label="Category" className="max-w-72" options={categoryOptions(categories)} />
          <TextField of={fields.subject} label="Subject" />
          <TextArea of={fields.body} label="What the client needs" hint="The client’s contacts read it, under your name." rows={6} />
          <Select of={fields.projectId} label="Project" className="max-w-note" options={[{ value: "", label: "No project" }, ...projects]} optional />
          <TextField of={fields.wantedOn} label="Wanted by" type="date" className="max-w-56" optional />
          <Select of={fields.assigneeId} label="Assign to" className="max-w-note" options={[{ value: "", label: "Nobody yet" }, ...colleagues]} optional />
          <Attach of={fields.files} limit={limit} label="Files" />
          <div className="flex flex-wrap gap-3">
            <Button kind="brand">Open it</Button>
            <a className="btn" href={client ? clientPath(client.id) : STAFF_LIST}>
              Go back
            </a>
          </div>
        </Form>
      )}
    </div>
  );
}
