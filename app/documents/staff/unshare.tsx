import { useActionData, useLoaderData } from "@remix-run/react";
import { requireNothingPending } from "#app/acceptances/asking.server.ts";
import { willLose } from "#app/clients/audience.ts";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { audienceOfDocument } from "../audience.server.ts";
import { documents } from "../documents.server.ts";
import { unshare } from "../sharing.server.ts";

export const loader = asMember(({ member, params }) => {
  const { id, name } = documents(member).find(params.id!);
  return { id, name, audience: audienceOfDocument(member, id), form: blank(NoFields, member, `/staff/documents/${id}/unshare`) };
});

export const meta = titled<{ name: string }>(({ name }) => `Stop sharing ${name}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, NoFields, (tx) => {
    requireNothingPending(tx, member, params.id!);
    const { name, projectId } = unshare(tx, member, params.id!);
    return done(`/staff/projects/${projectId}/documents`, `${name} is no longer shared.`);
  }),
);

export default function Unshare() {
  const { id, name, audience, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf(given, useActionData<typeof action>());
  return <Confirm of={form} question={`Stop sharing ${name}?`} consequence={`${willLose(audience)} What they have downloaded stays with them.`} verb="Unshare document" back={`/staff/documents/${id}`} />;
}
