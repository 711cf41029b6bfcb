import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, TextField, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { RequestTemplateForm } from "../forms.server.ts";
import { renameTemplate, requestTemplates } from "../templates.server.ts";

const list = "/staff/requests/templates";

export const loader = asMember(({ member, params }) => {
  const { id, name } = requestTemplates(member).find(params.template!);
  return { name, form: blank(RequestTemplateForm, member, `${list}/${id}`, { name }) };
});

export const meta = titled<{ name: string }>(({ name }) => `Rename ${name}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, RequestTemplateForm, (tx, words) => {
    renameTemplate(tx, member, params.template!, words);
    return done(list, "The template is renamed.");
  }),
);

export default function RenameTemplate() {
  const { name, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof RequestTemplateForm>>(given, useActionData<typeof action>());
  return (
    <div className="max-w-letter">
      <Breadcrumb
        trail={[
          { to: "/staff/requests", label: "Requests" },
          { to: list, label: "Templates" },
        ]}
        here={name}
      />
      <PageTitle>Rename the template</PageTitle>
      <Form of={form}>
        <TextField of={fields.name} label="Name of the template" hint="Only your team reads it." />
        <div className="flex flex-wrap gap-3">
          <Button kind="brand">Save name</Button>
          <a className="btn" href={list}>
            Go back
          </a>
        </div>
      </Form>
    </div>
  );
}
