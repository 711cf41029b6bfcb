import { Link, useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { now } from "#app/lib/clock.ts";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { list } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { requireDuty } from "#app/team/duties.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { changeContact, contactDetailsOf } from "../address.server.ts";
import { clients } from "../clients.server.ts";
import { accessOf } from "../contact.ts";
import { contacts } from "../contacts.server.ts";
import { ContactChangeForm } from "../forms.server.ts";
import { PersonFields } from "../parts.tsx";
import { clientPath, contactPath } from "../paths.ts";

export const loader = asMember(({ member, params }) => {
  const contact = contacts(member).in(params.id!, params.contactId!);
  requireDuty(member, "clients");
  return {
    name: contact.name,
    path: contactPath(contact),
    client: { id: contact.clientId, name: clients(member).find(contact.clientId).name },
    elsewhere: contacts(member).elsewhere(contact),
    access: accessOf(contact, now()),
    seen: stampOf(contactDetailsOf(contact)),
    form: blank(ContactChangeForm, member, contactPath(contact), contactDetailsOf(contact)),
  };
});

export const meta = titled<{ name: string }>(({ name }) => `Edit ${name}`);

// After a refusal too: the form must know what stands there now.
export const shouldRevalidate = () => true;

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, ContactChangeForm, (tx, after) => {
    const before = contacts(member, tx).in(params.id!, params.contactId!);
    changeContact(tx, member, before.id, after);
    const moved = before.email.toLowerCase() !== after.email ? ` They are signed out, and sign in with ${after.email} from now on.` : "";
    return done(clientPath(before.clientId), `The details of ${after.name} are saved.${moved}`);
  }),
);

export default function EditContact() {
  const { name, path, client, elsewhere, access, seen, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof ContactChangeForm>>(given, useActionData<typeof action>());
  const both = elsewhere.length ? ` ${name} is also a contact of ${list(elsewhere)}: a new address holds there too.` : "";
  return (
    <div className="max-w-letter">
      <Breadcrumb
        trail={[
          { to: "/staff/clients", label: "Clients" },
          { to: clientPath(client.id), label: client.name },
        ]}
        here={name}
      />
      <PageTitle>Edit {name}</PageTitle>
      <Form of={form}>
        <input type="hidden" name="seen" value={seen} />
        <PersonFields fields={fields} emailHint={`They sign in with it. A new address signs them out everywhere and stops their links.${both}`} />
        <div className="flex flex-wrap gap-3">
          <Button kind="brand">Save details</Button>
          <Link className="btn" to={clientPath(client.id)}>
            Go back
          </Link>
        </div>
      </Form>
      <p className="mt-10 border-t border-rule pt-5">
        {access === "ended" ? (
          <Link className="btn btn-small" to={`${path}/reactivation`}>
            Give access again…
          </Link>
        ) : (
          <Link className="btn btn-small btn-stop" to={`${path}/deactivation`}>
            End access…
          </Link>
        )}
      </p>
    </div>
  );
}
