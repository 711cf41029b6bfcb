import { useActionData, useLoaderData } from "@remix-run/react";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { categories, removeCategory } from "../categories.server.ts";
import { SETTINGS } from "../paths.ts";

const owners = { only: ["owner" as const] };

export const loader = asMember(({ member, params }) => {
  const { id, name } = categories(member).find(params.category!);
  return { name, form: blank(NoFields, member, `${SETTINGS}/categories/${id}/removal`) };
}, owners);
export const meta = titled<{ name: string }>(({ name }) => `Remove ${name}`);

export const action = asMember(
  ({ member, request, params }) =>
    submit({ request, viewer: member }, NoFields, (tx) => {
      removeCategory(tx, member, params.category!);
      return done(SETTINGS, "The category is removed.");
    }),
  owners,
);

export default function RemoveCategory() {
  const { name, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf(given, useActionData<typeof action>());
  return <Confirm of={form} question={`Remove the category ${name}?`} consequence="Nobody can choose it any more. What was asked under it keeps it." verb="Remove category" back={SETTINGS} />;
}
