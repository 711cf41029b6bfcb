import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { TextField } from "#app/ui/field.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { Button, Form, usePlainFormOf } from "#app/ui/posting.tsx";
import { categories, renameCategory } from "../categories.server.ts";
import { CategoryNameForm } from "../forms.server.ts";
import { SETTINGS } from "../paths.ts";

const owners = { only: ["owner" as const] };

export const loader = asMember(({ member, params }) => {
  const { id, name, seen } = categories(member).find(params.category!);
  return { name, seen, form: blank(CategoryNameForm, member, `${SETTINGS}/categories/${id}`, { name }) };
}, owners);
export const meta = titled<{ name: string }>(({ name }) => `Rename ${name}`);
export const shouldRevalidate = () => true;

export const action = asMember(
  ({ member, request, params }) =>
    submit({ request, viewer: member }, CategoryNameForm, (tx, category) => {
      renameCategory(tx, member, params.category!, category);
      return done(SETTINGS, `It is called “${category.name}” now.`);
    }),
  owners,
);

export default function EditCategory() {
  const { name, seen, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = usePlainFormOf<z.input<typeof CategoryNameForm>>(given, useActionData<typeof action>());
  return (
    <>
      <Breadcrumb trail={[{ to: SETTINGS, label: "Settings" }]} here={name} />
      <PageTitle lead="What was asked under it is called by the new name too.">Rename {name}</PageTitle>
      <Form of={form} className="grid max-w-note gap-4">
        <input type="hidden" name="seen" value={seen} />
        <TextField of={fields.name} label="Name" />
        <div>
          <Button kind="brand">Rename category</Button>
        </div>
      </Form>
    </>
  );
}
