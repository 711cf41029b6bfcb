import { useActionData, useLoaderData } from "@remix-run/react";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { requireDuty } from "#app/team/duties.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { archiveClient, clients } from "../clients.server.ts";
import { clientPath } from "../paths.ts";

export const loader = asMember(({ member, params }) => {
  const { id, name } = clients(member).find(params.id!);
  requireDuty(member, "clients");
  return { id, name, form: blank(NoFields, member, `${clientPath(id)}/archive`) };
});

export const meta = titled<{ name: string }>(({ name }) => `Archive ${name}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, NoFields, (tx) => {
    archiveClient(tx, member, params.id!);
    return done(clientPath(params.id!), "The client is archived. Its contacts are signed out, and get no more letters.");
  }),
);

export default function ArchiveClient() {
  const { id, name, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf(given, useActionData<typeof action>());
  return <Confirm of={form} question={`Archive ${name}?`} consequence="Its contacts are signed out at once, their links stop working and they get no more letters. Projects, documents and what was said are kept, and you can bring the client back." verb="Archive client" back={clientPath(id)} />;
}
