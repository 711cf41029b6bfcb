import { useActionData, useLoaderData } from "@remix-run/react";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { addCategory } from "../categories.server.ts";
import { CategoryForm } from "../forms.server.ts";
import { SETTINGS } from "../paths.ts";
import { AddCategory } from "./category-add.tsx";

const owners = { only: ["owner" as const] };

export const loader = asMember(({ member }) => ({ form: blank(CategoryForm, member, `${SETTINGS}/categories`, { kind: "job" }) }), owners);
export const meta = titled("Add a category");

export const action = asMember(
  ({ member, request }) =>
    submit({ request, viewer: member }, CategoryForm, (tx, category) => {
      addCategory(tx, member, category);
      return done(SETTINGS, `“${category.name}” is added. Clients can choose it.`);
    }),
  owners,
);

export default function NewCategory() {
  const { form } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumb trail={[{ to: SETTINGS, label: "Settings" }]} here="Add a category" />
      <PageTitle>Add a category</PageTitle>
      <AddCategory given={form} answer={useActionData<typeof action>()} />
    </>
  );
}
