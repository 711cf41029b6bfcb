import { useActionData, useLoaderData } from "@remix-run/react";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { requireDuty } from "#app/team/duties.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { clients, restoreClient } from "../clients.server.ts";
import { clientPath } from "../paths.ts";

export const loader = asMember(({ member, params }) => {
  const { id, name } = clients(member).find(params.id!);
  requireDuty(member, "clients");
  return { id, name, form: blank(NoFields, member, `${clientPath(id)}/restoration`) };
});

export const meta = titled<{ name: string }>(({ name }) => `Bring ${name} back`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, NoFields, (tx) => {
    restoreClient(tx, member, params.id!);
    return done(clientPath(params.id!), "The client is back. Its contacts can sign in again.");
  }),
);

export default function RestoreClient() {
  const { id, name, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf(given, useActionData<typeof action>());
  return <Confirm of={form} kind="brand" question={`Bring ${name} back?`} consequence="Its contacts can sign in again, with the permissions they had. Nobody gets a letter about it." verb="Bring client back" back={clientPath(id)} />;
}
