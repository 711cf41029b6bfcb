import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { count } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, TextField, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { RequestTemplateForm } from "../forms.server.ts";
import { staffPath } from "../paths.ts";
import { requests } from "../requests.server.ts";
import { saveTemplate } from "../templates.server.ts";

export const loader = asMember(({ member, params }) => {
  const { id, title, items } = requests(member).find(params.id!);
  return { id, title, items: items.length, form: blank(RequestTemplateForm, member, `${staffPath(id)}/template`, { name: title }) };
});

export const meta = titled<{ title: string }>(({ title }) => `Keep ${title} as a template`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, RequestTemplateForm, (tx, words) => {
    saveTemplate(tx, member, params.id!, words);
    return done("/staff/requests/templates", `${words.name} is kept as a template.`);
  }),
);

export default function NewTemplate() {
  const { id, title, items, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof RequestTemplateForm>>(given, useActionData<typeof action>());
  return (
    <div className="max-w-letter">
      <Breadcrumb
        trail={[
          { to: "/staff/requests", label: "Requests" },
          { to: staffPath(id), label: title },
        ]}
        here="Keep as a template"
      />
      <PageTitle lead={`The introduction and ${count(items, "item")}, without due dates and answers. Everybody on the team can begin a request with it, for any client: leave out what only this one should read.`}>Keep as a template</PageTitle>
      <Form of={form}>
        <TextField of={fields.name} label="Name of the template" hint="Only your team reads it." />
        <div className="flex flex-wrap gap-3">
          <Button kind="brand">Keep template</Button>
          <a className="btn" href={staffPath(id)}>
            Go back
          </a>
        </div>
      </Form>
    </div>
  );
}
