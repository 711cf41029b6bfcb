import { useActionData, useLoaderData } from "@remix-run/react";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { requireDuty } from "#app/team/duties.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { contacts, reactivateContact } from "../contacts.server.ts";
import { clientPath, contactPath } from "../paths.ts";

export const loader = asMember(({ member, params }) => {
  const contact = contacts(member).in(params.id!, params.contactId!);
  requireDuty(member, "clients");
  return { clientId: contact.clientId, name: contact.name, form: blank(NoFields, member, `${contactPath(contact)}/reactivation`) };
});

export const meta = titled<{ name: string }>(({ name }) => `Give ${name} access again`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, NoFields, (tx) => {
    const contact = contacts(member, tx).in(params.id!, params.contactId!);
    reactivateContact(tx, member, contact.id);
    return done(clientPath(contact.clientId), `${contact.name} has access to the portal again.`);
  }),
);

export default function ReactivateContact() {
  const { clientId, name, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf(given, useActionData<typeof action>());
  return <Confirm of={form} kind="brand" question={`Give ${name} access again?`} consequence="They can sign in again, with the permissions they had. If they never signed in, they get a new invitation." verb="Give access again" back={clientPath(clientId)} />;
}
