import { useActionData, useLoaderData } from "@remix-run/react";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { removeTemplate, requestTemplates } from "../templates.server.ts";

const list = "/staff/requests/templates";

export const loader = asMember(({ member, params }) => {
  const { id, name } = requestTemplates(member).find(params.template!);
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
  const [form] = useFormOf(given, useActionData<typeof action>());
  return <Confirm of={form} question={`Remove the template ${name}?`} consequence="Nobody can begin a request with it any more. Requests that were made from it stay as they are." verb="Remove template" back={list} />;
}
