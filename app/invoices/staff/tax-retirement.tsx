import { useActionData, useLoaderData } from "@remix-run/react";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { Refused } from "#app/lib/refused.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { findTax, retireTax } from "../billing.server.ts";

const roles = { only: ["owner" as const] };
export const loader = asMember(({ member, params }) => {
  const { id, name, retiredAt } = findTax(member, params.tax!);
  if (retiredAt) throw new Refused(409, "This tax is retired already. Nothing was recorded.");
  return { name, form: blank(NoFields, member, `/staff/settings/taxes/${id}/retirement`) };
}, roles);
export const meta = titled("Retire a tax");

export const action = asMember(
  ({ member, request, params }) =>
    submit({ request, viewer: member }, NoFields, (tx) => {
      retireTax(tx, member, params.tax!);
      return done("/staff/settings/taxes", "Retired.");
    }),
  roles,
);

export default function TaxRetirement() {
  const { name, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf<Record<string, never>>(given, useActionData<typeof action>());
  return <Confirm of={form} kind="stop" question={`Retire ${name}?`} consequence="No new line can charge it. Drafts and invoices that do keep it." verb="Retire tax" back="/staff/settings/taxes" />;
}
