import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { TextField, useFormOf } from "#app/ui/form.tsx";
import { mustBeOpenTo } from "../acceptances.server.ts";
import { extendAcceptance } from "../asking.server.ts";
import { ExtensionForm } from "../forms.server.ts";
import { deadlineWords } from "../shown.server.ts";

const pathOf = (id: string) => `/staff/acceptances/${id}`;

export const loader = asMember(({ member, params }) => {
  const found = mustBeOpenTo(member, params.id!, "extend");
  return { id: found.id, title: found.title, until: deadlineWords(found), form: blank(ExtensionForm, member, `${pathOf(found.id)}/extension`, { expiresOn: found.expiresOn, expiresTime: found.expiresTime ?? undefined }) };
});

export const meta = titled<{ title: string }>(({ title }) => `More time for ${title}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, ExtensionForm, (tx, deadline) => {
    extendAcceptance(tx, member, params.id!, deadline);
    return done(pathOf(params.id!), "They have more time, and get a letter.");
  }),
);

export default function Extend() {
  const { id, title, until, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof ExtensionForm>>(given, useActionData<typeof action>());
  return (
    <Confirm of={form} kind="brand" question={`Give more time for ${title}?`} consequence={`It is open until ${until}. The version and its fingerprint stay as they are.`} verb="Give more time" back={pathOf(id)}>
      <TextField of={fields.expiresOn} label="Open until" type="date" />
      <TextField of={fields.expiresTime} label="Time" hint="Like 17:00. Empty: the end of that day." optional />
    </Confirm>
  );
}
