import { useActionData, useLoaderData } from "@remix-run/react";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { NotFound } from "#app/lib/refused.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { attachmentsOf, detach } from "../attachments.server.ts";
import { proposals } from "../proposals.server.ts";

const pathOf = (id: string) => `/staff/proposals/${id}/attachments`;

export const loader = asMember(({ member, params }) => {
  const found = proposals(member).find(params.id!);
  const file = attachmentsOf(found).find(({ id }) => id === params.attachment);
  if (!file) throw new NotFound();
  return { id: found.id, title: found.title, name: file.name, form: blank(NoFields, member, `${pathOf(found.id)}/${file.id}`) };
});

export const meta = titled<{ name: string }>(({ name }) => `Remove ${name}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, NoFields, (tx) => {
    detach(tx, member, params.id!, params.attachment!);
    return done(pathOf(params.id!), "Removed.");
  }),
);

export default function RemoveAttachment() {
  const { id, title, name, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf<Record<string, never>>(given, useActionData<typeof action>());
  return <Confirm of={form} question={`Remove ${name}?`} consequence={`It no longer goes with ${title}. A version that was sent with it keeps it.`} verb="Remove file" back={pathOf(id)} />;
}
