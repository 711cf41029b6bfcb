import { useActionData, useLoaderData } from "@remix-run/react";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { requireDuty } from "#app/team/duties.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { clients } from "../clients.server.ts";
import { namesOf } from "../contact.ts";
import { contacts } from "../contacts.server.ts";
import { clientPath } from "../paths.ts";
import { openPortal } from "../portal.server.ts";

export const loader = asMember(({ member, params }) => {
  const { id, name } = clients(member).find(params.id!);
  requireDuty(member, "clients");
  const people = contacts(member).of(id).filter(({ deactivatedAt }) => !deactivatedAt);
  return { id, name, people: namesOf(people.map(({ name }) => name)), form: blank(NoFields, member, `${clientPath(id)}/portal-on`) };
});

export const meta = titled<{ name: string }>(({ name }) => `Turn on the portal of ${name}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, NoFields, (tx) => {
    const { id, name } = openPortal(tx, member, params.id!);
    return done(clientPath(id), `The portal of ${name} is on again.`);
  }),
);

export default function TurnOn() {
  const { id, name, people, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf(given, useActionData<typeof action>());
  const consequence = `${people ? `${people} can sign in again, with the permissions they have` : "Whoever you add as a contact can sign in again"}. Nobody gets a letter about it, and links sent before stay void.`;
  return <Confirm of={form} kind="brand" question={`Turn on the portal of ${name}?`} consequence={consequence} verb="Turn on portal" back={clientPath(id)} />;
}
