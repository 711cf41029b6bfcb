import { useActionData, useLoaderData } from "@remix-run/react";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { addTax } from "../billing.server.ts";
import { TaxForm } from "../forms.server.ts";
import { TaxFields } from "./tax-fields.tsx";

const owners = { only: ["owner" as const] };

export const loader = asMember(({ member }) => ({ form: blank(TaxForm, member, "/staff/settings/taxes/new", { parts: [{ name: "", rate: "" }] }) }), owners);
export const meta = titled("Add a tax");

export const action = asMember(
  ({ member, request }) =>
    submit({ request, viewer: member }, TaxForm, (tx, words) => {
      addTax(tx, member, words);
      return done("/staff/settings/taxes", "Added.");
    }),
  owners,
);

export default function TaxNew() {
  const { form } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumb trail={[{ to: "/staff/settings", label: "Settings" }, { to: "/staff/settings/taxes", label: "Taxes" }]} here="Add a tax" />
      <PageTitle>Add a tax</PageTitle>
      <TaxFields given={form} answer={useActionData<typeof action>()} verb="Add tax" />
    </>
  );
}
