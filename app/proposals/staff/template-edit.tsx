import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { TextField, useFormOf } from "#app/ui/form.tsx";
import { TemplateForm } from "../forms.server.ts";
import { keptTemplate, renameTemplate } from "../templates.server.ts";

const list = "/staff/proposals/templates";

export const loader = asMember(({ member, params }) => {
  const { id, name } = keptTemplate(member, params.template!);
  return { name, form: blank(TemplateForm, member, `${list}/${id}`, { name }) };
});

export const meta = titled<{ name: string }>(({ name }) => `Rename ${name}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, TemplateForm, (tx, { name }) => {
    renameTemplate(tx, member, params.template!, name);
    return done(list, "Renamed.");
  }),
);

export default function RenameTemplate() {
  const { name, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof TemplateForm>>(given, useActionData<typeof action>());
  return (
    <Confirm of={form} kind="brand" question={`Rename ${name}?`} consequence="Proposals that were started from it stay as they are." verb="Rename template" back={list}>
      <TextField of={fields.name} label="Name" />
    </Confirm>
  );
}
