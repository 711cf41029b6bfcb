import { Link, useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { requireDuty } from "#app/team/duties.ts";
import { members } from "#app/team/members.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { changeClient, clients, detailsOf } from "../clients.server.ts";
import { ClientChangeForm } from "../forms.server.ts";
import { ClientFields } from "../parts.tsx";
import { clientPath } from "../paths.ts";

export const loader = asMember(({ member, params }) => {
  const client = clients(member).find(params.id!);
  requireDuty(member, "clients");
  const { id, name, lookedAfterBy, lookedAfterByName } = client;
  const active = members(member).active();
  // Who has left the team stays on offer while the client is still theirs: saving must not change it unasked.
  const former = lookedAfterBy && !active.some((member) => member.id === lookedAfterBy) ? [{ id: lookedAfterBy, name: `${lookedAfterByName} (no longer on the team)` }] : [];
  return {
    id,
    name,
    archived: client.archivedAt !== null,
    members: [...former, ...active.map(({ id, name }) => ({ id, name }))],
    seen: stampOf(detailsOf(client)),
    form: blank(ClientChangeForm, member, `${clientPath(id)}/edit`, { ...detailsOf(client), lookedAfterBy: lookedAfterBy ?? "" }),
  };
});

export const meta = titled<{ name: string }>(({ name }) => `Edit ${name}`);

// After a refusal too: the form must know what stands there now.
export const shouldRevalidate = () => true;

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, ClientChangeForm, (tx, client) => {
    changeClient(tx, member, params.id!, client);
    return done(clientPath(params.id!), "The details are saved.");
  }),
);

export default function EditClient() {
  const { id, name, archived, members, seen, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof ClientChangeForm>>(given, useActionData<typeof action>());
  return (
    <div className="max-w-letter">
      <Breadcrumb
        trail={[
          { to: "/staff/clients", label: "Clients" },
          { to: clientPath(id), label: name },
        ]}
        here="Edit details"
      />
      <PageTitle>Edit {name}</PageTitle>
      <Form of={form}>
        <input type="hidden" name="seen" value={seen} />
        <ClientFields fields={fields} members={members} />
        <div className="flex flex-wrap gap-3">
          <Button kind="brand">Save details</Button>
          <Link className="btn" to={clientPath(id)}>
            Go back
          </Link>
        </div>
      </Form>
      {!archived && (
        <p className="mt-10 border-t border-rule pt-5">
          <Link className="btn btn-small btn-stop" to={`${clientPath(id)}/archive`}>
            Archive this client…
          </Link>
        </p>
      )}
    </div>
  );
}
