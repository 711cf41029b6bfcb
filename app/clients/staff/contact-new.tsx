import { Link, useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { list } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { activeClient } from "../clients.server.ts";
import { addContact, contacts } from "../contacts.server.ts";
import { ContactForm } from "../forms.server.ts";
import { PermissionBoxes, PersonFields } from "../parts.tsx";
import { clientPath, contactPath } from "../paths.ts";

export const loader = asMember(({ member, params }) => {
  const { id, name } = activeClient(undefined, member, params.id!);
  return {
    id,
    name,
    known: contacts(member)
      .of(id)
      .map(({ id, clientId, name, email }) => ({ id, clientId, name, email })),
    form: blank(ContactForm, member, `${clientPath(id)}/contacts/new`, { canComment: true, canSubmitRequests: true }),
  };
});

export const meta = titled<{ name: string }>(({ name }) => `Add a contact to ${name}`);

// After a refusal too: somebody else may have added the same person just now.
export const shouldRevalidate = () => true;

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, ContactForm, (tx, contact) => {
    const added = contacts(member, tx).find(addContact(tx, member, params.id!, contact));
    const elsewhere = contacts(member, tx).elsewhere(added);
    return done(clientPath(params.id!), `${added.name} is added, and an invitation is on its way.${elsewhere.length ? ` They are a contact of ${list(elsewhere)} too, and sign in for both with the same address.` : ""}`);
  }),
);

export default function NewContact() {
  const { id, name, known, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof ContactForm>>(given, useActionData<typeof action>());
  const typed = String(fields.email.initialValue ?? "").trim().toLowerCase();
  const already = fields.email.errors && known.find(({ email }) => email.toLowerCase() === typed);
  return (
    <div className="max-w-letter">
      <Breadcrumb
        trail={[
          { to: "/staff/clients", label: "Clients" },
          { to: clientPath(id), label: name },
        ]}
        here="Add a contact"
      />
      <PageTitle lead="They get a letter with a link to the portal, which holds for three days.">Add a contact</PageTitle>
      <Form of={form}>
        <PersonFields fields={fields} emailHint={already && <Link to={contactPath(already)}>Open the contact {already.name}</Link>} />
        <fieldset>
          <legend className="font-semibold">What they may do</legend>
          <PermissionBoxes fields={fields} hints />
        </fieldset>
        <div className="flex flex-wrap gap-3">
          <Button kind="brand">Add and invite</Button>
          <Link className="btn" to={clientPath(id)}>
            Go back
          </Link>
        </div>
      </Form>
    </div>
  );
}
