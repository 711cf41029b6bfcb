import { useActionData, useLoaderData } from "@remix-run/react";
import { willSee } from "#app/clients/audience.ts";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { audienceOfDocument } from "../audience.server.ts";
import { documents } from "../documents.server.ts";
import { share } from "../sharing.server.ts";

export const loader = asMember(({ member, params }) => {
  const { id, name } = documents(member).find(params.id!);
  return { id, name, audience: audienceOfDocument(member, id, { shared: true }), form: blank(NoFields, member, `/staff/documents/${id}/share`) };
});

export const meta = titled<{ name: string }>(({ name }) => `Share ${name}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, NoFields, (tx) => {
    const { name, projectId } = share(tx, member, params.id!);
    return done(`/staff/projects/${projectId}/documents`, `${name} is shared.`);
  }),
);

export default function Share() {
  const { id, name, audience, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf(given, useActionData<typeof action>());
  return <Confirm of={form} kind="brand" question={`Share ${name}?`} consequence={`${willSee(audience)}${audience.names.length ? " They get a letter." : ""}`} verb="Share document" back={`/staff/documents/${id}`} />;
}
