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
import { closePortal } from "../portal.server.ts";

export const loader = asMember(({ member, params }) => {
  const { id, name } = clients(member).find(params.id!);
  requireDuty(member, "clients");
  const people = contacts(member).of(id).filter(({ deactivatedAt }) => !deactivatedAt);
  return { id, name, people: namesOf(people.map(({ name }) => name)), form: blank(NoFields, member, `${clientPath(id)}/portal-off`) };
});

export const meta = titled<{ name: string }>(({ name }) => `Turn off the portal of ${name}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, NoFields, (tx) => {
    const { id, name } = closePortal(tx, member, params.id!);
    return done(clientPath(id), `The portal of ${name} is off. Nobody there can sign in.`);
  }),
);

export default function TurnOff() {
  const { id, name, people, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf(given, useActionData<typeof action>());
  const consequence = `${people ? `${people} can no longer sign in. Who is signed in is signed out at once` : "Nobody of theirs can sign in"}, links stop working and no more letters go out. Contacts, permissions, projects and documents stay as they are, and you can turn the portal on again.`;
  return <Confirm of={form} question={`Turn off the portal of ${name}?`} consequence={consequence} verb="Turn off portal" back={clientPath(id)} />;
}
