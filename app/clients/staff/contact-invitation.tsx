import { useActionData, useLoaderData } from "@remix-run/react";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { requireDuty } from "#app/team/duties.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { contacts, inviteContact } from "../contacts.server.ts";
import { clientPath, contactPath } from "../paths.ts";

export const loader = asMember(({ member, params }) => {
  const contact = contacts(member).in(params.id!, params.contactId!);
  requireDuty(member, "clients");
  return { clientId: contact.clientId, name: contact.name, email: contact.email, form: blank(NoFields, member, `${contactPath(contact)}/invitation`) };
});

export const meta = titled<{ name: string }>(({ name }) => `Invite ${name}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, NoFields, (tx) => {
    const contact = contacts(member, tx).in(params.id!, params.contactId!);
    inviteContact(tx, member, contact.id);
    return done(clientPath(contact.clientId), `A new invitation is on its way to ${contact.name}. It holds for three days; the one before no longer works.`);
  }),
);

export default function InviteContact() {
  const { clientId, name, email, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf(given, useActionData<typeof action>());
  return <Confirm of={form} kind="brand" question={`Invite ${name}?`} consequence={`A letter goes to ${email} with a link to the portal. It holds for three days, and the link of an earlier invitation stops working.`} verb="Send invitation" back={clientPath(clientId)} />;
}
