import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { clients } from "#app/clients/clients.server.ts";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { hours } from "#app/lib/words.ts";
import { projects } from "#app/projects/projects.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, Hidden, Select, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { NewInvoiceForm } from "../forms.server.ts";
import { unbilledByClient } from "../unbilled.server.ts";
import { draftInvoice } from "../writing.server.ts";

const billers = { only: ["owner" as const, "manager" as const] };
export const meta = titled("New invoice");

// At two addresses: under a client, which is then chosen already, and by itself.
const pathOf = (clientId: string | undefined) => (clientId ? `/staff/clients/${clientId}/invoices/new` : "/staff/invoices/new");

export const loader = asMember(({ member, params, request }) => {
  const client = params.id ? clients(member).find(params.id) : null;
  const asked = new URL(request.url).searchParams;
  const project = asked.get("project") ?? "";
  return {
    client: client && { id: client.id, name: client.name },
    clients: clients(member).active(),
    projects: client ? projects(member).page({ limit: 200, offset: 0 }, { clientId: client.id }).map(({ id, name }) => ({ value: id, label: name })) : [],
    unbilled: unbilledByClient(member).filter(({ clientId }) => !client || clientId === client.id),
    form: blank(NewInvoiceForm, member, pathOf(params.id), { clientId: params.id ?? "", projectId: project }),
  };
}, billers);

export const action = asMember(
  ({ member, request }) =>
    submit({ request, viewer: member }, NewInvoiceForm, (tx, { clientId, projectId, from }) => {
      const id = draftInvoice(tx, member, clientId, { projectId });
      return done(`/staff/invoices/${id}/${from ?? "edit"}`);
    }),
  billers,
);

export default function NewInvoice() {
  const { client, clients, projects, unbilled, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof NewInvoiceForm>>(given, useActionData<typeof action>());
  const trail = client ? [{ to: "/staff/clients", label: "Clients" }, { to: `/staff/clients/${client.id}`, label: client.name }] : [{ to: "/staff/invoices", label: "Invoices" }];
  return (
    <div className="max-w-letter">
      <Breadcrumb trail={trail} here="New invoice" />
      <PageTitle lead="Nothing is sent before you have checked it.">New invoice</PageTitle>
      <Form of={form}>
        {client ? (
          <>
            <Hidden of={fields.clientId} value={client.id} />
            <p>
              For <strong>{client.name}</strong>.
            </p>
            {projects.length > 0 && <Select of={fields.projectId} label="Project" optional className="max-w-note" options={[{ value: "", label: "No project" }, ...projects]} />}
          </>
        ) : (
          <Select of={fields.clientId} label="Client" className="max-w-note" options={[{ value: "", label: "Choose a client" }, ...clients.map(({ id, name }) => ({ value: id, label: name }))]} />
        )}
        {unbilled.length > 0 && (
          <div>
            <h2 className="text-h3!">Hours nobody has billed yet</h2>
            <ul className="rows mt-2">
              {unbilled.map(({ clientId, clientName, minutes }) => (
                <li key={clientId} className="flex justify-between gap-4 py-1.5">
                  <span className="wrap-anywhere">{clientName}</span>
                  <span className="num">{hours(minutes)} h</span>
                </li>
              ))}
            </ul>
          </div>
        )}
        <div className="flex flex-wrap gap-3">
          <Button kind="brand">Write by hand</Button>
          <Button name="from" value="time">
            From unbilled hours
          </Button>
          <Button name="from" value="proposals">
            From a proposal
          </Button>
          <a className="btn" href={client ? `/staff/clients/${client.id}` : "/staff/invoices"}>
            Go back
          </a>
        </div>
      </Form>
    </div>
  );
}
