import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { choices } from "#app/agency/choices.server.ts";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, Hidden, Select, TextArea, TextField, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { changeClientBilling, clientBillingOf, rateWords, taxes } from "../billing.server.ts";
import { ClientBillingForm } from "../forms.server.ts";

const billers = { only: ["owner" as const, "manager" as const] };
const pathOf = (id: string) => `/staff/clients/${id}`;

export const loader = asMember(({ member, params }) => {
  const { client, own } = clientBillingOf(member, params.id!);
  return {
    client: { id: client.id, name: client.name },
    ...choices(),
    taxes: taxes().map(({ id, name, parts }) => ({ value: id, label: [name, rateWords(parts)].filter(Boolean).join(" ") })),
    form: blank(ClientBillingForm, member, `${pathOf(client.id)}/billing`, { ...own, currency: own.currency ?? "", locale: own.locale ?? "", termsDays: own.termsDays ?? "", taxId: own.taxId ?? "", seen: stampOf(own) }),
  };
}, billers);

export const meta = titled<{ client: { name: string } }>(({ client }) => `How ${client.name} is billed`);

export const action = asMember(
  ({ member, request, params }) =>
    submit({ request, viewer: member }, ClientBillingForm, (tx, words) => {
      changeClientBilling(tx, member, params.id!, words);
      return done(pathOf(params.id!), "Saved. It holds for invoices that are begun from now on.");
    }),
  billers,
);

export default function ClientBilling() {
  const { client, currencies, locales, taxes, form: given } = useLoaderData<typeof loader>();
  const [form, fields] = useFormOf<z.input<typeof ClientBillingForm>>(given, useActionData<typeof action>());
  return (
    <div className="max-w-letter">
      <Breadcrumb trail={[{ to: "/staff/clients", label: "Clients" }, { to: pathOf(client.id), label: client.name }]} here="Billing" />
      <PageTitle lead="What stands empty is as for every client.">How {client.name} is billed</PageTitle>
      <Form of={form}>
        <Hidden of={fields.seen} />
        <TextField of={fields.name} label="Name on invoices" optional />
        <TextArea of={fields.address} label="Address on invoices" rows={3} optional />
        <TextField of={fields.taxNumber} label="Their tax number" optional />
        <Select of={fields.currency} label="Currency" optional options={[{ value: "", label: "As for every client" }, ...currencies]} />
        <Select of={fields.locale} label="Figures as in" optional options={[{ value: "", label: "As for every client" }, ...locales]} />
        <TextField of={fields.termsDays} label="Days to pay" type="number" inputMode="numeric" className="max-w-24" optional />
        {taxes.length > 0 && <Select of={fields.taxId} label="Usual tax" optional options={[{ value: "", label: "None" }, ...taxes]} />}
        <div className="flex flex-wrap gap-3">
          <Button kind="brand">Save billing</Button>
          <a className="btn" href={pathOf(client.id)}>
            Go back
          </a>
        </div>
      </Form>
    </div>
  );
}
