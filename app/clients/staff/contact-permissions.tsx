import { Link, useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { requireDuty } from "#app/team/duties.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { clients } from "../clients.server.ts";
import { contacts, permissionsOf, setPermissions } from "../contacts.server.ts";
import { PermissionsForm } from "../forms.server.ts";
import { PermissionBoxes } from "../parts.tsx";
import { clientPath, contactPath } from "../paths.ts";

export const loader = asMember(({ member, params }) => {
  const contact = contacts(member).in(params.id!, params.contactId!);
  requireDuty(member, "clients");
  return {
    name: contact.name,
    client: { id: contact.clientId, name: clients(member).find(contact.clientId).name },
    seen: stampOf(permissionsOf(contact)),
    form: blank(PermissionsForm, member, `${contactPath(contact)}/permissions`, permissionsOf(contact)),
  };
});

export const meta = titled<{ name: string }>(({ name }) => `What ${name} may do`);

// After a refusal too: the form must know what stands there now.
export const shouldRevalidate = () => true;

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, PermissionsForm, (tx, permitted) => {
    const { id, clientId, name } = contacts(member, tx).in(params.id!, params.contactId!);
    const changes = setPermissions(tx, member, id, permitted);
    return done(clientPath(clientId), changes ? `Saved for ${name}: ${changes}. It holds from now on.` : `Nothing changed for ${name}.`);
  }),
);

export default function Permissions() {
  const { name, client, seen, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof PermissionsForm>>(given, useActionData<typeof action>());
  return (
    <div className="max-w-letter">
      <Breadcrumb
        trail={[
          { to: "/staff/clients", label: "Clients" },
          { to: clientPath(client.id), label: client.name },
        ]}
        here="Permissions"
      />
      <PageTitle lead="Checked on every page and every action. Sections they cannot use are not shown.">What {name} may do</PageTitle>
      <Form of={form}>
        <input type="hidden" name="seen" value={seen} />
        <PermissionBoxes fields={fields} hints />
        <div className="flex flex-wrap gap-3">
          <Button kind="brand">Save permissions</Button>
          <Link className="btn" to={clientPath(client.id)}>
            Go back
          </Link>
        </div>
      </Form>
    </div>
  );
}
