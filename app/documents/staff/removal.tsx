import { useActionData, useLoaderData } from "@remix-run/react";
import { requireNothingPending } from "#app/acceptances/asking.server.ts";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { count } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { documents } from "../documents.server.ts";
import { removeDocument } from "../sharing.server.ts";

export const loader = asMember(({ member, params }) => {
  const { id, name, version } = documents(member).find(params.id!);
  return { id, name, version, form: blank(NoFields, member, `/staff/documents/${id}/removal`) };
});

export const meta = titled<{ name: string }>(({ name }) => `Remove ${name}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, NoFields, (tx) => {
    requireNothingPending(tx, member, params.id!);
    const { name, projectId } = removeDocument(tx, member, params.id!);
    return done(`/staff/projects/${projectId}/documents`, `${name} is removed.`);
  }),
);

export default function Removal() {
  const { id, name, version, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf(given, useActionData<typeof action>());
  return <Confirm of={form} question={`Remove ${name}?`} consequence={`It goes from the project and from the portal at once, with ${count(version, "version")}, and cannot be brought back from here. That it was here stays on record.`} verb="Remove document" back={`/staff/documents/${id}`} />;
}
