import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { TextField, useFormOf } from "#app/ui/form.tsx";
import { mustSend } from "../duty.server.ts";
import { TemplateForm } from "../forms.server.ts";
import { saveTemplate } from "../templates.server.ts";

const pathOf = (id: string) => `/staff/proposals/${id}`;

export const loader = asMember(({ member, params }) => {
  const { id, title } = mustSend(member, params.id!);
  return { id, title, form: blank(TemplateForm, member, `${pathOf(id)}/template`, { name: title }) };
});

export const meta = titled<{ title: string }>(({ title }) => `Save ${title} as a template`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, TemplateForm, (tx, { name }) => {
    saveTemplate(tx, member, params.id!, name);
    return done("/staff/proposals/templates", `${name} is a template now.`);
  }),
);

export default function Template() {
  const { title, id, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof TemplateForm>>(given, useActionData<typeof action>());
  return (
    <Confirm of={form} kind="brand" question={`Save ${title} as a template?`} consequence={`Its text, lines and fee can be started from again. Everybody on your team reads templates: take out what only this client should know.`} verb="Save template" back={pathOf(id)}>
      <TextField of={fields.name} label="Name" hint="As your team finds it: “Website, fixed fee”." />
    </Confirm>
  );
}
