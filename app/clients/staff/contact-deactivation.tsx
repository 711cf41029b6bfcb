import { useActionData, useLoaderData } from "@remix-run/react";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { requireDuty } from "#app/team/duties.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { contacts, deactivateContact } from "../contacts.server.ts";
import { clientPath, contactPath } from "../paths.ts";

export const loader = asMember(({ member, params }) => {
  const contact = contacts(member).in(params.id!, params.contactId!);
  requireDuty(member, "clients");
  return { clientId: contact.clientId, name: contact.name, form: blank(NoFields, member, `${contactPath(contact)}/deactivation`) };
});

export const meta = titled<{ name: string }>(({ name }) => `End the access of ${name}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, NoFields, (tx) => {
    const contact = contacts(member, tx).in(params.id!, params.contactId!);
    deactivateContact(tx, member, contact.id);
    return done(clientPath(contact.clientId), `${contact.name} has no access to the portal any more.`);
  }),
);

export default function DeactivateContact() {
  const { clientId, name, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf(given, useActionData<typeof action>());
  return <Confirm of={form} question={`End ${name}’s access?`} consequence="They are signed out at once, their links stop working and they get no more letters. What they said and decided stays, under their name. You can give them access again." verb="End access" back={clientPath(clientId)} />;
}
