import { useActionData, useLoaderData } from "@remix-run/react";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { keptTemplate, removeTemplate } from "../templates.server.ts";

const list = "/staff/proposals/templates";

export const loader = asMember(({ member, params }) => {
  const { id, name } = keptTemplate(member, params.template!);
  return { name, form: blank(NoFields, member, `${list}/${id}/removal`) };
});

export const meta = titled<{ name: string }>(({ name }) => `Remove ${name}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, NoFields, (tx) => {
    removeTemplate(tx, member, params.template!);
    return done(list, "The template is removed.");
  }),
);

export default function RemoveTemplate() {
  const { name, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf<Record<string, never>>(given, useActionData<typeof action>());
  return <Confirm of={form} question={`Remove ${name}?`} consequence="Nobody can start from it any more. Proposals that were stay as they are." verb="Remove template" back={list} />;
}
